import type { LastStatus } from "../journal/last-status.ts";
import type { Decay } from "../model/decay.ts";
import type { Report } from "../model/report.ts";
import type { State } from "../model/state.ts";
import type { GroupStatus, Status } from "../model/status.ts";

/** The observation of a run, with the last known state of groups that it did not query. */
export function mergedStatus(before: LastStatus | null, digest: string, seen: Status, isAll: boolean): LastStatus {
  if (isAll || before === null || before.digest !== digest) return { formatVersion: 1, digest, status: seen };
  const merged = <T extends { readonly address: string }>(
    old: readonly T[],
    present: readonly T[],
    key: (each: T) => string,
  ) => {
    const keys = new Set(present.map(key));
    return [...old.filter((each) => !keys.has(key(each))), ...present].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  };
  const { groups, upkeep, repositories = [], drift = [], forgotten = [], shrunken = [], decayed = [] } = before.status;
  const addresses = new Set(seen.groups.map(({ address }) => address));
  const volumes = new Set(seen.groups.map(({ volume }) => volume));
  const elsewhere = ({ address }: { readonly address: string }) => !addresses.has(address) && !volumes.has(address);
  const status = {
    ...seen,
    drift: merged(drift.filter(elsewhere), seen.drift, ({ address }) => address),
    forgotten: merged(forgotten.filter(elsewhere), seen.forgotten, ({ address }) => address),
    shrunken: [...shrunken.filter(({ volume }) => !volumes.has(volume)), ...seen.shrunken],
    ...decayedOf([...decayed.filter(({ volume }) => !volumes.has(volume)), ...(seen.decayed ?? [])]),
    groups: merged(groups, seen.groups, ({ address }) => address),
    repositories: merged(repositories, seen.repositories ?? [], ({ address }) => address),
    upkeep: merged(upkeep, seen.upkeep, ({ address, kind }) => `${address} ${kind}`),
  };
  return { formatVersion: 1, digest, status };
}

function decayedOf(decayed: readonly Decay[]): Pick<Status, "decayed"> {
  return decayed.length === 0 ? {} : { decayed };
}

/** States that a new point does not end: they are about the source, or about older points. */
const LASTING: readonly State[] = ["decayed", "shrunken", "unproven"];

/**
 * The observation after a run: a point that the run made is the newest of its group.
 *
 * @param judged the observation before the run, judged by the record after it: the findings, proofs and upkeep of the run
 */
export function afterRun(judged: Status, { run, actions }: Report): Status {
  const groups = judged.groups.map((group): GroupStatus => {
    const own = actions.filter(({ address, status: settled }) => address === group.address && settled === "done");
    const made = own.findLast(({ made: point }) => point !== null)?.made ?? null;
    const destroyed = own.reduce((sum, each) => sum + each.destroyed, 0);
    const points = Math.max(0, group.points + (made === null ? 0 : 1) - destroyed);
    if (made === null) return { ...group, points };
    const newest = { ...made, time: run.time };
    const lasting = lastingOf(group);
    const state = lasting === null ? { state: "ok" as const, obstacle: null } : { state: lasting };
    return { ...group, points, newest, age: 0, ...state, observed: run.time, due: false, overdue: false };
  });
  return { ...judged, groups };
}

/** The state `incomplete`, which a new point ends, is worse than `unproven`. */
function lastingOf({ state, proof }: GroupStatus): State | null {
  if (LASTING.includes(state)) return state;
  const isUnproven = proof !== undefined && (proof.overdue || proof.last?.verdict === "failed");
  return isUnproven ? "unproven" : null;
}
