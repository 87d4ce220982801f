import {
  addressOf,
  byImportance,
  type Diagnostic,
  type Discovery,
  type DiscoveryRequest,
  type ForgottenGroup,
  type Group,
  type GroupObservation,
  type ReadIo,
  type RepositoryObservation,
  visible,
} from "@rdump/core/provider";
import { type Access, accessTo } from "../access.ts";
import { BORG } from "../codes/index.ts";
import { isAppendOnly } from "./append-only.ts";
import { type Belongings, belongings, isCheckpointName, renamedNote } from "./belongings.ts";
import { tornCache } from "./cache.ts";
import { otherThanDeclared } from "./encryption.ts";
import type { RepositoryFacts } from "./facts.ts";
import type { Look, Sight } from "./look.ts";

interface Means {
  readonly lockWait: Access["lockWait"];
  readonly look: Look;
  /** As for `tornCache`. */
  readonly caches: string | null;
}

/** Looks at each repository once, however many groups are in it. */
export async function discover(
  request: DiscoveryRequest,
  io: ReadIo,
  { lockWait, look, caches }: Means,
): Promise<Discovery> {
  const shared = new Map<string, [Group, ...Group[]]>();
  for (const group of request.groups) {
    const known = shared.get(repositoryOf(group).name);
    if (known === undefined) shared.set(repositoryOf(group).name, [group]);
    else known.push(group);
  }
  const parts = await Promise.all(
    Array.from(shared.values(), async (groups) => {
      const access = accessTo(repositoryOf(groups[0]), lockWait);
      const sight = await lookAtAll(look, io, access);
      const torn = sight.state === "present" ? await tornCache(io, access, caches, sight.listing.repositoryId) : null;
      return {
        ...observed(request.owner, access, groups, { sight, torn }),
        repository: await repositoryObserved(io, access, sight),
      };
    }),
  );
  return {
    sources: [],
    repositories: parts.map((part) => part.repository),
    groups: parts.flatMap((part) => part.groups),
    forgotten: parts.flatMap((part) => part.forgotten),
  };
}

async function repositoryObserved(io: ReadIo, access: Access, sight: Sight): Promise<RepositoryObservation> {
  const { state } = sight;
  if (state !== "present") return { repository: access.name, state, id: null, appendOnly: null };
  const appendOnly = await isAppendOnly(io, access.location);
  return { repository: access.name, state, id: sight.listing.repositoryId, appendOnly };
}

function repositoryOf(group: Group) {
  if (group.repository === null) throw new Error(`a group of archives without a repository: ${group.address}`);
  return group.repository;
}

/** The list with comments; a second look, at the checkpoints alone, tells by which commands these were begun. */
async function lookAtAll(look: Look, io: ReadIo, access: Access): Promise<Sight> {
  const sight = await look(io, access, { glob: null, fields: ["comment"] });
  if (sight.state !== "present" || !sight.listing.archives.some(({ name }) => isCheckpointName(name))) return sight;
  const again = await look(io, access, { glob: "*.checkpoint*", fields: ["command_line"] });
  if (again.state !== "present") return again;
  const begunBy = new Map(again.listing.archives.map(({ id, commandLine }) => [id, commandLine]));
  const archives = sight.listing.archives.map((each) => ({ ...each, commandLine: begunBy.get(each.id) ?? [] }));
  return { state: "present", listing: { ...sight.listing, archives } };
}

interface Observed {
  readonly groups: readonly GroupObservation[];
  readonly forgotten: readonly ForgottenGroup[];
}

interface Seen {
  readonly sight: Sight;
  /** Where borg has the repository's torn cache; null when it has none. */
  readonly torn: string | null;
}

function observed(owner: string, access: Access, groups: readonly Group[], { sight, torn }: Seen): Observed {
  switch (sight.state) {
    case "hidden":
      return { groups: groups.map(({ address }) => gap(address, sight.diagnostic)), forgotten: [] };
    case "absent": {
      const { unfinished } = sight;
      const facts: RepositoryFacts = { repository: "absent", ...(unfinished ? { unfinished } : {}) };
      const diagnostics = unfinished ? [neverFinished(access)] : [];
      return { groups: groups.map(({ address }) => ({ ...empty(address), facts, diagnostics })), forgotten: [] };
    }
    case "present": {
      const present = { repository: "present", id: sight.listing.repositoryId } as const;
      const facts: RepositoryFacts = torn === null ? present : { ...present, tornCache: torn };
      const cache = torn === null ? [] : [cacheTorn(access, torn)];
      const own = belongings(owner, sight.listing.archives);
      const other = otherThanDeclared(access, sight.listing.encryption);
      return {
        groups: groups.map((group) => ({
          ...empty(group.address),
          points: own.points.get(group.volume.name) ?? [],
          facts,
          diagnostics: [...other, ...cache, ...notes(group, own)].sort(byImportance),
        })),
        forgotten: forgotten(access, groups, own),
      };
    }
  }
}

function empty(address: string): GroupObservation {
  return { address, points: [], gap: null, facts: null, diagnostics: [] };
}

function gap(address: string, diagnostic: Diagnostic): GroupObservation {
  return { ...empty(address), gap: { ...diagnostic, address } };
}

function notes(group: Group, own: Belongings): readonly Diagnostic[] {
  const names = own.renamed.get(group.volume.name);
  return names === undefined ? [] : [renamedNote(group.address, names)];
}

function forgotten(access: Access, groups: readonly Group[], own: Belongings): readonly ForgottenGroup[] {
  const declared = new Set(groups.map((group) => group.volume.name));
  return Array.from(own.points)
    .filter(([volume]) => !declared.has(volume))
    .map(([volume, points]) => ({ address: addressOf(volume, "archives", access.name), points }));
}

function neverFinished(access: Access): Diagnostic {
  const detail = `At ${access.location} is the unfinished repository "${access.name}": borg was killed while it created it, and nothing was archived into it. It is renamed, and a new one is made. The renamed directory can be deleted.`;
  return BORG.warning("borg-unfinished", detail);
}

function cacheTorn(access: Access, cache: string): Diagnostic {
  const detail = `The cache of the repository "${access.name}" in ${visible(cache)} is incomplete, for example after a power cut, and borg refuses to use it. No backup is in it. The next action that changes this repository removes it, and borg builds it again, which takes time once.`;
  return BORG.warning("borg-cache-torn", detail);
}
