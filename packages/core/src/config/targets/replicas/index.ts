import { eachOf } from "../reading.ts";
import type { TargetReader } from "../target-kind.ts";
import { readReplica } from "./read.ts";

export const REPLICAS: TargetReader = {
  kind: "replicas",
  needsZfs: true,
  read: (cursor, { naming, words }) => eachOf(cursor, (item) => readReplica(naming, item, words)),
  hints: {},
};
