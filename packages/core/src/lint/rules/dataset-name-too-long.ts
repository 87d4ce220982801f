import { sourceDatasets, targetDatasets } from "../../config/facts/datasets.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

/** `@rdump-YYYYMMDDTHHMMSSZ-rsure`: the longest that comes behind a dataset's name. */
const BEHIND = "@rdump-20261122T200640Z-rsure".length;
/** ZFS_MAX_DATASET_NAME_LEN without its closing NUL; snapshots count whole. */
const LONGEST = 255;

export const datasetNameTooLong: Rule = {
  code: "dataset-name-too-long",
  severity: "error",
  summary: "Dataset name leaves no space for snapshot names",
  judges: "written",
  cause: `ZFS allows at most ${LONGEST} characters for the full name of a snapshot, including the name of its dataset. rdump needs up to ${BEHIND} of them after the name of the dataset.`,
  effect: "ZFS refuses the snapshots of this dataset.",
  remedy: `Use a dataset name of at most ${LONGEST - BEHIND} characters.`,
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { dataset, span } of [...sourceDatasets(subject), ...targetDatasets(subject)]) {
    if (dataset.length <= LONGEST - BEHIND) continue;
    const detail = `The name has ${dataset.length} characters, so the name of a snapshot would be too long. Use at most ${LONGEST - BEHIND} characters.`;
    yield { span, detail };
  }
}
