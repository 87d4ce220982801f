import { poolOf, targetDatasets } from "../../config/facts/datasets.ts";
import { isWithin } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const copyOnSourcePool: Rule = {
  code: "copy-on-source-pool",
  severity: "warning",
  summary: "Copy is on the same pool as its source",
  judges: "written",
  cause: "A replica or a mirror is on the pool that contains the source.",
  effect:
    "The copy takes as much space as the source and is lost together with it. For earlier states, `snapshots` need almost no space.",
  remedy: "Declare another pool or host, or use `snapshots`.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { kind, dataset, host, from, fromHost, span } of targetDatasets(subject)) {
    if (kind === "clones" || host !== fromHost || from === null || poolOf(dataset) !== poolOf(from)) continue;
    // A target at or in its source is a separate error.
    if (isWithin(dataset, from)) continue;
    const detail = `Source and copy are on the pool ${quoted(poolOf(dataset))} and are lost together. Declare another pool or host, or use \`snapshots\`.`;
    yield { span, detail };
  }
}
