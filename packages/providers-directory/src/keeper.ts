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
import type { ArchiveInput, DeleteInput, InitInput } from "./actions/inputs.ts";
import { directoryOf, formatIn, isAbsent, repositoryIdIn, unfinishedIn } from "./discovery/facts.ts";
import { FORMATS } from "./formats/index.ts";
import type { FormatName } from "./formats/names.ts";
import { baseName, baseOf } from "./naming/files.ts";

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
  const { owner, group, facts, tree, previous, base, readFrom, integrityFiles, runFiles, machineRecord } = request;
  if (tree === null) throw new Error(`an archive is read from a tree: ${group.address}`);
  const { name: volume } = group.volume;
  const { format, compression, levels } = directoryIn(group.repository);
  const placeOf = ({ id, name }: PointRef) => ({
    directory: directoryOf(facts, id, { owner, volume }),
    base: baseOf(name),
  });
  const common: ArchiveInput = {
    ...{ access, owner, volume, integrityFiles },
    previous: previous === null ? null : placeOf(previous),
    unfinished: previous === null ? [] : unfinishedIn(facts),
    ...(machineRecord === null ? {} : { machineRecord }),
  };
  const link = base === null || formatIn(facts, base.id) !== format ? null : { ...placeOf(base), id: base.id };
  const chain = levels === undefined ? null : { base: link, readFrom };
  const work = FORMATS[format].archive({ ...{ common, group, tree, compression, runFiles }, levels: chain });
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

/** Archives that one command deletes. */
interface Run {
  readonly directory: string;
  readonly format: FormatName;
  readonly inside: DestroyRequest["points"][number][];
}

export function deletions(access: Access, { points, facts, of }: Deletion): readonly Proposal[] {
  // In this order: no archive is deleted before a difference to it, and these can be in another directory.
  const runs: Run[] = [];
  for (const point of points) {
    const [directory, format] = [directoryOf(facts, point.id, of), formatIn(facts, point.id)];
    const last = runs.at(-1);
    if (last?.directory === directory && last.format === format) last.inside.push(point);
    else runs.push({ directory, format, inside: [point] });
  }
  return runs.flatMap(({ directory, format, inside }) =>
    deletionProposals(access.name, repositoryIdIn(facts), inside, (named) => {
      const input: DeleteInput = { access, directory, points: named, ...(format === "tar" ? {} : { format }) };
      return { kind: "directory/delete", input: { ...input } };
    }),
  );
}
