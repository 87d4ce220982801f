import { quoted } from "../../config/index.ts";
import { poolOf, targetDatasets } from "../land/datasets.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const cloneOtherPool: Rule = {
  code: "clone-other-pool",
  severity: "error",
  summary: "A clone is on another pool than its source",
  judges: "written",
  why: "A clone shares its blocks with the snapshot that it is made from, and so ZFS can make it only on the same pool.",
  remedy: "Name a dataset on the source's pool, or use `replicas` for a copy on another one.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { kind, dataset, from, span } of targetDatasets(subject)) {
    if (kind !== "clones" || from === null || from === "" || poolOf(dataset) === poolOf(from)) continue;
    const detail = `It is on the pool ${quoted(poolOf(dataset))}, its source on ${quoted(poolOf(from))}: ZFS clones only within a pool. Name a dataset below ${quoted(poolOf(from))}, or use \`replicas\`.`;
    yield { span, detail };
  }
}
