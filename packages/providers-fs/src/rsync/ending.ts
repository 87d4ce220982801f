import {
  type CodeOf,
  type CommandResult,
  type Diagnostic,
  LINK_REFUSED,
  NO_DIRECTORY,
  NOT_MOUNTED,
  REPLACED as OTHER_PLACE,
  outOfTimeText,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { sourceNamed } from "./place.ts";

/** How an rsync ended, as far as its copy is concerned. */
export type Ending =
  | { readonly kind: "whole" }
  /** Everything was copied except files that disappeared during the copy. */
  | { readonly kind: "vanished"; readonly diagnostic: Diagnostic }
  | {
      readonly kind: "failed";
      readonly diagnostic: Diagnostic;
      /** rsync went through the whole tree: only entries that it names failed. */
      readonly isPartial: boolean;
    };

interface Words {
  readonly code: CodeOf<typeof FS>;
  readonly why: string;
  readonly fix: string;
}

export interface Circumstances {
  /** The tree changes while it is read, so that a file may go away under the reader. */
  readonly live: boolean;
  /** The path of the source. */
  readonly source: string;
  /** A sentence about the state after a failure. */
  readonly consequence: string;
}

export function endingOf(result: CommandResult, { live, source, consequence }: Circumstances): Ending {
  if (result.exitCode === 0 && !result.stopped && !result.overflow) return { kind: "whole" };
  const said = causes(sourceNamed(result.stderr.toString("utf8"), source));
  if (result.exitCode === 24 && live) return { kind: "vanished", diagnostic: inWords(VANISHED, "warning", said) };
  const words = reasonFor(result, said);
  const diagnostic = inWords(words, "error", said);
  const isPartial = result.exitCode === 23 && [PARTIAL, LACKING, TOO_LARGE].includes(words);
  return { kind: "failed", diagnostic: { ...diagnostic, detail: `${diagnostic.detail} ${consequence}` }, isPartial };
}

function inWords(words: Words, severity: Diagnostic["severity"], said: readonly string[]): Diagnostic {
  const quoted = said.length === 0 ? [] : [`rsync reported: ${said.map(visible).join("; ")}.`];
  const detail = [words.why, ...quoted, words.fix].filter((sentence) => sentence !== "").join(" ");
  return FS[severity](words.code, detail);
}

/** Another directory, a link or nothing is in the place of the source or the mirror. */
const NOT_THERE: ReadonlySet<string> = new Set([NO_DIRECTORY, LINK_REFUSED, OTHER_PLACE]);

function reasonFor(result: CommandResult, said: readonly string[]): Words {
  const text = result.stderr.toString("utf8");
  if (result.notStarted === "ENOENT") return MISSING;
  if (result.notStarted === NOT_MOUNTED) return UNMOUNTED;
  if (result.notStarted !== null && NOT_THERE.has(result.notStarted)) return REPLACED;
  if (result.notStarted !== null) {
    return { ...BROKEN, why: `rsync could not be started (${result.notStarted}).` };
  }
  const late = outOfTimeText(result);
  if (late !== null) return { ...STOPPED, why: `rsync ${late}.`, fix: LATE };
  if (result.stopped) return STOPPED;
  if (result.signal !== null) return { ...BROKEN, why: `rsync was ended by ${result.signal}.` };
  const full = text.split("\n").filter((line) => /No space left on device|Disk quota exceeded/.test(line));
  if (full.some((line) => !ATTRIBUTE.test(line))) return FULL;
  if (/Read-only file system/.test(text)) return READ_ONLY;
  if (result.exitCode === 24) return VANISHED_AT_REST;
  if (full.length > 0) return TOO_LARGE;
  if (result.exitCode === 23) return said.some((line) => LACKS.test(line)) ? LACKING : PARTIAL;
  const meaning = MEANINGS[result.exitCode ?? -1] ?? "a status that is not documented";
  return { ...BROKEN, why: `rsync ended with status ${result.exitCode}: ${meaning}.` };
}

/** What a file system without owners, ACLs, extended attributes or links answers to rsync's receiving side. */
const LACKS =
  /(set_acl|sys_acl_set|setxattr|removexattr|rsync_xal_set|symlink|mknod|chown|link ).*(Operation not supported|Operation not permitted|Function not implemented|Too many links)|not supported/;

/**
 * Where ext4 has no room for an attribute beside the inode, it says that the device is full: one attribute of 30,000 bytes
 * does that on an empty disk.
 */
const ATTRIBUTE = /set_acl|sys_acl_set|setxattr|rsync_xal_set/;

const TOO_LARGE: Words = {
  code: "fs-mirror-lacks-attributes",
  why: "An ACL or an extended attribute of the source is larger than the file system of the mirror can store. The disk is not full.",
  fix: "ext4 stores about 4 kB of attributes for each file. Use XFS, Btrfs or ZFS for the mirror, or declare an archive, or remove the attribute.",
};

const VANISHED: Words = {
  code: "fs-files-vanished",
  why: "The source is in use, and some files were deleted after rsync had listed them.",
  fix: "Everything else was copied. No action is needed.",
};

const VANISHED_AT_REST: Words = {
  code: "fs-files-vanished",
  why: "Files disappeared from a snapshot, where nothing may change.",
  fix: "Check its disk and the log of the kernel.",
};

const PARTIAL: Words = {
  code: "fs-not-all-copied",
  why: "Some files or attributes could not be read from the source or written to the mirror.",
  fix: "Correct the errors that rsync names, exclude the files, or run rdump as a user who can read them.",
};

const LACKING: Words = {
  code: "fs-mirror-lacks-attributes",
  why: "The file system of the mirror refused an owner, a link, an ACL or an extended attribute of the source.",
  fix: "Use a file system like that of the source (ext4, XFS, Btrfs, ZFS), or declare an archive, which stores all attributes on any file system.",
};

const FULL: Words = {
  code: "fs-mirror-full",
  why: "There is no space, no inode or no quota left.",
  fix: "Free space, or exclude files. rsync deletes old files last, so old and new files need space at the same time.",
};

const READ_ONLY: Words = {
  code: "fs-mirror-read-only",
  why: "The kernel makes a file system read-only when it finds errors.",
  fix: "Check the disk and the log of the kernel, then mount it writable.",
};

const MISSING: Words = {
  code: "fs-rsync-missing",
  why: "rsync makes directory mirrors, and the command `rsync` is not found in `$PATH`.",
  fix: "Install rsync: apt-get install rsync.",
};

const UNMOUNTED: Words = {
  code: "fs-tree-not-mounted",
  why: "The snapshot was unmounted before rsync started, so rsync was not started.",
  fix: "Apply again.",
};

const REPLACED: Words = {
  code: "fs-directory-replaced",
  why: "The directory of the source or of the mirror was removed, or another directory, another disk or a symbolic link is in its place. rsync was not started.",
  fix: "Find out which process replaced the directory, then apply again.",
};

const STOPPED: Words = {
  code: "fs-rsync-stopped",
  why: "rdump received a signal while rsync was running.",
  fix: "",
};

const LATE = "If the time was too short, find the cause of the slow run, or raise `limits.time` in the config.";

const BROKEN: Words = {
  code: "fs-rsync-failed",
  why: "",
  fix: "",
};

/** rsync(1), EXIT VALUES. */
const MEANINGS: { readonly [status: number]: string } = {
  1: "it does not know an option; rsync 3.1 or newer is needed",
  2: "the two rsync processes use different protocols",
  3: "a directory could not be entered or created",
  4: "it was built without a required feature, such as ACLs or extended attributes",
  5: "the second rsync process could not be started",
  10: "an error in its connection",
  11: "an error in reading or writing a file",
  12: "the second rsync process ended early",
  13: "an error in the rsync diagnostics",
  14: "an error between its processes",
  15: "one of its processes crashed",
  16: "one of its processes was killed",
  19: "it was interrupted by a signal",
  20: "it was interrupted by a signal",
  21: "an error in waiting for its processes",
  22: "not enough memory",
  25: "it reached its limit of deletions",
  30: "time-out",
  35: "time-out",
};

/** The first lines that name a cause; rsync's own last line only repeats the status. */
function causes(stderr: string): readonly string[] {
  const lines = stderr.split("\n");
  return [...new Set(lines.filter((line) => line !== "" && !line.startsWith("rsync error:")))].slice(0, 3);
}
