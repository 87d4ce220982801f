import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { Repository } from "../model/repository.ts";
import type { Observed } from "../observe/observe.ts";

/**
 * What was observed, with a gap for each group of a repository that the history knows and that is absent: its disk may
 * not be mounted, and a new one in its place would be made, unasked, on the disk below.
 */
export function withLost(desired: Desired, observed: Observed, history: History): Observed {
  const groups = new Map(observed.groups);
  for (const { group } of desired.groups) {
    const seen = groups.get(group.address);
    if (group.repository === null || seen === undefined || seen.gap !== null) continue;
    if (observed.repositories.get(group.repository.name)?.state !== "absent") continue;
    const last = lastOf(history, desired.config.id, group.repository);
    if (last !== null) groups.set(group.address, { ...seen, gap: lost(group.repository, last) });
  }
  return { ...observed, groups };
}

function lastOf({ entries }: History, owner: string, { name }: Repository): HistoryEntry | null {
  const address = repositoryAddress(name);
  return entries.findLast((entry) => entry.owner === owner && entry.subject === address) ?? null;
}

function lost({ name, location }: Repository, { time }: HistoryEntry): Diagnostic {
  return {
    code: "plan-repository-lost",
    severity: "error",
    summary: "A repository that was there is not there any more",
    detail: `Nothing is at ${location}, and the history says that rdump worked with this repository at ${time}. Perhaps its disk is not mounted: mount it. If it is gone for good, or is to begin anew, make the new one by hand with the tool of the repository, or declare it by another name: in the place of one that was there, rdump makes none.`,
    address: repositoryAddress(name),
  };
}
