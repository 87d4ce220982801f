import { repositoryType } from "../config/index.ts";
import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { PointRecord } from "../model/record.ts";
import type { Repository } from "../model/repository.ts";
import type { Observed } from "../observe/observe.ts";
import { PLAN } from "./codes.ts";

/**
 * The observation, with a gap for each group of a known repository that is missing: its disk may not be mounted, and a
 * new repository would be made on the disk below.
 */
export function withLost(
  desired: Desired,
  observed: Observed,
  { history, repositories }: Pick<PointRecord, "history" | "repositories">,
): Observed {
  const groups = new Map(observed.groups);
  for (const { group } of desired.groups) {
    const seen = groups.get(group.address);
    if (group.repository === null || seen === undefined || seen.gap !== null) continue;
    if (observed.repositories.get(group.repository.name)?.state !== "absent") continue;
    const last = lastOf(history, desired.config.id, group.repository);
    const isRecorded = repositories.has(repositoryAddress(group.repository.name));
    if (last === null && !isRecorded) continue;
    groups.set(group.address, { ...seen, gap: lost(group.repository, last) });
  }
  return { ...observed, groups };
}

function lastOf({ entries }: History, owner: string, { name }: Repository): HistoryEntry | null {
  const address = repositoryAddress(name);
  return entries.findLast((entry) => entry.owner === owner && entry.subject === address) ?? null;
}

function lost(repository: Repository, last: HistoryEntry | null): Diagnostic {
  const { name, location } = repository;
  const { initCommand } = repositoryType(repository);
  const byHand = initCommand === null ? "" : `create a new one by hand with \`${initCommand}\`, or `;
  const used = last === null ? "" : ` at ${last.time}`;
  const detail = `There is no repository at ${location}. According to the record of points, rdump used a repository there${used}. If its disk is not mounted, mount the disk. rdump makes no new repository in this place. If the repository is lost for good, ${byHand}declare it under another name.`;
  return PLAN.error("plan-repository-lost", detail, { address: repositoryAddress(name) });
}
