import type { Diagnostic } from "@rdump/core/provider";
import type { NamedFiles, ReadingReport } from "../answers/reading.ts";
import { LONGEST_PATH, MOST_LEVELS } from "../left-out/reach.ts";
import { bounded } from "./explain.ts";

export interface Verdict {
  /** Why the archive is no backup; null when it is one. */
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

/** Whether an archive counts, by what borg could not do. */
export function judge(report: ReadingReport, circumstances: Circumstances): Verdict {
  const { failure, warnings } = judgeFiles(report, circumstances);
  const { mounted, tooDeep } = report;
  const { path, trees } = circumstances;
  const notes = mounted.count > 0 ? [lateMounts(path, mounted), ...warnings] : warnings;
  if (tooDeep.count === 0) return { failure, warnings: notes };
  const deep = treesTooDeep(path, tooDeep.count, trees);
  return failure === null
    ? { failure: deep, warnings: notes }
    : { failure, warnings: [{ ...deep, severity: "warning" }, ...notes] };
}

function judgeFiles(report: ReadingReport, { live, warned, path }: Circumstances): Verdict {
  const { vanished, changed, failed, mounted } = report;
  if (!warned) return { failure: null, warnings: failed.count > 0 ? [remark(path, failed)] : [] };
  if (failed.count > 0) return { failure: incomplete(path, failed), warnings: [] };
  const unquiet = { count: vanished.count + changed.count, first: [...vanished.first, ...changed.first] };
  if (unquiet.count === 0) return { failure: mounted.count > 0 ? null : unexplained(path), warnings: [] };
  if (!live) return { failure: notStill(path, unquiet), warnings: [] };
  const warnings: Diagnostic[] = [];
  if (vanished.count > 0)
    warnings.push(passing("borg-files-vanished", "Files vanished while they were archived", path, vanished, WENT));
  if (changed.count > 0)
    warnings.push(passing("borg-files-changed", "Files changed while they were archived", path, changed, MOVED));
  return { failure: null, warnings };
}

function treesTooDeep(path: string, count: number, trees: string): Diagnostic {
  const what = count === 1 ? "1 directory tree has" : `${count} directory trees have`;
  return {
    code: "borg-too-deep",
    severity: "error",
    summary: "Directory trees are too deep for borg",
    detail: `Below ${path}, ${what} more than ${MOST_LEVELS} levels or paths of more than ${LONGEST_PATH} characters, which borg cannot archive or restore: ${trees}. Everything else is in the archive. The archive is incomplete, so it does not count and keeps its name with ".unchecked". Ask the owner to remove the tree, or exclude it.`,
  };
}

function lateMounts(path: string, mounted: NamedFiles): Diagnostic {
  return {
    code: "borg-mounted-late",
    severity: "note",
    summary: "File systems were mounted while borg ran",
    detail: `Below ${path}: ${listed(mounted)}. Other file systems are not part of the volume, so nothing is missing in the archive.`,
  };
}

const WENT = "They are not in the archive.";
const MOVED = "What the archive holds of them may be neither their old content nor their new, or nothing.";

function passing(code: string, summary: string, path: string, files: NamedFiles, so: string): Diagnostic {
  const detail = `Below ${path}: ${listed(files)}. ${so} A file system that changes while it is read is archived as well as can be; a snapshot would stand still.`;
  return { code, severity: "warning", summary, detail };
}

function remark(path: string, said: NamedFiles): Diagnostic {
  return {
    code: "borg-remark",
    severity: "warning",
    summary: "borg remarked on something",
    detail: `While it archived ${path}, borg said: ${listed(said)}. It counts that as success: all files are in the archive, perhaps without one of their extended attributes. See whether what it names can be mended.`,
  };
}

function incomplete(path: string, failed: NamedFiles): Diagnostic {
  return {
    code: "borg-files-unreadable",
    severity: "error",
    summary: "Files could not be archived",
    detail: `Below ${path}, borg says: ${listed(failed)}. The archive lacks something, so it does not count and keeps its name with ".unchecked". Make the files readable for the user that rdump runs as, or exclude them.`,
  };
}

function notStill(path: string, files: NamedFiles): Diagnostic {
  return {
    code: "borg-snapshot-changed",
    severity: "error",
    summary: "A snapshot changed while it was archived",
    detail: `Below ${path}, which should stand still, files vanished or changed: ${listed(files)}. Somebody writes into the snapshot, or it is no longer there. The archive does not count and keeps its name with ".unchecked". Find out who writes, then apply again.`,
  };
}

function unexplained(path: string): Diagnostic {
  return {
    code: "borg-unexplained-warning",
    severity: "error",
    summary: "borg warned and did not say of what",
    detail: `Its exit status after archiving ${path} says that something was not as it should be. The archive does not count and keeps its name with ".unchecked". Apply again, and look into borg's output when it stays.`,
  };
}

export function wrongTime(name: string): Diagnostic {
  return {
    code: "borg-wrong-time",
    severity: "error",
    summary: "An archive bears another time than its run",
    detail: `borg gave the archive ${name} another time than it was told, or did not say which. It takes a time for the name of a file first: look whether the volume's root holds a file whose name is a time. The archive does not count.`,
  };
}

function listed({ count, first }: NamedFiles): string {
  const names = first.map((name) => bounded(name)).join("; ");
  return count > first.length ? `${names}; and ${count - first.length} more` : names;
}
