import type { LastStatus } from "../journal/last-status.ts";
import type { Report } from "../model/report.ts";
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
  const { groups, upkeep, repositories = [] } = before.status;
  const status = {
    ...seen,
    groups: merged(groups, seen.groups, ({ address }) => address),
    repositories: merged(repositories, seen.repositories ?? [], ({ address }) => address),
    upkeep: merged(upkeep, seen.upkeep, ({ address, kind }) => `${address} ${kind}`),
  };
  return { formatVersion: 1, digest, status };
}

/** The observation after a run: a point that the run made is the newest of its group. */
export function afterRun({ digest, status }: LastStatus, { run, actions }: Report): LastStatus {
  const groups = status.groups.map((group): GroupStatus => {
    const own = actions.filter(({ address, status: settled }) => address === group.address && settled === "done");
    const made = own.findLast(({ made: point }) => point !== null)?.made ?? null;
    const destroyed = own.reduce((sum, each) => sum + each.destroyed, 0);
    const points = Math.max(0, group.points + (made === null ? 0 : 1) - destroyed);
    if (made === null) return { ...group, points };
    const newest = { ...made, time: run.time };
    const state = group.state === "shrunken" ? "shrunken" : "ok";
    return { ...group, points, newest, age: 0, state, observed: run.time, due: false, overdue: false, obstacle: null };
  });
  return { formatVersion: 1, digest, status: { ...status, groups } };
}
