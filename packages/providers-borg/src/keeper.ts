import {
  type ArchivesTarget,
  archiveName,
  archiveProposal,
  type CreateRequest,
  type DestroyRequest,
  deletionProposals,
  type KeeperRole,
  PLANNED_RUN,
  type Proposal,
  repositoryOf,
  repositoryProposal,
} from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { CreateInput, DeleteInput, InitInput } from "./actions/inputs.ts";
import { isAbsent, isUnfinished, repositoryIdIn, tornCache } from "./discovery/facts.ts";
import { borgPatterns } from "./patterns.ts";

export function archivesKeeper(lockWait: Access["lockWait"]): KeeperRole<ArchivesTarget> {
  return {
    wants: "tree",

    create(request) {
      const access = accessTo(repositoryOf(request.group), lockWait);
      return isAbsent(request.facts)
        ? [init(access, isUnfinished(request.facts)), create(access, request)]
        : [create(access, request)];
    },
    destroy: (request) => deletions(accessTo(repositoryOf(request.group), lockWait), request),
  };
}

function create(
  access: Access,
  { owner, group, facts, tree, previous, previousCount: count, integrityFiles, runFiles, machineRecord }: CreateRequest,
): Proposal {
  if (tree === null) throw new Error(`an archive is read from a tree: ${group.address}`);
  const { name, exclude, excludeCaches } = group.volume;
  const { path, mounted, root } = tree;
  const source = { path, mounted, root, exclude: borgPatterns(exclude), excludeCaches };
  const input: CreateInput = {
    ...{ access, owner, volume: name, source, live: tree.live },
    previous: previous === null ? null : { id: previous.id, name: previous.name, ...(count === null ? {} : { count }) },
    integrityFiles,
    runFiles,
    tornCache: tornCache(facts),
    ...(machineRecord === null ? {} : { machineRecord }),
  };
  return archiveProposal(archiveName(name, PLANNED_RUN), {
    kind: "borg/create",
    input: { ...input, source: { ...source } },
  });
}

function init(access: Access, unfinished: boolean): Proposal {
  const input: InitInput = { access, unfinished };
  return repositoryProposal(access.name, unfinished, { kind: "borg/init", input: { ...input } });
}

export function deletions(
  access: Access,
  { points, facts }: Pick<DestroyRequest, "points" | "facts">,
): readonly Proposal[] {
  return deletionProposals(access.name, repositoryIdIn(facts), points, (points) => {
    const input: DeleteInput = { access, points, tornCache: tornCache(facts) };
    return { kind: "borg/delete", input: { ...input } };
  });
}
