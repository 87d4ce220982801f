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
  repositoryAddress,
  repositoryProposal,
} from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { CreateInput, ForgetInput, InitInput, UnlockInput } from "./actions/inputs.ts";
import { deadLocksIn, isAbsent, isUnfinished, repositoryIdIn } from "./discovery/facts.ts";
import { resticPatterns } from "./patterns.ts";

export function archivesKeeper(lockWait: Access["lockWait"]): KeeperRole<ArchivesTarget> {
  return {
    wants: "tree",

    create(request) {
      const access = accessTo(request.group.repository, lockWait);
      return isAbsent(request.facts)
        ? [init(access, isUnfinished(request.facts)), backup(access, request)]
        : [backup(access, request)];
    },

    destroy: (request) => deletions(accessTo(request.group.repository, lockWait), request),

    adjust({ group, facts }) {
      const [first, ...rest] = deadLocksIn(facts);
      return first === undefined ? [] : [unlock(accessTo(group.repository, lockWait), [first, ...rest])];
    },
  };
}

function unlock(access: Access, locks: UnlockInput["locks"]): Proposal {
  const input: UnlockInput = { access, locks };
  const processes = locks.map(({ pid }) => pid).join(", ");
  return {
    kind: "restic/unlock",
    verb: "update",
    once: repositoryAddress(access.name),
    reason: `process ${processes} on ${locks[0].host} has ended and left a lock`,
    input: { ...input },
    makes: null,
    destroys: [],
    readsTree: false,
  };
}

function backup(
  access: Access,
  { owner, group, facts, tree, previous, previousCount: count, integrityFiles, runFiles, machineRecord }: CreateRequest,
): Proposal {
  if (tree === null) throw new Error(`an archive is read from a tree: ${group.address}`);
  const { name, exclude, excludeCaches } = group.volume;
  const { path, mounted, root } = tree;
  const source = { path, mounted, root, exclude: resticPatterns(exclude, path), excludeCaches };
  const input: CreateInput = {
    ...{ access, owner, volume: name, source, live: tree.live },
    previous: previous === null ? null : { id: previous.id, name: previous.name, ...(count === null ? {} : { count }) },
    ...{ integrityFiles, runFiles, repositoryId: repositoryIdIn(facts) },
    ...(machineRecord === null ? {} : { machineRecord }),
  };
  return archiveProposal(archiveName(name, PLANNED_RUN), {
    kind: "restic/backup",
    input: { ...input, source: { ...source } },
  });
}

function init(access: Access, unfinished: boolean): Proposal {
  const input: InitInput = { access, unfinished };
  return repositoryProposal(access.name, unfinished, { kind: "restic/init", input: { ...input } });
}

export function deletions(
  access: Access,
  { points, facts }: Pick<DestroyRequest, "points" | "facts">,
): readonly Proposal[] {
  const repositoryId = repositoryIdIn(facts);
  return deletionProposals(access.name, repositoryId, points, (points) => {
    const input: ForgetInput = { access, points, repositoryId };
    return { kind: "restic/forget", input: { ...input } };
  });
}
