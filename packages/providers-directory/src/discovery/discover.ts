import {
  byRepository,
  type Diagnostic,
  type DirectoryRepository,
  type Discovery,
  type DiscoveryRequest,
  forgottenArchives,
  type Group,
  type GroupObservation,
  gapIn,
  nothingSeen,
  type Ownership,
  presentVolume,
  type ReadIo,
  type RepositoryObservation,
  readMounts,
} from "@rdump/core/provider";
import { type Access, accessTo, directoryIn } from "../access.ts";
import { FORMATS } from "../formats/index.ts";
import { deletions } from "../keeper.ts";
import { volumeDirectory } from "../naming/files.ts";
import type { Stored } from "./archives.ts";
import type { RepositoryFacts } from "./facts.ts";
import { look, type RepositoryView } from "./look.ts";

/** Reads each directory once, for any number of groups. */
export async function discover(request: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const { id, formerIds } = request.ownership;
  const parts = await Promise.all(
    byRepository(request.groups).map(async ([repository, ...groups]) => {
      const access = accessTo(repository);
      const view = await look(io, access, { owners: [...new Set([id, ...formerIds])] });
      const { groups: seen, forgotten } = observed(request, access, groups, view);
      const obstacles = await obstaclesOf(directoryIn(repository), groups, io);
      return {
        groups: seen.map((group) => withObstacle(group, obstacles.get(group.address))),
        ...{ forgotten, repository: repositoryObserved(access, view) },
      };
    }),
  );
  return {
    sources: [],
    repositories: parts.map(({ repository }) => repository),
    groups: parts.flatMap(({ groups }) => groups),
    forgotten: parts.flatMap(({ forgotten }) => forgotten),
  };
}

/** By address: why the format of the repository cannot make archives of a group. */
async function obstaclesOf(
  { format }: DirectoryRepository,
  groups: readonly Group[],
  io: ReadIo,
): Promise<ReadonlyMap<string, Diagnostic>> {
  if (format === "tar") return new Map();
  const mounts = await readMounts(io);
  const found = groups.flatMap((group) => {
    const obstacle = FORMATS[format].obstacle(group, mounts);
    return obstacle === null ? [] : [[group.address, obstacle] as const];
  });
  return new Map(found);
}

function withObstacle(group: GroupObservation, obstacle: Diagnostic | undefined): GroupObservation {
  if (obstacle === undefined || group.gap !== null) return group;
  return { ...group, obstacle, diagnostics: [...group.diagnostics, obstacle] };
}

function repositoryObserved({ name }: Access, view: RepositoryView): RepositoryObservation {
  const { state } = view;
  if (state !== "present") return { repository: name, state, id: null, appendOnly: null };
  const listed = view.archives.map(({ mark, point }) => ({ id: point.id, name: point.name, mark }));
  return { repository: name, state, id: view.id, appendOnly: null, listed };
}

function observed(
  { ownership, owner }: DiscoveryRequest,
  access: Access,
  groups: readonly Group[],
  view: RepositoryView,
): Pick<Discovery, "groups" | "forgotten"> {
  if (view.state === "hidden") {
    return { groups: groups.map((group) => gapIn(group, view.diagnostic)), forgotten: [] };
  }
  if (view.state === "absent") {
    const facts: RepositoryFacts = { repository: "absent" };
    return { groups: groups.map(({ address }) => ({ ...nothingSeen(address), facts })), forgotten: [] };
  }
  const own = new Map<string, Stored[]>();
  for (const archive of view.archives) {
    const volume = presentVolume(archive.mark, ownership);
    if (volume !== null) own.set(volume, [...(own.get(volume) ?? []), archive]);
  }
  const needed = neededElsewhere(view.archives, ownership);
  const points = new Map(
    [...own].map(([volume, archives]) => [
      volume,
      archives.map(({ point }) => ({ ...point, held: [...point.held, ...(needed.get(point.id) ?? [])] })),
    ]),
  );
  const of = (volume: string): RepositoryFacts => {
    const usual = volumeDirectory({ owner, volume });
    const archives = own.get(volume) ?? [];
    const left = archives.filter((each) => each.directory === usual && isInterrupted(each, ownership));
    const unfinished = left.map(({ base }) => base);
    return { ...factsOf(view.id, usual, archives), ...(unfinished.length === 0 ? {} : { unfinished }) };
  };
  const seen = groups.map(
    ({ address, volume }, index): GroupObservation => ({
      ...nothingSeen(address),
      points: points.get(volume.name) ?? [],
      facts: of(volume.name),
      diagnostics: index === 0 ? [...new Set(view.faults.map(({ diagnostic }) => diagnostic))] : [],
    }),
  );
  const all = factsOf(view.id, "", [...own.values()].flat());
  const destroy = (named: Parameters<typeof deletions>[1]["points"]) =>
    deletions(access, { points: named, facts: all, of: { owner, volume: "" } });
  return { groups: seen, forgotten: forgottenArchives(access.name, groups, points, destroy) };
}

/** By id: the archives of other volumes that are differences to it, since `moved` was removed. It stays as long as they do. */
function neededElsewhere(archives: readonly Stored[], ownership: Ownership): ReadonlyMap<string, readonly string[]> {
  const byId = new Map(archives.map((archive) => [archive.point.id, archive]));
  const needed = new Map<string, readonly string[]>();
  for (const { base, mark, manifest } of archives) {
    const link = byId.get(manifest?.levels?.base?.id ?? "");
    if (link === undefined || presentVolume(link.mark, ownership) === presentVolume(mark, ownership)) continue;
    needed.set(link.point.id, [`${base} is a difference to it`]);
  }
  return needed;
}

/** Another machine may be writing its archive now. */
function isInterrupted({ manifest, mark }: Stored, { machine }: Ownership): boolean {
  return manifest === null && mark.machine === machine;
}

function factsOf(id: string, usual: string, archives: readonly Stored[]): RepositoryFacts {
  const others = archives.filter(({ directory }) => directory !== usual);
  const elsewhere = Object.fromEntries(others.map(({ point, directory }) => [point.id, directory]));
  const links = archives.flatMap(({ point, manifest }) => {
    const base = manifest?.levels?.base ?? null;
    return base === null ? [] : [[point.id, base] as const];
  });
  const formats = archives.flatMap(({ point, format }) => (format === "tar" ? [] : [[point.id, format] as const]));
  return {
    ...{ repository: "present", id },
    ...(formats.length === 0 ? {} : { formats: Object.fromEntries(formats) }),
    ...(others.length === 0 ? {} : { elsewhere }),
    ...(links.length === 0 ? {} : { bases: Object.fromEntries(links) }),
  };
}
