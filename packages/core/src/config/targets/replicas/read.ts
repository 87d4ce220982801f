import { datasetKey } from "../../../model/address.ts";
import type { ReplicasTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readDataset } from "../../read/name.ts";
import { readFileSize, readRate } from "../../read/size.ts";
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
    ...(cursor.at("intermediates").flag() === true ? { intermediates: true } : {}),
    ...readStages(cursor, words),
  };
  return { target, key, cursor };
}

/** mbuffer needs a hundred blocks of 10 KiB or more. */
const SMALLEST_BUFFER = 2 ** 20;

function readStages(
  cursor: Cursor,
  { report }: Vocabulary,
): Pick<ReplicasTarget, "rateLimit" | "compression" | "buffer"> {
  const rateLimit = readRate(cursor.at("rateLimit"), report);
  const buffer = readFileSize(cursor.at("buffer"), report);
  if (buffer !== null && buffer < SMALLEST_BUFFER)
    report.add("config-bad-size", cursor.at("buffer").span, "The smallest buffer is `1 MiB`.");
  return {
    ...(rateLimit === null ? {} : { rateLimit }),
    ...(cursor.at("compression").text() === "zstd" ? { compression: "zstd" } : {}),
    ...(buffer === null ? {} : { buffer }),
  };
}
