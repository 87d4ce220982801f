import type { Desired } from "../desired/desire.ts";
import { repositoryAddress } from "../model/address.ts";
import { isAdopted } from "../model/adopted.ts";
import type { Config } from "../model/config.ts";
import { isoOf } from "../model/instant.ts";
import { presentName } from "../model/ownership.ts";
import type { Point } from "../model/point.ts";
import { presentHistory } from "../model/present-history.ts";
import { keyOf, type Marks, type PointRecord, type RecordedPoint, type RecordLine, stampsOf } from "../model/record.ts";
import type { Target } from "../model/target.ts";
import type { Observed } from "../observe/observe.ts";
import { diskDoubts, lossDoubts } from "../plan/doubts.ts";
import type { RepositoryObservation, SourceObservation } from "../provider/observation.ts";
import { knownMarks } from "./known.ts";

/**
 * What an observation adds to the record: points of runs that died before they could record them, the marks of objects
 * that were not known, and repositories. Pure.
 */
export function newsOf(
  record: PointRecord,
  { groups, repositories, sources }: Pick<Observed, "groups" | "repositories" | "sources">,
  { groups: desired, config }: Pick<Desired, "groups" | "config">,
): readonly RecordLine[] {
  const owner = config.id;
  const stamps = stampsOf(record.runs);
  const before = new Map([...record.points.values()].map((point) => [identityOf(point), point]));
  const made: RecordedPoint[] = [];
  for (const { group } of desired) {
    const seen = groups.get(group.address);
    if (seen === undefined || seen.gap !== null) continue;
    const subject = group.repository === null ? null : (repositories.get(group.repository.name)?.id ?? null);
    for (const point of seen.points) {
      const known = { address: group.address, subject, volume: group.volume.name, owner, target: group.target };
      // The unfinished state of a mirror is no point to come back to.
      if (point.state === "incomplete" && onlyIn(group.target).only === true) continue;
      const isNew = point.state !== "invalid" && !record.points.has(keyOf({ address: group.address, id: point.id }));
      if (isNew && (point.adopted === true || isOfRun(point, record, stamps)))
        made.push(recorded(point, known, before));
    }
  }
  const known = knownMarks(record);
  return [
    ...movedFrom(made, record, groups),
    ...givenBack(record, config),
    ...made.map((point): RecordLine => ({ type: "made", ...point })),
    ...[...repositories.values()].flatMap((each) => ofRepository(each, record, known)),
    ...newDisks([...sources.values()], record, config),
  ];
}

/** Another file system under a known volume stays drift, until the user accepts it or a run finds the files there. */
function newDisks(
  sources: readonly SourceObservation[],
  { disks = [] }: PointRecord,
  config: Config,
): readonly RecordLine[] {
  const known = diskDoubts(disks, config);
  return sources.flatMap(({ volume, disk }) =>
    disk === undefined || (known.get(volume)?.expected ?? null) !== null ? [] : [{ type: "disk", volume, disk }],
  );
}

/** A volume or a target can get another address. A replica has the identity of its source, and both are there. */
function movedFrom(
  made: readonly RecordedPoint[],
  { points }: PointRecord,
  groups: Observed["groups"],
): readonly RecordLine[] {
  if (made.length === 0) return [];
  const moved = new Set(made.map(identityOf));
  const isThere = ({ address, id }: RecordedPoint) =>
    groups.get(address)?.points.some((point) => point.id === id) === true;
  const before = [...points.values()].filter((point) => moved.has(identityOf(point)) && !isThere(point));
  return before.map(({ address, id }) => ({ type: "removed", by: "moved", address, id }));
}

/** Points that the config does not adopt any more. */
function givenBack({ points }: PointRecord, config: Config): readonly RecordLine[] {
  const given = [...points.values()].filter((point) => point.adopted === true && !isAdopted(point, config.adopted));
  return given.map(({ address, id }) => ({ type: "removed", by: "given back", address, id }));
}

