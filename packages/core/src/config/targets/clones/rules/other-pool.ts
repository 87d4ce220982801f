import { poolOf, targetDatasets } from "../../../facts/datasets.ts";
import { quoted } from "../../../quoted.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

export const cloneOtherPool: Rule = {
  code: "clone-other-pool",
  severity: "error",
  summary: "Clone is on another pool than its source",
  judges: "written",
  cause:
    "A clone shares its blocks with the snapshot that it is made from, so ZFS can create it only on the same pool.",
  effect: "The clone can never be created.",
  remedy: "Name a dataset on the pool of the source, or use `replicas` for a copy on another pool.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { kind, dataset, from, span } of targetDatasets(subject)) {
    if (kind !== "clones" || from === null || from === "" || poolOf(dataset) === poolOf(from)) continue;
    const detail = `The clone is in the pool ${quoted(poolOf(dataset))}, and its source is in ${quoted(poolOf(from))}. ZFS clones only within a pool. Declare a dataset in ${quoted(poolOf(from))}, or use \`replicas\`.`;
    yield { span, detail };
  }
}
