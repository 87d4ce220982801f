import type {
  ArchivesTarget,
  CreateRequest,
  DestroyRequest,
  Group,
  KeeperRole,
  NamedPoint,
  Proposal,
} from "@rdump/core/provider";
import { archiveName, PLANNED_RUN, repositoryAddress } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { CreateInput, DeleteInput, InitInput } from "./actions/inputs.ts";
import { isAbsent, isUnfinished, repositoryIdIn, tornCache } from "./discovery/facts.ts";
import { borgPatterns } from "./patterns.ts";

/**
 * The number of archives that one borg command deletes. It is small, so that a failure affects few archives and a stop
 * takes effect soon.
 */
const BATCH = 100;

const NOTHING = { once: null, reason: null, makes: null, destroys: [], readsTree: false } as const;

export function archivesKeeper(lockWait: Access["lockWait"]): KeeperRole<ArchivesTarget> {
  return {
    wants: "tree",

    create(request) {
      const access = accessOf(request.group, lockWait);
      return isAbsent(request.facts)
        ? [init(access, isUnfinished(request.facts)), create(access, request)]
        : [create(access, request)];
    },
    destroy: (request) => deletions(accessOf(request.group, lockWait), request),
  };
}

function accessOf({ repository, address }: Group, lockWait: Access["lockWait"]): Access {
  if (repository === null) throw new Error(`a group of archives without a repository: ${address}`);
  return accessTo(repository, lockWait);
}

function init(access: Access, unfinished: boolean): Proposal {
  const input: InitInput = { access, unfinished };
  return {
    ...NOTHING,
    kind: "borg/init",
    verb: "prepare",
    once: repositoryAddress(access.name),
    reason: unfinished
      ? "its creation was interrupted: the unfinished repository is renamed"
      : "the repository does not exist yet",
    input: { ...input },
    records: { kind: "made", subject: repositoryAddress(access.name), subjectId: null },
  };
}

function create(
  access: Access,
  { owner, group, facts, tree, previous, previousCount: count, integrityFiles, runFiles }: CreateRequest,
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
  };
  return {
    ...NOTHING,
    kind: "borg/create",
    verb: "create",
    input: { ...input, source: { ...source } },
    makes: archiveName(name, PLANNED_RUN),
    readsTree: true,
  };
}

export function deletions(access: Access, request: Pick<DestroyRequest, "points" | "facts">): readonly Proposal[] {
  const batches: Proposal[] = [];
  const id = repositoryIdIn(request.facts);
  const records =
    id === null
      ? {}
      : { records: { kind: "deleted", subject: repositoryAddress(access.name), subjectId: id } as const };
  for (let start = 0; start < request.points.length; start += BATCH) {
    const destroys: readonly NamedPoint[] = request.points.slice(start, start + BATCH);
    const [first, ...rest] = destroys.map(({ id, name }) => ({ id, name }));
    if (first === undefined) continue;
    const input: DeleteInput = { access, points: [first, ...rest], tornCache: tornCache(request.facts) };
    batches.push({ ...NOTHING, kind: "borg/delete", verb: "destroy", input: { ...input }, destroys, ...records });
  }
  return batches;
}
