import {
  byImportance,
  byRepository,
  type Diagnostic,
  type Discovery,
  type DiscoveryRequest,
  type ForgottenGroup,
  forgottenArchives,
  type Group,
  type GroupObservation,
  gapIn,
  nothingSeen,
  type ReadIo,
  type RepositoryObservation,
  visible,
} from "@rdump/core/provider";
import { type Access, accessTo } from "../access.ts";
import { BORG } from "../codes/index.ts";
import { deletions } from "../keeper.ts";
import { isCheckpointName } from "../naming/archive-name.ts";
import { adoptableArchives, adoptedArchives } from "./adopted.ts";
import { isAppendOnly } from "./append-only.ts";
import { tornCache } from "./cache.ts";
import { otherThanDeclared } from "./encryption.ts";
import type { RepositoryFacts } from "./facts.ts";
import type { Look, RepositoryView } from "./look.ts";
import { listWithMarks } from "./marked-archives.ts";
import { type OwnedArchives, ownedArchives, renamedNote } from "./owned-archives.ts";

interface Means {
  readonly lockWait: Access["lockWait"];
  readonly look: Look;
  /** As for `tornCache`. */
  readonly caches: string | null;
}

/** Queries each repository once, for any number of groups. */
export async function discover(
  request: DiscoveryRequest,
  io: ReadIo,
  { lockWait, look, caches }: Means,
): Promise<Discovery> {
  const parts = await Promise.all(
    byRepository(request.groups).map(async ([repository, ...groups]) => {
      const access = accessTo(repository, lockWait);
      const view = await listWithMarks(look, io, access, request.known ?? new Map());
      const torn = view.state === "present" ? await tornCache(io, access, caches, view.listing.repositoryId) : null;
      return {
        ...observed(request, access, groups, { view, torn }),
        repository: await repositoryObserved(io, access, view),
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

async function repositoryObserved(io: ReadIo, access: Access, view: RepositoryView): Promise<RepositoryObservation> {
  const { state } = view;
  if (state !== "present") return { repository: access.name, state, id: null, appendOnly: null };
  const appendOnly = await isAppendOnly(io, access.location);
  const { repositoryId: id, encryption, archives } = view.listing;
  // The mark of a checkpoint comes from a command line, which the next list shows again.
  const listed = archives.filter(({ name }) => !isCheckpointName(name));
  return { repository: access.name, state, id, appendOnly, encryption, listed };
}

interface Observed {
  readonly groups: readonly GroupObservation[];
  readonly forgotten: readonly ForgottenGroup[];
}

interface Seen {
  readonly view: RepositoryView;
  /** The path of the torn cache of the repository; null if the cache is not torn. */
  readonly torn: string | null;
}

function observed(
  { ownership, adopting }: Pick<DiscoveryRequest, "ownership" | "adopting">,
  access: Access,
  groups: readonly Group[],
  { view, torn }: Seen,
): Observed {
  switch (view.state) {
    case "hidden":
      return { groups: groups.map((group) => gapIn(group, view.diagnostic)), forgotten: [] };
    case "absent": {
      const { unfinished } = view;
      const facts: RepositoryFacts = { repository: "absent", ...(unfinished ? { unfinished } : {}) };
      const diagnostics = unfinished ? [neverFinished(access)] : [];
      return { groups: groups.map(({ address }) => ({ ...nothingSeen(address), facts, diagnostics })), forgotten: [] };
    }
    case "present": {
      const present = { repository: "present", id: view.listing.repositoryId } as const;
      const facts: RepositoryFacts = torn === null ? present : { ...present, tornCache: torn };
      const cache = torn === null ? [] : [cacheTorn(access, torn)];
      const { archives } = view.listing;
      const own = ownedArchives(ownership, archives);
      const other = otherThanDeclared(access, view.listing.encryption);
      return {
        groups: groups.map((group) => ({
          ...nothingSeen(group.address),
          points: [...(own.points.get(group.volume.name) ?? []), ...adoptedArchives(ownership, group, archives)],
          ...(adopting === group.address ? { adoptable: adoptableArchives(ownership, archives) } : {}),
          facts,
          diagnostics: [...other, ...cache, ...notes(group, own)].sort(byImportance),
        })),
        forgotten: forgottenArchives(access.name, groups, own.points, (points) => deletions(access, { points, facts })),
      };
    }
  }
}

function notes(group: Group, own: OwnedArchives): readonly Diagnostic[] {
  const names = own.renamed.get(group.volume.name);
  return names === undefined ? [] : [renamedNote(group.address, names)];
}

function neverFinished(access: Access): Diagnostic {
  const detail = `The repository "${access.name}" at ${access.location} is unfinished: borg was killed while it created the repository, and nothing was archived into it. rdump renames the directory and creates a new repository. The renamed directory can be deleted.`;
  return BORG.warning("borg-unfinished", detail);
}

function cacheTorn(access: Access, cache: string): Diagnostic {
  const detail = `The cache of the repository "${access.name}" in ${visible(cache)} is incomplete, for example after a power cut, and borg refuses to use it. A cache contains no backups. The next action that changes this repository removes the cache. borg then builds a new cache, which takes time once.`;
  return BORG.warning("borg-cache-torn", detail);
}