function identityOf({ subject, id }: Pick<RecordedPoint, "subject" | "id">): string {
  return JSON.stringify([subject, id]);
}

/** A point has the id of its run, or where its tool has no room for that, the time of the run. */
function isOfRun({ run }: Point, { runs }: PointRecord, stamps: ReadonlySet<string>): boolean {
  return runs.has(run) || stamps.has(run);
}

interface Known {
  readonly address: string;
  readonly subject: string | null;
  readonly volume: string;
  readonly owner: string;
  readonly target: Target;
}

/** A point that only has another address keeps what was recorded of its mark. */
function recorded(
  { id, name, run, machine = null, time, adopted }: Point,
  { target, ...rest }: Known,
  before: ReadonlyMap<string, RecordedPoint>,
): RecordedPoint {
  const { owner, volume } = before.get(identityOf({ subject: rest.subject, id })) ?? rest;
  const kind = adopted === true ? { adopted } : onlyIn(target);
  return { ...rest, owner, volume, id, name, machine, run, time: isoOf(time), ...kind };
}

/** Whether the group holds one point, which each run replaces. */
export function onlyIn({ targetType }: Target): Pick<RecordedPoint, "only"> {
  return targetType === "mirrors/directory" || targetType === "clones/zfs" ? { only: true } : {};
}

function ofRepository(
  { repository, id, encryption = "", listed = [] }: RepositoryObservation,
  record: PointRecord,
  known: ReadonlyMap<string, Marks>,
): readonly RecordLine[] {
  if (id === null) return [];
  const address = repositoryAddress(repository);
  // Another identity under a known address stays drift, until the user accepts it.
  const before = record.repositories.get(address);
  const isNew = before === undefined || (before.id === id && before.encryption === "" && encryption !== "");
  const marks = known.get(id);
  return [
    ...(isNew ? [{ type: "repository", address, id, encryption } as const] : []),
    ...listed.flatMap(({ id: object, mark }): readonly RecordLine[] =>
      mark === undefined || marks?.has(object) === true ? [] : [{ type: "seen", subject: id, id: object, mark }],
    ),
  ];
}

/** Without the marks of objects that their repository does not list any more. */
export function withoutUnlisted(record: PointRecord, { repositories }: Pick<Observed, "repositories">): PointRecord {
  const seen = new Map(record.seen);
  for (const { id, listed } of repositories.values()) {
    const marks = id === null || listed === undefined ? undefined : seen.get(id);
    if (id === null || marks === undefined) continue;
    const there = new Set(listed?.map((each) => each.id));
    seen.set(id, new Map([...marks].filter(([object]) => there.has(object))));
  }
  return { ...record, seen };
}

/**
 * Without the findings about losses that are settled, and without disks that are not expected any more, unless points of
 * that time are recorded, also by `news`. Findings of other owners stay: only their config knows the names.
 */
export function withoutSettled(record: PointRecord, config: Config, news: readonly RecordLine[] = []): PointRecord {
  const { history, disks = [] } = record;
  const runs = new Set(Array.from(record.points.values(), ({ run }) => run));
  for (const line of news) if (line.type === "made") runs.add(line.run);
  const hasPoints = (known: ReadonlyMap<string, unknown>) => [...known.keys()].some((run) => runs.has(run));
  const present = presentHistory(history, config).findings;
  const losses = lossDoubts(present, config.id);
  const findings = history.findings.filter((_, index) => {
    const { owner, volume } = present[index] ?? { owner: "", volume: "" };
    const known = owner === config.id ? losses.get(volume) : undefined;
    return known === undefined || known.open.size > 0 || hasPoints(known.runs);
  });
  const doubts = diskDoubts(disks, config);
  const left = disks.filter(({ volume, disk, run }) => {
    const known = doubts.get(presentName(volume, config.moved.volumes));
    return known === undefined || hasPoints(known.runs) || (run === undefined && disk === known.expected);
  });
  return { ...record, history: { ...history, findings }, ...(disks.length === 0 ? {} : { disks: left }) };
}
