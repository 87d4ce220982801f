import { eachOf } from "../reading.ts";
import type { TargetReader } from "../target-kind.ts";
import { readClone } from "./read.ts";

export const CLONES: TargetReader = {
  kind: "clones",
  needsZfs: true,
  read: (cursor, { naming, words }) => eachOf(cursor, (item) => readClone(naming, item, words)),
  hints: {
    CloneText: {
      keep: {
        code: "config-keep-without-history",
        detail: "A clone is made again in each run and has no history. Remove `keep`.",
      },
    },
  },
};
