import {
  byRepository,
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
} from "@rdump/core/provider";
import { type Access, accessTo } from "../access.ts";
import { RESTIC } from "../codes/index.ts";
import { deletions } from "../keeper.ts";
import { parseMark } from "../naming/mark.ts";
import { ownedSnapshots, pointOf } from "../naming/snapshot.ts";
import { adoptableSnapshots, adoptedSnapshots } from "./adopted.ts";
import type { RepositoryFacts } from "./facts.ts";
import { type DeadLock, deadLocks } from "./locks.ts";
import { look, type RepositoryView } from "./look.ts";

/** Queries each repository once, for any number of groups. */
export async function discover(
  request: DiscoveryRequest,
  io: ReadIo,
  lockWait: Access["lockWait"],
): Promise<Discovery> {
  const parts = await Promise.all(
    byRepository(request.groups).map(async ([repository, ...groups]) => {
      const access = accessTo(repository, lockWait);
      const view = await look(io, access);
      const locks = view.state === "present" ? await deadLocks(io, access) : [];
      return { ...observed(request, access, groups, { view, locks }), repository: repositoryObserved(access, view) };
    }),
  );
  return {
    sources: [],
    repositories: parts.map(({ repository }) => repository),
    groups: parts.flatMap(({ groups }) => groups),
    forgotten: parts.flatMap(({ forgotten }) => forgotten),
  };
}

function repositoryObserved({ name }: Access, view: RepositoryView): RepositoryObservation {
  const { state } = view;
  if (state !== "present") return { repository: name, state, id: null, appendOnly: null };
  const listed = view.snapshots.map((snapshot) => {
    const { id, tags } = snapshot;
    const mark = parseMark(tags);
    const point = mark === null ? null : pointOf(snapshot, mark);
    return { id, name: point?.name ?? id.slice(0, 8), mark };
  });
  return { repository: name, state, id: view.id, appendOnly: null, listed };
}

interface Observed {
  readonly groups: readonly GroupObservation[];
  readonly forgotten: readonly ForgottenGroup[];
}

interface Seen {
  readonly view: RepositoryView;
  readonly locks: readonly DeadLock[];
}

function observed(request: DiscoveryRequest, access: Access, groups: readonly Group[], seen: Seen): Observed {
  const { view, locks } = seen;
  switch (view.state) {
    case "hidden":
      return {
        groups: groups.map((group) => gapIn(group, view.diagnostic)),
        forgotten: [],
      };
    case "absent": {
      const { unfinished } = view;
      const facts: RepositoryFacts = { repository: "absent", ...(unfinished ? { unfinished } : {}) };
      const diagnostics = unfinished ? [neverFinished(access)] : [];
      return { groups: groups.map(({ address }) => ({ ...nothingSeen(address), facts, diagnostics })), forgotten: [] };
    }
    case "present": {
      const facts: RepositoryFacts = {
        ...{ repository: "present", id: view.id },
        ...(locks.length === 0 ? {} : { deadLocks: locks }),
      };
      return present(request, access, groups, facts, view.snapshots, locks);
    }
  }
}

function present(
  { ownership, adopting }: DiscoveryRequest,
  access: Access,
  groups: readonly Group[],
  facts: RepositoryFacts,
  snapshots: Extract<RepositoryView, { readonly state: "present" }>["snapshots"],
  locks: readonly DeadLock[],
): Observed {
  const own = ownedSnapshots(ownership, snapshots);
  const diagnostics = locks.map((lock) => deadLock(access, lock));
  return {
    groups: groups.map(({ address, volume }) => ({
      ...nothingSeen(address),
      points: [...(own.get(volume.name) ?? []), ...adoptedSnapshots(ownership, address, snapshots)],
      ...(adopting === address ? { adoptable: adoptableSnapshots(ownership, snapshots) } : {}),
      facts,
      diagnostics,
    })),
    forgotten: forgottenArchives(access.name, groups, own, (points) => deletions(access, { points, facts })),
  };
}

function neverFinished({ name, location }: Access) {
  const detail = `The repository "${name}" at ${location} is unfinished: restic was killed while it created the repository. rdump renames the directory and creates a new repository. The renamed directory can be deleted.`;
  return RESTIC.warning("restic-unfinished", detail);
}

function deadLock({ name }: Access, { pid, host }: DeadLock) {
  const detail = `The repository "${name}" has a lock of process ${pid} on ${host}, which has ended. The next apply removes the lock.`;
  return RESTIC.warning("restic-dead-lock", detail);
}
