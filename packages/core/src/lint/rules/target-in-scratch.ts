import { quoted } from "../../config/index.ts";
import { poolOf, sourceDatasets, targetDatasets } from "../land/datasets.ts";
import { isWithin, mirrorLands, repositoryLands, sourceLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const targetInScratch: Rule = {
  code: "target-in-scratch",
  severity: "error",
  summary: "Something is kept where rdump mounts and clones",
  judges: "written",
  why: "What is below `scratch.mount` and `scratch.dataset` lives only as long as a run: it is unmounted, removed and destroyed after it, and taken for a leftover when it is there before.",
  remedy: "Put it elsewhere, or give `scratch` another place.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const { scratch } = subject.config;
  const detail =
    "What is there lives only as long as a run, and is taken down after it. Put it elsewhere, or move `scratch`.";
  for (const { path, span, what } of [...sourceLands(subject), ...mirrorLands(subject), ...repositoryLands(subject)]) {
    if (scratch.mount !== "" && isWithin(path, scratch.mount)) {
      yield {
        span,
        detail: `This ${what} is in ${quoted(scratch.mount)}, where snapshots are mounted. ${detail}`,
      };
    }
  }
  const local = targetDatasets(subject).filter(({ host }) => host === null);
  for (const { dataset, span } of [...sourceDatasets(subject), ...local]) {
    const place = `${poolOf(dataset)}/${scratch.dataset}`;
    if (isWithin(dataset, place))
      yield { span, detail: `It is in ${quoted(place)}, where clones for scans are made. ${detail}` };
  }
}
