import { type Command, mover, type Progress } from "@rdump/core/provider";
import { ENV } from "../../commands.ts";
import type { WholeSource } from "../whole/inputs.ts";
import type { Listener, WholeProgram } from "../whole/program.ts";
import { flushSnapshot } from "../whole/steps.ts";
import { DumpCheck } from "./check.ts";

export const DUMP_PROGRAM: WholeProgram = {
  format: "dump",
  fileSystems: ["ext2", "ext3", "ext4"],
  restoresRoot: true,
  shielded: ["TAPE", "TMPDIR", "RSH", "RMT"],

  // The second command drops pages of the device that the file system has overwritten.
  prepare: ({ path, device }) => [
    flushSnapshot(path),
    mover(["blockdev", "--flushbufs", device], { env: ENV, root: true }),
  ],

  read: (source) => dumpCommand(source, ["-0"]),

  // `-T`: in place of a record of dumps, whose key is the device, which has another name each night. Without `-h`, dump leaves
  // out files with the attribute `d`.
  readChanges: (source, since) => dumpCommand(source, ["-1", "-h", "2", "-T", dateOf(since)]),

  listen: (progress) => new DumpListener(progress),
  newCheck: (collects) => new DumpCheck(collects),

  // Without `-u`, restore writes through a link that it made before. `-r` would use files in /tmp whose names are known.
  restore({ to, paths, also, rootOnly }) {
    const wanted = rootOnly ? ["-h"] : [];
    const names = rootOnly || paths.length === 0 ? ["."] : [...paths, ...also].map((path) => `./${path}`);
    return restoreCommand(to, [...wanted, "-f", "-", ...names]);
  },

  restoreFile: (to, path) => restoreCommand(to, ["-f", "-", `./${path}`]),

  faultIn(line) {
    const said = line.replace(/^restore: /, "").trim();
    return said === "" || said.startsWith("cannot open /dev/tty") || said.endsWith(" is not on the tape") ? null : said;
  },
};

function restoreCommand(to: string, words: readonly string[]): Command {
  return mover(["restore", "-x", "-u", "-a", "-o", ...words], { cwd: to, env: ENV });
}

function dumpCommand({ device, path }: WholeSource, level: readonly string[]): Command {
  return mover(["dump", ...level, "-q", "-a", "-D", "/dev/null", "-f", "-", device], {
    ...{ cwd: path, mounted: true, env: ENV, root: "read" },
  });
}

/** `Sun Nov 22 20:06:40 2026 +0000`. */
function dateOf(since: number): string {
  const [, day, date, month, year, time] =
    /^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\S+) GMT$/.exec(new Date(since * 1000).toUTCString()) ?? [];
  return `${day} ${month} ${date} ${time} ${year} +0000`;
}

/** `DUMP: ` is before each message. Most of them are reports of what is done. */
class DumpListener implements Listener {
  readonly #progress: (progress: Progress) => void;
  #blocks = 0;
  #isDone = false;
  #fault: string | null = null;

  constructor(progress: (progress: Progress) => void) {
    this.#progress = progress;
  }

  hear(line: string): void {
    const said = /^ *DUMP: (.*)$/.exec(line)?.[1] ?? line.trim();
    if (said === "") return;
    const part = /^(\d{1,3}\.\d{2})% done at /.exec(said)?.[1];
    if (part !== undefined) this.#progress({ bytes: Math.round((Number(part) / 100) * this.#blocks * BLOCK) });
    this.#blocks = Number(/^estimated (\d+) blocks\.$/.exec(said)?.[1] ?? this.#blocks);
    this.#isDone ||= said === "DUMP IS DONE";
    if (FAULT.test(said) || PART.test(said)) this.#fault ??= said;
  }

  fault(): string | null {
    return this.#fault ?? (this.#isDone ? null : "no end of the dump");
  }
}

const BLOCK = 1024;

const FAULT = /\b(?:error|warning|fail(?:s|ed)?|cannot|can't|unable|bad|corrupt(?:ed)?|illegal|undefined|aborted)\b/i;

/** It would read a directory of the file system that has the device node. */
const PART = /^Dumping .* \(dir .*\)\) to standard output$/;
