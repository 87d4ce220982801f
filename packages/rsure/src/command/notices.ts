import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import { formatInstant } from "../format/instant.ts";
import type { Problem } from "../scan/problem.ts";
import type { Notice } from "../store/notice.ts";
import type { Place } from "../store/place.ts";
import type { OnUntrusted } from "../store/surefile.ts";
import type { Decay } from "../weave/decay.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandIo } from "./io.ts";
import { problemLine } from "./problems.ts";
import { overProgress } from "./progress.ts";
import { quotedPath, shown } from "./quote.ts";

const octal = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, "0");

/** For a terminal. */
const quoted = (file: EscapedName): string => shown(JSON.stringify(file));

/** One line for a person. */
function noticeLine(notice: Notice): string {
  const file = quoted(notice.file);
  switch (notice.type) {
    case "untrusted": {
      const moved = notice.moved === undefined ? "" : ` It is now ${quoted(notice.moved)}.`;
      return `rsure: warning: ${file} ${notice.why}: another user can have written it, so it is not used.${moved}`;
    }
    case "narrowed":
      return `rsure: other users could read ${file} (mode ${octal(notice.mode)}): its mode is now 0600`;
    case "exposed":
      return `rsure: warning: other users can read ${file} (mode ${octal(notice.mode)}), and its file system keeps no modes: mount it with umask=077`;
  }
}

/** One JSON object for a program. */
const noticeEntry = (notice: Notice): object =>
  notice.type === "untrusted" ? notice : { ...notice, mode: octal(notice.mode) };

/** Reported at once, because a renamed surefile stays renamed if the command fails. */
export function reportNotices({ json }: Arguments, { stdout, stderr }: CommandIo): (notice: Notice) => void {
  return (notice) => {
    if (json) stdout.write(`${JSON.stringify(noticeEntry(notice))}\n`);
    else stderr.write(`${noticeLine(notice)}\n`);
  };
}

/** For reading commands: an untrusted surefile is a warning. */
export function warnUntrusted({ json }: Arguments, place: Place, io: CommandIo): OnUntrusted {
  return (why) => {
    const file = escapeName(place.file);
    if (json) io.stdout.write(`${JSON.stringify({ type: "untrusted", file, why })}\n`);
    else io.stderr.write(`rsure: warning: ${quoted(file)} ${why}: another user can have written it\n`);
  };
}

/** Counts the problems of a tree, and reports each at once: a user can make more than the memory can hold. */
export class ProblemReport {
  count = 0;
  readonly note: (problem: Problem) => void;

  constructor({ json, directory }: Arguments, { stdout, stderr }: CommandIo) {
    this.note = (problem) => {
      this.count++;
      if (json) stdout.write(`${JSON.stringify({ type: "problem", ...problem })}\n`);
      else stderr.write(`${overProgress(stderr)}${problemLine(directory, problem)}\n`);
    };
  }
}

/** Each file whose content changed without a write, at once. */
export class DecayReport {
  /** Those that are no doubt. */
  count = 0;
  readonly note: (decay: Decay) => void;

  constructor({ json, directory }: Arguments, { stdout, stderr }: CommandIo) {
    this.note = (decay) => {
      const { path, good, now, asOf, isCertain } = decay;
      if (isCertain) this.count++;
      const fields = { path, good, now, asOf: formatInstant(asOf), certain: isCertain };
      if (json) stdout.write(`${JSON.stringify({ type: "decayed", ...fields })}\n`);
      else stderr.write(`${overProgress(stderr)}${decayLine(directory, decay)}\n`);
    };
  }
}

function decayLine(directory: ByteString, { path, good, asOf, isCertain }: Decay): string {
  const how = isCertain ? "changed" : "changed, perhaps by a write in the same second as the last revision";
  return `rsure: content ${how}, but inode, size, mtime and ctime did not: ${quotedPath(directory, path)} (SHA-1 at ${formatInstant(asOf)}: ${good})`;
}

/** Of a file that the previous revision has as decayed. */
export const reportDecayEnd = (args: Arguments, io: CommandIo): ((path: EscapedName) => void) =>
  reportPath(args, io, "decay-ended", "no longer decayed: good, written or deleted");

/** A mount point of another file system is no part of the tree. */
export const reportLeftOut = (args: Arguments, io: CommandIo): ((path: EscapedName) => void) =>
  reportPath(args, io, "left-out", "skipped, another file system");

/** A file above `--largest` is recorded without a hash. */
export const reportTooLarge = (args: Arguments, io: CommandIo): ((path: EscapedName) => void) =>
  reportPath(args, io, "too-large", "skipped the content, larger than --largest");

function reportPath(
  { json, directory }: Arguments,
  { stdout, stderr }: CommandIo,
  type: string,
  words: string,
): (path: EscapedName) => void {
  return (path) => {
    if (json) stdout.write(`${JSON.stringify({ type, path })}\n`);
    else stderr.write(`${overProgress(stderr)}rsure: ${words}: ${quotedPath(directory, path)}\n`);
  };
}
