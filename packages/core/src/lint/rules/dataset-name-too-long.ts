import { sourceDatasets, targetDatasets } from "../land/datasets.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** `@rdump-YYYYMMDDTHHMMSSZ-rsure`: the longest that comes behind a dataset's name. */
const BEHIND = "@rdump-20261122T200640Z-rsure".length;
/** ZFS_MAX_DATASET_NAME_LEN without its closing NUL; snapshots count whole. */
const LONGEST = 255;

export const datasetNameTooLong: Rule = {
  code: "dataset-name-too-long",
  severity: "error",
  summary: "A dataset's name leaves no room for its snapshots'",
  judges: "written",
  why: `ZFS takes at most ${LONGEST} characters for the name of a snapshot, its dataset's included, and rdump's names for snapshots take up to ${BEHIND} of them.`,
  remedy: `Use a dataset of at most ${LONGEST - BEHIND} characters.`,
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { dataset, span } of [...sourceDatasets(subject), ...targetDatasets(subject)]) {
    if (dataset.length <= LONGEST - BEHIND) continue;
    const detail = `It has ${dataset.length} characters, and with a snapshot's name behind it ZFS would refuse it. Use one of at most ${LONGEST - BEHIND}.`;
    yield { span, detail };
  }
}
