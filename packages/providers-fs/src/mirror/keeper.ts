import {
  type CopyRequest,
  type CreateRequest,
  type DirectoryMirrorTarget,
  EVERYTHING,
  type KeeperRole,
  PLANNED_RUN,
  type SinkRole,
  type Tree,
} from "@rdump/core/provider";
import { rsyncFilters } from "../rsync/filters.ts";
import { observeRsync } from "../rsync/version.ts";
import { examineMirror } from "./examine.ts";
import type { MirrorFacts } from "./facts.ts";
import { foreseeDeletions } from "./foresee.ts";
import { MIRROR_ACTION, type MirrorInput } from "./input.ts";
import { whyNotExcluded } from "./objections.ts";

/** Keeps a directory equal to a volume. It has one state, so that there is never anything to destroy. */
export const directoryKeeper: KeeperRole<DirectoryMirrorTarget> = {
  wants: "tree",

  create(request) {
    const planned = request.facts as MirrorFacts;
    const input = inputOf(request, planned);
    const verb = planned.taken ? "update" : "create";
    const makes = `${input.volume}-${PLANNED_RUN.stamp}`;
    return [
      { kind: MIRROR_ACTION, verb, once: null, reason: reasonOf(planned), input, makes, destroys: [], readsTree: true },
    ];
  },
  destroy: () => [],
  examine: examineMirror,
  foresee: foreseeDeletions,
};

function reasonOf({ missingBelow, adopted }: MirrorFacts): string | null {
  if (missingBelow !== undefined) return "the directory does not exist, and is created";
  return adopted === undefined ? null : "the directory has files, and is adopted";
}

/** Copies into what another provider has mounted: its points are that one's. */
export const rsyncSink: SinkRole = {
  objections: whyNotExcluded,
  observe: observeRsync,

  copy(request) {
    const input = sinkInput(request);
    return {
      kind: MIRROR_ACTION,
      verb: "update",
      once: null,
      reason: null,
      input,
      makes: null,
      destroys: [],
      readsTree: true,
    };
  },
};

function inputOf(request: CreateRequest<DirectoryMirrorTarget>, planned: MirrorFacts): MirrorInput {
  const { owner, claim, group, tree, shrink, surefile, comparison, runFiles } = request;
  const { path, mount, compare } = group.target;
  if (tree === null) throw new Error(`a mirror is made of a tree: ${group.address}`);
  return {
    ...readingOf(group.volume, tree),
    owner,
    claim,
    path,
    mount,
    planned,
    // Files that came after the plan were not shown.
    ...(planned.adopted === undefined ? {} : { adopt: true }),
    compare,
    shrink,
    surefile,
    comparison,
    runFiles,
    // Other rights store other attributes.
    stores: planned.stores?.root === tree.root ? planned.stores : null,
  };
}

function sinkInput(request: CopyRequest): MirrorInput {
  const { owner, claim, volume, tree, path, compare, shrink, surefile, comparison, runFiles } = request;
  const place = { path, mount: path, planned: null };
  const reading = { ...readingOf(volume, tree), comparison };
  return { ...reading, owner, claim, ...place, compare, shrink, surefile, runFiles, stores: DATASET };
}

/** Only mirrors in ZFS datasets are made by others. */
const DATASET = { ...EVERYTHING, on: "zfs", user: 0, root: true };

function readingOf({ name, exclude }: CopyRequest["volume"], tree: Tree) {
  const { path: from, mounted, root, live } = tree;
  return { volume: name, from, mounted, root, live, rules: rsyncFilters(exclude), excludes: exclude };
}
