import type { Cursor } from "../cursor.ts";
import type { Span } from "../positions.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

/** The maximum length of a name of rdump. */
export const LONGEST_NAME = 100;

/** Safe as a part of a ZFS name, an LVM tag, a borg archive's name and a file's name, and never taken for an option. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** Whether a text can be a name of ours (an owner, a volume, a policy, a repository); says why where it cannot. */
export function isName(name: string, what: string, span: Span, report: Report): boolean {
  if (NAME.test(name)) return true;
  const detail = `${quoted(name)} is not a valid name of ${what}. The name becomes a part of the names of snapshots, archives, tags and files. Write at most 100 letters a to z, digits, \`.\`, \`_\` and \`-\`, a letter or digit first.`;
  report.add("config-bad-name", span, detail);
  return false;
}

/** A ZFS pool's and dataset's parts, as zfs itself lets them be. */
const DATASET = /^[A-Za-z0-9_.:-][A-Za-z0-9_.: -]*(\/[A-Za-z0-9_.:-][A-Za-z0-9_.: -]*)*$/;

/** A dataset's name, pool first. */
export function readDataset(cursor: Cursor, report: Report): string {
  const dataset = cursor.text();
  if (dataset === null) return "";
  const fault = datasetFault(dataset);
  if (fault !== null) report.add("config-bad-dataset", cursor.span, `${quoted(dataset)}: ${fault}`);
  return dataset.length > LONGEST_DATASET ? "" : dataset;
}

/** ZFS_MAX_DATASET_NAME_LEN without its closing NUL. */
const LONGEST_DATASET = 255;

function datasetFault(dataset: string): string | null {
  if (/[@#%]/.test(dataset))
    return "this is the name of a snapshot, a bookmark or a part of a transfer. Write only the dataset.";
  if (dataset.startsWith("/")) return "a dataset has no leading slash. Write the pool first, for example `tank/home`.";
  if (dataset.endsWith("/") || dataset.includes("//")) return "a part of the name is empty. Remove the extra slash.";
  if (/(^|\/)\.\.?(\/|$)/.test(dataset)) return "`.` and `..` are not names of datasets.";
  if (!/^[A-Za-z]/.test(dataset)) return "the name of a pool must begin with a letter.";
  if (!DATASET.test(dataset))
    return "ZFS accepts letters a to z, digits, `_`, `-`, `:`, `.` and inner spaces in a name.";
  return dataset.length > LONGEST_DATASET ? `ZFS accepts at most ${LONGEST_DATASET} characters.` : null;
}

/** The dataset under each pool that scans are made in: relative, so without a pool. */
export function readScratchDataset(cursor: Cursor, otherwise: string, report: Report): string {
  const dataset = cursor.text();
  if (dataset === null) return otherwise;
  const fault = datasetFault(`p/${dataset}`);
  if (fault !== null) report.add("config-bad-dataset", cursor.span, `${quoted(dataset)}: ${fault}`);
  return dataset;
}

/** The characters that lvm(8) allows in the name of a volume group or logical volume. */
const LVM_NAME = /^[A-Za-z0-9+_.][A-Za-z0-9+_.-]{0,126}$/;
const LVM_RESERVED =
  /^(\.\.?|snapshot.*|pvmove.*)$|_(cdata|cmeta|corig|iorig|mimage|mlog|pmspare|rimage|rmeta|tdata|tmeta|vdata|vorigin)/;

export function readLvmName(cursor: Cursor, report: Report): string {
  const name = cursor.text();
  if (name === null) return "";
  if (!LVM_NAME.test(name) || LVM_RESERVED.test(name)) {
    const detail = `${quoted(name)}: LVM accepts at most 127 letters a to z, digits, \`+\`, \`_\`, \`.\` and \`-\`, no leading \`-\`, and no reserved name. Write the name as \`lvs\` shows it, without a path.`;
    report.add("config-bad-lvm-name", cursor.span, detail);
  }
  return name;
}
