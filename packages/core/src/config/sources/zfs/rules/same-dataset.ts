import { Above } from "../../../facts/above.ts";
import { sourceDatasets } from "../../../facts/datasets.ts";
import { quoted } from "../../../quoted.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

export const volumeSameDataset: Rule = {
  code: "volume-same-dataset",
  severity: "error",
  summary: "Two volumes have the same dataset",
  judges: "written",
  cause:
    "Two volumes name one dataset, or a recursive source already contains the dataset of another volume. All snapshots of one run have the same name.",
  effect: "The snapshot of the second volume fails, and each volume expires the points of the other.",
  remedy: "Declare one volume with all targets.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const sources = sourceDatasets(subject);
  const above = new Above(sources.filter(({ recursive }) => recursive));
  const first = new Map<string, string>();
  for (const { path, span, volume } of sources) {
    const earlier = first.get(path);
    if (earlier !== undefined) {
      yield { span, detail: detailOf(`The volume ${quoted(earlier)} has this dataset too.`) };
      continue;
    }
    first.set(path, volume.name);
    for (const outer of above.of(path)) {
      const detail = `The volume ${quoted(outer.volume.name)} is recursive and already contains this dataset.`;
      yield { span, detail: detailOf(detail) };
      break;
    }
  }
}

function detailOf(what: string): string {
  return `${what} Snapshots of one run have one name, so the second fails, and each volume expires the points of the other. Declare one volume with all targets.`;
}
