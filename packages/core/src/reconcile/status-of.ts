import { repositoryAddress } from "../model/address.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { NO_RECORD } from "../model/record.ts";
import type { GroupState, GroupStatus, Status, UpkeepState, UpkeepStatus } from "../model/status.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import { assessUpkeep, type UpkeepAssessment } from "../plan/assess-upkeep.ts";
import { driftOf, forgottenIn } from "../plan/drift.ts";
import { shrunkenIn } from "../plan/shrinkage.ts";
import type { Providers } from "../provider/providers.ts";
import type { Look } from "./look.ts";

/** The state of everything that was observed. Pure. */
export function statusOf(
  { desired, observed, history, record = NO_RECORD }: Pick<Look, "desired" | "observed" | "history"> & Partial<Look>,
  providers: Pick<Providers, "keeper">,
): Status {
  const { config, now } = desired;
  return {
    formatVersion: 1,
    owner: config.id,
    asOf: isoOf(now),
    groups: assess(desired, observed, providers).map((assessment) => groupStatus(assessment, now)),
    upkeep: assessUpkeep(desired, observed, history).map((assessment) => upkeepStatus(assessment, now)),
    forgotten: forgottenIn(desired, observed, record),
    drift: driftOf(desired, observed, record),
    shrunken: shrunkenIn(desired, history),
  };
}

function groupStatus(assessment: Assessment, now: Instant): GroupStatus {
  const { desired, complete, incomplete, invalid, foreign, newest, due, overdue, gap, sourceGap } = assessment;
  return {
    address: desired.group.address,
    state: groupState(assessment),
    newest: newest === null ? null : { id: newest.id, name: newest.name, time: isoOf(newest.time) },
    age: newest === null ? null : Math.round((now - newest.time) / 1000),
    points: complete.length,
    incomplete: incomplete.length,
    invalid: invalid.length,
    foreign: foreign.length,
    slot: desired.slot.label,
    due,
    overdue,
    obstacle: (gap ?? sourceGap)?.detail ?? null,
  };
}

function groupState({ gap, overdue, due, incomplete, invalid, newest }: Assessment): GroupState {
  if (gap !== null) return "unknown";
  if (overdue) return "overdue";
  const newestTime = newest?.time ?? Number.NEGATIVE_INFINITY;
  if ([...incomplete, ...invalid].some(({ time }) => time > newestTime)) return "incomplete";
  return due ? "due" : "ok";
}

function upkeepStatus(assessment: UpkeepAssessment, now: Instant): UpkeepStatus {
  const { desired, last, failure, due, overdue, standing } = assessment;
  return {
    address: repositoryAddress(desired.repository.name),
    kind: desired.kind,
    state: upkeepState(assessment),
    last: last === null ? null : { run: last.run, time: last.time, freed: last.freed },
    age: last === null ? null : Math.round((now - Date.parse(last.time)) / 1000),
    slot: desired.slot.label,
    due,
    overdue,
    failure:
      failure === null
        ? null
        : {
            run: failure.run,
            time: failure.time,
            code: failure.problem?.code ?? "",
            summary: failure.problem?.summary ?? "",
          },
    obstacle: OBSTACLES[standing],
  };
}

const OBSTACLES: { readonly [standing in UpkeepAssessment["standing"]]: string | null } = {
  known: null,
  unknown: "the repository or the record of points cannot be read",
  absent: "the repository does not exist yet",
  futile: "append-only: a compaction frees nothing",
};

function upkeepState({ standing, failure, due, overdue }: UpkeepAssessment): UpkeepState {
  if (standing === "unknown") return "unknown";
  if (standing !== "known") return "idle";
  if (failure !== null) return "failed";
  if (overdue) return "overdue";
  return due ? "due" : "ok";
}
