import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { Repository } from "../model/repository.ts";
import type { Observed } from "../observe/observe.ts";
import type { GroupObservation } from "../provider/observation.ts";
import { PLAN } from "./codes.ts";

/**
 * The observation, with a gap for each group of a repository with declared disks where another repository is at the
 * location: another disk is attached, or the disk was formatted.
 */
export function withDisks({ groups: desired }: Desired, observed: Observed): Observed {
  const groups = new Map<string, GroupObservation>(observed.groups);
  for (const { group } of desired) {
    const seen = groups.get(group.address);
    const other = group.repository === null ? null : otherDisk(group.repository, observed);
    if (seen !== undefined && other !== null) groups.set(group.address, { ...seen, gap: seen.gap ?? other });
  }
  return { ...observed, groups };
}

function otherDisk(repository: Repository, { repositories }: Observed): Diagnostic | null {
  const id = repositories.get(repository.name)?.id ?? null;
  if (repository.disks === undefined || id === null || repository.disks.includes(id)) return null;
  const detail = `The repository at ${repository.location} has the id ${id}, and \`disks\` does not name this id. Nothing is made or destroyed there. Attach one of the declared disks. If this is a new disk for the rotation, add its id:\n    ${JSON.stringify(id)},`;
  return PLAN.error("plan-other-disk", detail, { address: repositoryAddress(repository.name) });
}
