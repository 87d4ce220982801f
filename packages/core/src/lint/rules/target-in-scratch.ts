import { poolOf, sourceDatasets, targetDatasets } from "../../config/facts/datasets.ts";
import { isWithin, mirrorPaths, repositoryPaths, sourcePaths } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const targetInScratch: Rule = {
  code: "target-in-scratch",
  severity: "error",
  summary: "Target is in the scratch area",
  judges: "written",
  cause:
    "A target or source is below `scratch.mount` or `scratch.dataset`, where rdump mounts snapshots and creates clones during a run.",
  effect:
    "Each run mounts file systems and destroys its clones there. A mount can hide the files of the target. The default `/run/rdump` is in memory, so its files are lost at the next boot.",
  remedy: "Declare another place for it, or move `scratch`.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const { scratch } = subject.config;
  const detail = "Each run mounts and destroys its own objects there. Declare another place, or move `scratch`.";
  for (const { path, span, what } of [...sourcePaths(subject), ...mirrorPaths(subject), ...repositoryPaths(subject)]) {
    if (scratch.mount !== "" && isWithin(path, scratch.mount)) {
      yield {
        span,
        detail: `This ${what} is in ${quoted(scratch.mount)}, where snapshots are mounted. ${detail}`,
      };
    }
  }
  for (const { dataset, host, span } of [...sourceDatasets(subject), ...targetDatasets(subject)]) {
    if (host !== null) continue;
    const place = `${poolOf(dataset)}/${scratch.dataset}`;
    if (isWithin(dataset, place))
      yield { span, detail: `This dataset is in ${quoted(place)}, where rdump creates clones. ${detail}` };
  }
}
