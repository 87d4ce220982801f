import { type CreateRequest, type DirectoryMirrorTarget, type KeeperRole, PLANNED_RUN } from "@rdump/core/provider";
import { rsyncFilters } from "../rsync/filters.ts";
import type { MirrorFacts } from "./facts.ts";
import { MIRROR_ACTION, type MirrorInput } from "./input.ts";

/** Keeps a directory equal to a volume. It has one state, so that there is never anything to destroy. */
export const directoryKeeper: KeeperRole<DirectoryMirrorTarget> = {
  create(request) {
    const input = inputOf(request);
    return [
      {
        kind: MIRROR_ACTION,
        verb: input.planned.taken ? "update" : "create",
        once: null,
        reason: null,
        input,
        makes: `${input.volume}-${PLANNED_RUN.stamp}`,
        destroys: [],
        readsTree: true,
      },
    ];
  },
  destroy: () => [],
};

function inputOf({ owner, group, facts, tree, shrink, surefile }: CreateRequest<DirectoryMirrorTarget>): MirrorInput {
  return {
    owner,
    volume: group.volume.name,
    from: tree.path,
    mounted: tree.origin !== null,
    root: tree.root,
    live: tree.live,
    path: group.target.path,
    mount: group.target.mount,
    planned: facts as MirrorFacts,
    rules: rsyncFilters(group.volume.exclude).rules,
    compare: group.target.compare,
    shrink,
    surefile,
  };
}
