import { quoted } from "../../config/index.ts";
import { Above } from "../land/above.ts";
import { sourceDatasets } from "../land/datasets.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const volumeSameDataset: Rule = {
  code: "volume-same-dataset",
  severity: "error",
  summary: "Two volumes are of one dataset",
  judges: "written",
  why: "All snapshots of one run have one name, and a dataset can have only one snapshot of a name: the second volume's fails. Each would also expire what the other keeps. A recursive source has every dataset below it as a volume already.",
  remedy: "Make one volume of them, with all targets in it.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const sources = sourceDatasets(subject);
  const above = new Above(sources.filter(({ recursive }) => recursive));
  const first = new Map<string, string>();
  for (const { path, span, volume } of sources) {
    const earlier = first.get(path);
    if (earlier !== undefined) {
      yield { span, detail: detailOf(`The volume ${quoted(earlier)} is read from this dataset too.`) };
      continue;
    }
    first.set(path, volume.name);
    for (const outer of above.of(path)) {
      const detail = `The volume ${quoted(outer.volume.name)} is recursive, and so this dataset is a volume of it already.`;
      yield { span, detail: detailOf(detail) };
      break;
    }
  }
}

function detailOf(what: string): string {
  return `${what} Snapshots of one run have one name, so that the second fails, and each would expire what the other keeps. Make one volume of the two.`;
}
