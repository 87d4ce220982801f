import { eachOf } from "../reading.ts";
import type { TargetReader } from "../target-kind.ts";
import { readArchives } from "./read.ts";

export const ARCHIVES: TargetReader = {
  kind: "archives",
  needsZfs: false,
  read: (cursor, { naming, words }) => eachOf(cursor, (item) => readArchives(naming, item, words)),
  hints: {},
};
