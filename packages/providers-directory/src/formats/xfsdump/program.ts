import { type Command, mover, type Progress } from "@rdump/core/provider";
import { ENV } from "../../commands.ts";
import type { Listener, WholeProgram } from "../whole/program.ts";
import { flushSnapshot } from "../whole/steps.ts";
import { XfsdumpCheck } from "./check.ts";

/** Without labels, xfsdump asks for them. */
const LABELS = ["-L", "rdump", "-M", "rdump"];

export const XFSDUMP_PROGRAM: WholeProgram = {
  format: "xfsdump",
  fileSystems: ["xfs"],
  shielded: [],
  restoresRoot: false,
  prepare: ({ path }) => [flushSnapshot(path)],

  // `-J`: the inventory of the system, in /var/lib/xfsdump, stays as it is.
  read: ({ path }) =>
    mover(["xfsdump", "-J", "-F", "-l", "0", "-p", "60", ...LABELS, "-", path], {
      ...{ cwd: path, mounted: true, env: ENV, root: "read" },
    }),

  // The base of a difference is looked up in this inventory only, whose place is fixed in the program.
  readChanges: null,

  listen: (progress) => new XfsdumpListener(progress),
  newCheck: () => new XfsdumpCheck(),

  // With a path that the archive does not have, it would restore nothing. So it restores everything.
  restore: ({ to }) => restoreCommand(to, []),
  restoreFile: (to, path) => restoreCommand(to, ["-s", path]),

  faultIn(line) {
    const said = line.replace(/^xfsrestore: /, "").trim();
    return FAULT.test(said) || /^Restore Status: (?!SUCCESS$)/.test(said) ? said : null;
  },
};

function restoreCommand(to: string, words: readonly string[]): Command {
  return mover(["xfsrestore", "-J", "-F", ...words, "-", to], { cwd: to, env: ENV });
}

const FAULT =
  /\b(?:WARNING|ERROR|failed|unable|could not|cannot|corrupt)\b|No space left on device|Disk quota exceeded/;

class XfsdumpListener implements Listener {
  readonly #progress: (progress: Progress) => void;
  #isDone = false;
  #fault: string | null = null;

  constructor(progress: (progress: Progress) => void) {
    this.#progress = progress;
  }

  hear(line: string): void {
    const said = line.replace(/^xfsdump: /, "").trim();
    const files = /^status at [0-9:]{1,10}: (\d{1,15})\/\d{1,15} files dumped/.exec(said)?.[1];
    if (files !== undefined) this.#progress({ files: Number(files) });
    this.#isDone ||= said === "Dump Status: SUCCESS";
    if (FAULT.test(said)) this.#fault ??= said;
  }

  fault(): string | null {
    return this.#fault ?? (this.#isDone ? null : "no end of the dump");
  }
}
