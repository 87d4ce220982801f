import type { PointRecord } from "../model/record.ts";
import { keyOf } from "../model/record.ts";
import { exitOfStates } from "../model/state.ts";
import type { GroupStatus, LastRunStatus, Status, UpkeepStatus } from "../model/status.ts";

/** One sample: its labels, and its value. */
type Sample = readonly [labels: Labels, value: number];
type Labels = { readonly [name: string]: string };

interface Family {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * A status in the text format of Prometheus, for the text file collector of the node exporter: gauges only, in base units,
 * without timestamps. A value that is not known has no sample: a duration or size is never 0 for that. No label has a
 * version or a point, so that an upgrade and a night make no new series.
 *
 * @param record knows the sizes of points
 * @param isDone whether the run that ends now did everything that is declared; null: as the newest journal says
 */
export function metricsText(
  status: Status,
  record: Pick<PointRecord, "points">,
  isDone: boolean | null = null,
): string {
  const families = [
    ...targetFamilies(status, record),
    ...upkeepFamilies(status),
    repositorySizes(status),
    ...runFamilies(status, isDone),
  ];
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, help, samples }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...samples.map(([labels, value]) => `${name}{${labelsText({ owner: status.owner, ...labels })}} ${value}`),
    ]);
  return `${lines.join("\n")}\n`;
}

function targetFamilies({ groups }: Status, { points }: Pick<PointRecord, "points">): readonly Family[] {
  const family = (name: string, help: string, of: (group: GroupStatus) => number | null): Family => ({
    name: `rdump_target_${name}`,
    help,
    samples: groups.flatMap((group) => sample(labelsOf(group), of(group))),
  });
  const recorded = ({ address, newest }: GroupStatus) =>
    newest === null ? undefined : points.get(keyOf({ address, id: newest.id }));
  return [
    family(
      "exit_status",
      "Exit status of rdump status for this target alone: 0 ok or due, 1 unknown, 2 another state.",
      (group) => exitOfStates([group]),
    ),
    {
      name: "rdump_target_state_info",
      help: "State of the target, as the label state. Always 1.",
      samples: groups.map((group) => [{ ...labelsOf(group), state: group.state }, 1]),
    },
    family("last_success_timestamp_seconds", "Time of the newest complete point.", ({ newest }) =>
      newest === null ? null : seconds(newest.time),
    ),
    family("next_due_timestamp_seconds", "Time from which another point is due.", ({ nextDue }) => seconds(nextDue)),
    family("observed_timestamp_seconds", "Time when the target was last queried.", ({ observed }) => seconds(observed)),
    family("last_proof_timestamp_seconds", "Time of the newest proof of a point.", ({ proof }) =>
      proof?.last == null ? null : seconds(proof.last.time),
    ),
    family("last_proof_success", "1 if the newest proof found no damage, else 0.", ({ proof }) =>
      proof?.last == null ? null : Number(proof.last.verdict !== "failed"),
    ),
    family("size_bytes", "Size of the files in the newest complete point.", (group) => recorded(group)?.bytes ?? null),
    family("files", "Number of files in the newest complete point.", (group) => recorded(group)?.files ?? null),
    {
      name: "rdump_target_points",
      help: "Number of points by kind.",
      samples: groups.flatMap((group) =>
        KINDS.map(([kind, count]): Sample => [{ ...labelsOf(group), kind }, count(group)]),
      ),
    },
  ];
}

const KINDS: readonly (readonly [kind: string, count: (group: GroupStatus) => number])[] = [
  ["complete", ({ points }) => points],
  ["incomplete", ({ incomplete }) => incomplete],
  ["invalid", ({ invalid }) => invalid],
  ["foreign", ({ foreign }) => foreign],
];

function upkeepFamilies({ upkeep }: Status): readonly Family[] {
  const family = (name: string, help: string, of: (each: UpkeepStatus) => number | null): Family => ({
    name: `rdump_upkeep_${name}`,
    help,
    samples: upkeep.flatMap((each) => sample({ address: each.address, kind: each.kind }, of(each))),
  });
  return [
    family("exit_status", "Exit status of rdump status for this upkeep alone.", (each) => exitOfStates([each])),
    family("last_success_timestamp_seconds", "Time of the newest successful upkeep.", ({ last }) =>
      last === null ? null : seconds(last.time),
    ),
  ];
}

function repositorySizes({ repositories = [] }: Status): Family {
  return {
    name: "rdump_repository_size_bytes",
    help: "Stored size of the repository at its newest archive.",
    samples: repositories.map(({ address, size }) => [{ address }, size.bytes]),
  };
}

function runFamilies({ lastRun, asOf, drift, shrunken }: Status, isDone: boolean | null): readonly Family[] {
  // Several targets can count the loss of one volume.
  const lost = new Set(shrunken.map(({ volume }) => volume));
  const one = (name: string, help: string, value: number | null): Family => ({
    name: `rdump_${name}`,
    help,
    samples: sample({}, value),
  });
  return [
    one("last_run_timestamp_seconds", "Begin of the last run.", lastRun === null ? null : seconds(lastRun.began)),
    one(
      "last_run_success",
      "1 if the last run did everything that is declared, else 0.",
      isDone === null ? successOf(lastRun) : Number(isDone),
    ),
    one("last_run_duration_seconds", "Duration of the last run; none of a run that died.", durationOf(lastRun)),
    one("drift", "Number of differences from the recorded points that no run caused.", drift.length),
    one("shrunken_volumes", "Number of volumes whose source lost too many files.", lost.size),
    one("status_timestamp_seconds", "Time when these metrics were written.", seconds(asOf)),
  ];
}

function successOf(run: LastRunStatus | null): number | null {
  return run === null ? null : Number(run.status === "ok");
}

function durationOf(run: LastRunStatus | null): number | null {
  return run?.ended == null || seconds(run.ended) === null
    ? null
    : (Date.parse(run.ended) - Date.parse(run.began)) / 1000;
}

function labelsOf({ volume, address }: GroupStatus): Labels {
  return { volume, address };
}

function sample(labels: Labels, value: number | null): readonly Sample[] {
  return value === null || !Number.isFinite(value) ? [] : [[labels, value]];
}

/** Null for a text that is no time, for example of another version. */
function seconds(time: string | undefined): number | null {
  const milliseconds = Date.parse(time ?? "");
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(
      ([name, value]) => `${name}="${value.replaceAll(/[\\"\n]/g, (each) => (each === "\n" ? "\\n" : `\\${each}`))}"`,
    )
    .join(",");
}
