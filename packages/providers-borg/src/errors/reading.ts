import { boundedText, type Completeness, type Diagnostic, visible } from "@rdump/core/provider";
import type { NamedFiles, ReadingReport } from "../answers/reading.ts";
import { BORG, type BorgCode } from "../codes/index.ts";
import { LONGEST_PATH, MOST_LEVELS } from "../left-out/reach.ts";

export interface Verdict {
  readonly state: Completeness;
  /** Why the archive is not complete; null when it is. */
  readonly failure: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
}

export interface Circumstances {
  /** Files may come and go while they are read. */
  readonly live: boolean;
  /** borg ended with the exit status that says "with warnings". */
  readonly warned: boolean;
  readonly path: string;
  /** The trees that were left out, by name and owner; empty when there are none. */
  readonly trees: string;
}

/** Whether an archive counts, according to the problems of borg. */
export function judge(report: ReadingReport, circumstances: Circumstances): Verdict {
  const { state, failure, warnings } = judgeFiles(report, circumstances);
  const { mounted, tooDeep } = report;
  const { path, trees } = circumstances;
  const notes = mounted.count > 0 ? [lateMounts(path, mounted), ...warnings] : warnings;
  if (tooDeep.count === 0) return { state, failure, warnings: notes };
  const deep = treesTooDeep(path, tooDeep.count, trees);
  return failure === null
    ? { state: "incomplete", failure: deep, warnings: notes }
    : { state, failure, warnings: [{ ...deep, severity: "warning" }, ...notes] };
}

function judgeFiles(report: ReadingReport, { live, warned, path }: Circumstances): Verdict {
  const { vanished, changed, failed, mounted } = report;
  if (!warned) return complete(failed.count > 0 ? [remark(path, failed)] : []);
  if (failed.count > 0) return { state: "incomplete", failure: incomplete(path, failed), warnings: [] };
  const unquiet = { count: vanished.count + changed.count, first: [...vanished.first, ...changed.first] };
  if (unquiet.count === 0) return mounted.count > 0 ? complete([]) : invalid(unexplained(path));
  if (!live) return invalid(notStill(path, unquiet));
  const warnings: Diagnostic[] = [];
  if (vanished.count > 0) warnings.push(passing("borg-files-vanished", path, vanished, WENT));
  if (changed.count > 0) warnings.push(passing("borg-files-changed", path, changed, MOVED));
  return complete(warnings);
}

function complete(warnings: readonly Diagnostic[]): Verdict {
  return { state: "complete", failure: null, warnings };
}

export function invalid(failure: Diagnostic, warnings: readonly Diagnostic[] = []): Verdict {
  return { state: "invalid", failure, warnings };
}

const KEPT =
  'The archive is incomplete, and its name ends in ".incomplete". It fills no slot, and the keep rules decide how long it is kept.';

function treesTooDeep(path: string, count: number, trees: string): Diagnostic {
  const what = count === 1 ? "1 directory tree has" : `${count} directory trees have`;
  const detail = `Below ${path}, ${what} more than ${MOST_LEVELS} levels or paths of more than ${LONGEST_PATH} characters, which borg cannot archive or restore: ${trees}. Everything else is in the archive. ${KEPT} Ask the owner to remove the tree, or exclude it.`;
  return BORG.error("borg-too-deep", detail);
}

function lateMounts(path: string, mounted: NamedFiles): Diagnostic {
  const detail = `Below ${path}: ${listed(mounted)}. Other file systems are not part of the volume, so nothing is missing in the archive.`;
  return BORG.note("borg-mounted-late", detail);
}

const WENT = "These files are not in the archive.";
const MOVED = "Their content in the archive can be a mixture of old and new data.";

function passing(code: BorgCode, path: string, files: NamedFiles, so: string): Diagnostic {
  const detail = `Below ${path}: ${listed(files)}. ${so} The source is in use; a snapshot source avoids this.`;
  return BORG.warning(code, detail);
}

function remark(path: string, said: NamedFiles): Diagnostic {
  const detail = `borg reported a problem while it archived ${path}: ${listed(said)}. The archive contains all files. An attribute of a file may be missing. Correct the reported problem, where possible.`;
  return BORG.warning("borg-remark", detail);
}

function incomplete(path: string, failed: NamedFiles): Diagnostic {
  const { count, first } = failed;
  const what = count === 1 ? "1 path" : `${count} paths`;
  const more = count > first.length ? [`and ${count - first.length} more`] : [];
  const lines = [...first.map((name) => visible(boundedText(name))), ...more].map((line) => `\n  ${line}`).join("");
  const detail = `Below ${path}, borg could not read ${what}:${lines}\n${KEPT} Make the files readable for the user that runs rdump, or exclude them.`;
  return BORG.error("borg-files-unreadable", detail);
}

function notStill(path: string, files: NamedFiles): Diagnostic {
  const detail = `Files disappeared or changed in the snapshot at ${path}: ${listed(files)}. A process writes to the snapshot, or the snapshot was unmounted. The archive does not count as a point, and its name ends in ".unchecked". Find the cause, then apply again.`;
  return BORG.error("borg-snapshot-changed", detail);
}

function unexplained(path: string): Diagnostic {
  const detail = `The exit status of borg for ${path} reports a problem, but the output of borg names none. The archive does not count as a point, and its name ends in ".unchecked". Apply again. If it happens again, run borg by hand.`;
  return BORG.error("borg-unexplained-warning", detail);
}

export function wrongTime(name: string): Diagnostic {
  const detail = `The archive ${name} has another time than rdump passed to borg, or borg reported no time. borg takes the time from the modification time of a file in the state directory. The archive does not count as a point. Use a state directory on ext4, XFS, Btrfs or ZFS, then apply again.`;
  return BORG.error("borg-wrong-time", detail);
}

function listed({ count, first }: NamedFiles): string {
  const names = first.map((name) => boundedText(name)).join("; ");
  return count > first.length ? `${names}; and ${count - first.length} more` : names;
}
