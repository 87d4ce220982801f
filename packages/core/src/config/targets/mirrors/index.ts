import { eachOf } from "../reading.ts";
import type { KeyHint, TargetReader } from "../target-kind.ts";
import { readMirror } from "./read.ts";

const NO_HISTORY: KeyHint = {
  code: "config-keep-without-history",
  detail:
    "A mirror in a directory has one current state and no history. Remove `keep`, or mirror into a ZFS `dataset`, which has snapshots.",
};

const TWO_PLACES: KeyHint = {
  code: "config-either-or",
  detail: "A mirror is either in a `dataset` or at a `path`. Remove one of the two keys, or declare two mirrors.",
};

const NO_SNAPSHOTS: KeyHint = {
  code: "config-unknown-key",
  detail:
    "A mirror in a directory has no snapshots, so it cannot be archived or replicated. Archive the volume itself, or mirror into a ZFS `dataset`.",
};

export const MIRRORS: TargetReader = {
  kind: "mirrors",
  needsZfs: false,
  read: (cursor, { naming, words }) => eachOf(cursor, (item) => readMirror(naming, item, words)),
  hints: {
    DirectoryMirrorText: { keep: NO_HISTORY, dataset: TWO_PLACES, archives: NO_SNAPSHOTS, replicas: NO_SNAPSHOTS },
  },
};
