import { datasetKey } from "../../../model/address.ts";
import type { ReplicasTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readDataset } from "../../read/name.ts";
import { readSshHost } from "../../resolve/ssh-host.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import { type Naming, readSchedule } from "../reading.ts";

export function readReplica(naming: Naming, cursor: Cursor, words: Vocabulary): Placed<ReplicasTarget> {
  const dataset = readDataset(cursor.at("dataset"), words.report);
  const host = readSshHost(cursor.at("host"), words);
  const key = datasetKey(host, dataset);
  const target: ReplicasTarget = {
    kind: "replicas",
    targetType: "replicas/zfs",
    address: naming("replicas", key),
    ...readSchedule(cursor, words),
    dataset,
    host,
  };
  return { target, key, cursor };
}
