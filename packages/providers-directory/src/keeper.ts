import {
  type ArchivesTarget,
  archiveProposal,
  type CreateRequest,
  type DestroyRequest,
  deletionProposals,
  type KeeperRole,
  type Mark,
  PLANNED_RUN,
  type PointRef,
  type Proposal,
  repositoryProposal,
} from "@rdump/core/provider";
import { type Access, accessTo, directoryIn } from "./access.ts";
import type { CreateInput, DeleteInput, InitInput } from "./actions/inputs.ts";
import { directoryOf, isAbsent, repositoryIdIn, unfinishedIn } from "./discovery/facts.ts";
import { baseName, baseOf } from "./naming/files.ts";
import { tarExcludes } from "./patterns.ts";

export const archivesKeeper: KeeperRole<ArchivesTarget> = {
  wants: "tree",

  create(request) {
    const access = accessTo(request.group.repository);
    return isAbsent(request.facts) ? [init(access), archive(access, request)] : [archive(access, request)];
  },

  destroy: ({ owner, group, points, facts }) =>
    deletions(accessTo(group.repository), { points, facts, of: { owner, volume: group.volume.name } }),
};

function archive(access: Access, request: CreateRequest): Proposal {
  const { owner, group, facts, tree, previous, base, integrityFiles, runFiles } = request;
  if (tree === null) throw new Error(`an archive is read from a tree: ${group.address}`);
  const { name: volume, exclude, excludeCaches } = group.volume;
  const { path, mounted, root } = tree;
  const { compression, levels } = directoryIn(group.repository);
  const source = { path, mounted, root, exclude: tarExcludes(exclude), excludeCaches, compression };
  const placeOf = ({ id, name }: PointRef) => ({
    directory: directoryOf(facts, id, { owner, volume }),
    base: baseOf(name),
  });
  const input: CreateInput = {
    ...{ access, owner, volume, source, live: tree.live, integrityFiles, runFiles },
    levels: levels === undefined ? null : { base: base === null ? null : { ...placeOf(base), id: base.id } },
    previous: previous === null ? null : placeOf(previous),
    unfinished: previous === null ? [] : unfinishedIn(facts),
  };
  const work = { kind: "directory/archive", input: { ...input, source: { ...source } } };
  return archiveProposal(baseName(volume, PLANNED_RUN), work);
}

function init(access: Access): Proposal {
  const input: InitInput = { access };
  return repositoryProposal(access.name, false, { kind: "directory/init", input: { ...input } });
}

interface Deletion extends Pick<DestroyRequest, "points" | "facts"> {
  /** Where points are whose facts say nothing else. */
  readonly of: Pick<Mark, "owner" | "volume">;
}

export function deletions(access: Access, { points, facts, of }: Deletion): readonly Proposal[] {
  // In this order: no archive is deleted before a difference to it, and these can be in another directory.
  const runs: { readonly directory: string; readonly inside: DestroyRequest["points"][number][] }[] = [];
  for (const point of points) {
    const directory = directoryOf(facts, point.id, of);
    if (runs.at(-1)?.directory !== directory) runs.push({ directory, inside: [] });
    runs.at(-1)?.inside.push(point);
  }
  return runs.flatMap(({ directory, inside }) =>
    deletionProposals(access.name, repositoryIdIn(facts), inside, (named) => {
      const input: DeleteInput = { access, directory, points: named };
      return { kind: "directory/delete", input: { ...input } };
    }),
  );
}
