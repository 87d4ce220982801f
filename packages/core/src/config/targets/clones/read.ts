import { NO_RULES } from "../../../model/keep.ts";
import type { ClonesTarget } from "../../../model/targets/clones.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readEvery } from "../../read/duration.ts";
import { readDataset } from "../../read/name.ts";
import { scheduleFor } from "../../resolve/keep.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import type { Naming } from "../reading.ts";

export function readClone(naming: Naming, cursor: Cursor, words: Vocabulary): Placed<ClonesTarget> {
  const dataset = readDataset(cursor.at("dataset"), words.report);
  const target: ClonesTarget = {
    kind: "clones",
    targetType: "clones/zfs",
    address: naming("clones", dataset),
    every: readEvery(cursor.at("every"), scheduleFor(NO_RULES), words.report),
    keep: NO_RULES,
    dataset,
    renew: cursor.at("renew").text() === "discard" ? "discard" : "ask",
  };
  return { target, key: dataset, cursor };
}
