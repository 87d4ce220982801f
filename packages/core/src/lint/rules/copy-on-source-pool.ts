import { quoted } from "../../config/index.ts";
import { poolOf, targetDatasets } from "../land/datasets.ts";
import { isWithin } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const copyOnSourcePool: Rule = {
  code: "copy-on-source-pool",
  severity: "warning",
  summary: "A copy is on the same pool as its source",
  judges: "written",
  why: "Replicas and mirrors protect against the loss of a pool. On the source's own pool they take as much space, and are lost with it; for going back in time, `snapshots` do the same for almost nothing.",
  remedy: "Send it to another pool or host, or keep `snapshots` instead.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { kind, dataset, host, from, span } of targetDatasets(subject)) {
    if (kind === "clones" || host !== null || from === null || poolOf(dataset) !== poolOf(from)) continue;
    // What would be written over its source, or into it, is an error of its own.
    if (isWithin(dataset, from)) continue;
    const detail = `Both are on the pool ${quoted(poolOf(dataset))}, and lost with it. Send it to another pool or host, or keep \`snapshots\` instead.`;
    yield { span, detail };
  }
}
