import type {
  ArchivesTarget,
  CreateRequest,
  DestroyRequest,
  KeeperRole,
  NamedPoint,
  Proposal,
} from "@rdump/core/provider";
import { archiveName, PLANNED_RUN, repositoryAddress } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { CreateInput, ForgetInput, InitInput, UnlockInput } from "./actions/inputs.ts";
import { deadLocksIn, isAbsent, isUnfinished, repositoryIdIn } from "./discovery/facts.ts";
import { resticPatterns } from "./patterns.ts";

/** The number of snapshots that one command deletes: a failure affects few, and a stop takes effect soon. */
const BATCH = 100;

const NOTHING = { once: null, reason: null, makes: null, destroys: [], readsTree: false } as const;

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

function init(access: Access, unfinished: boolean): Proposal {
  const input: InitInput = { access, unfinished };
  return {
    ...NOTHING,
    kind: "restic/init",
    verb: "prepare",
    once: repositoryAddress(access.name),
    reason: unfinished
      ? "its creation was interrupted: the unfinished repository is renamed"
      : "the repository does not exist yet",
    input: { ...input },
    records: { kind: "made", subject: repositoryAddress(access.name), subjectId: null },
  };
}

function unlock(access: Access, locks: UnlockInput["locks"]): Proposal {
  const input: UnlockInput = { access, locks };
  const processes = locks.map(({ pid }) => pid).join(", ");
  return {
    ...NOTHING,
    kind: "restic/unlock",
    verb: "update",
    once: repositoryAddress(access.name),
    reason: `process ${processes} on ${locks[0].host} has ended and left a lock`,
    input: { ...input },
  };
}

function backup(
  access: Access,
  { owner, group, facts, tree, previous, previousCount: count, integrityFiles, runFiles }: CreateRequest,
): Proposal {
  if (tree === null) throw new Error(`an archive is read from a tree: ${group.address}`);
  const { name, exclude, excludeCaches } = group.volume;
  const { path, mounted, root } = tree;
  const source = { path, mounted, root, exclude: resticPatterns(exclude, path), excludeCaches };
  const input: CreateInput = {
    ...{ access, owner, volume: name, source, live: tree.live },
    previous: previous === null ? null : { id: previous.id, name: previous.name, ...(count === null ? {} : { count }) },
    ...{ integrityFiles, runFiles, repositoryId: repositoryIdIn(facts) },
  };
  return {
    ...NOTHING,
    kind: "restic/backup",
    verb: "create",
    input: { ...input, source: { ...source } },
    makes: archiveName(name, PLANNED_RUN),
    readsTree: true,
  };
}

export function deletions(access: Access, request: Pick<DestroyRequest, "points" | "facts">): readonly Proposal[] {
  const repositoryId = repositoryIdIn(request.facts);
  const subject = repositoryAddress(access.name);
  const records =
    repositoryId === null ? {} : ({ records: { kind: "deleted", subject, subjectId: repositoryId } } as const);
  const batches: Proposal[] = [];
  for (let start = 0; start < request.points.length; start += BATCH) {
    const destroys: readonly NamedPoint[] = request.points.slice(start, start + BATCH);
    const [first, ...rest] = destroys.map(({ id, name }) => ({ id, name }));
    if (first === undefined) continue;
    const input: ForgetInput = { access, points: [first, ...rest], repositoryId };
    batches.push({ ...NOTHING, kind: "restic/forget", verb: "destroy", input: { ...input }, destroys, ...records });
  }
  return batches;
}
