import { type Decay, type DecayedFile, openCount, openFiles } from "../model/decay.ts";
import type { Drift } from "../model/drift.ts";
import type { HistoryEntry } from "../model/history.ts";
import type { Forgotten } from "../model/plan.ts";
import type { Proof } from "../model/proof.ts";
import type { PointRecord, RecordLine } from "../model/record.ts";

/** Everything that can be accepted. */
export interface Differences {
  readonly drift: readonly Drift[];
  readonly forgotten: readonly Forgotten[];
  /** Failed proofs, each the newest of its group. */
  readonly proofs: readonly HistoryEntry[];
  /** Decayed files, as they are recorded. */
  readonly decays?: readonly Decay[];
}

/** The differences that `ADDRESS` or `ADDRESS@POINT` names. A point is named by its name or its id. */
export function named(wanted: string, { drift, forgotten, proofs }: Differences): Differences {
  const end = wanted.indexOf('"]@');
  const address = end === -1 ? wanted : wanted.slice(0, end + 2);
  const point = end === -1 ? null : wanted.slice(end + 3);
  return {
    drift: drift.flatMap((each): readonly Drift[] => {
      if (each.address !== address) return [];
      if (point === null) return [each];
      if (each.kind === "repository" || each.kind === "disk") return [];
      const points = each.points.filter(({ id, name }) => id === point || name === point);
      return points.length === 0 ? [] : [{ ...each, points }];
    }),
    forgotten: point === null ? forgotten.filter((each) => each.address === address) : [],
    proofs: proofs.filter(
      ({ subject, subjectId, proof }) =>
        subject === address && (point === null || subjectId === point || proof?.point === point),
    ),
  };
}

/** The decayed files that `VOLUME PATH...` names. A path that is not UTF-8 is named by its bytes. */
export function namedDecay(
  volume: string,
  paths: readonly string[],
  { decays = [] }: Pick<Differences, "decays">,
): { readonly decay: Decay | null; readonly strange: readonly string[] } {
  const decay = decays.find((each) => each.volume === volume) ?? null;
  if (decay === null) return { decay, strange: paths };
  const isNamed = ({ path, bytes }: DecayedFile) =>
    paths.includes(path) || (bytes !== undefined && paths.includes(bytes));
  const files = openFiles(decay).filter(isNamed);
  const strange = paths.filter((each) => !files.some(({ path, bytes }) => each === path || each === bytes));
  return { decay: { ...decay, files }, strange };
}

/** All decayed files of a volume, also those that the record does not name. Null: there are none. */
export function wholeDecay(volume: string, decays: readonly Decay[]): Decay | null {
  const decay = decays.find((each) => each.volume === volume);
  if (decay === undefined || openCount(decay) === 0) return null;
  const times = decay.files.map(({ asOf }) => asOf);
  const acceptedUntil = [...times, ...(decay.newest === undefined ? [] : [decay.newest])].sort().at(-1);
  return acceptedUntil === undefined ? null : { ...decay, acceptedUntil };
}

/** The lines after which the record takes these differences for intended. Pure. */
export function acceptedLines(
  { drift, forgotten, proofs, decays = [] }: Differences,
  record: PointRecord,
  time: string,
): readonly RecordLine[] {
  const removed = (address: string, id: string): RecordLine => ({ type: "removed", by: "accept", address, id });
  return [
    ...drift.flatMap((each): readonly RecordLine[] => {
      if (each.kind === "disk") return [{ type: "disk", volume: each.address, disk: each.is }];
      if (each.kind !== "repository") return each.points.map(({ id }) => removed(each.address, id));
      const { address, was, is } = each;
      const points = [...record.points.values()].filter(({ subject }) => subject === was.id && was.id !== is.id);
      return [{ type: "repository", address, ...is }, ...points.map((point) => removed(point.address, point.id))];
    }),
    ...proofs.flatMap((entry): readonly RecordLine[] => {
      if (entry.proof === undefined) return [];
      const proof: Proof = { ...entry.proof, verdict: "accepted" };
      return [{ type: "result", result: { ...entry, time, status: "done", problem: null, proof } }];
    }),
    ...forgotten.map(({ address }): RecordLine => ({ type: "accepted", address })),
    ...decays.flatMap((each) => acceptedDecay(each, record)),
  ];
}

function acceptedDecay(decay: Decay, { history }: PointRecord): readonly RecordLine[] {
  const { owner, volume, files, acceptedUntil } = decay;
  const known = history.decays?.find((each) => each.owner === owner && each.volume === volume);
  if (known === undefined) return [];
  if (acceptedUntil !== undefined && acceptedUntil !== known.acceptedUntil) {
    const accepted = known.count + (known.accepted ?? 0);
    return [{ type: "decay", decay: { ...known, count: 0, files: [], acceptedUntil, accepted } }];
  }
  const named = new Set(files.map(({ path, bytes }) => bytes ?? path));
  const all = known.files.map((file) =>
    named.has(file.bytes ?? file.path) ? { ...file, accepted: true as const } : file,
  );
  return [{ type: "decay", decay: { ...known, files: all } }];
}
