import {
  boundedText,
  type CommandResult,
  type Completeness,
  type Diagnostic,
  type LineListener,
  nameLines,
  type Progress,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../../access.ts";
import { DIRECTORY } from "../../codes/index.ts";
import { explain } from "../../errors/explain.ts";
import { canHoldTooLong } from "./patterns.ts";

export interface Verdict {
  readonly state: Completeness;
  /** Why the archive is not complete; null when it is. */
  readonly failure: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
}

const MOST_KEPT = 1000;
const MOST_NAMED = 8;
/** Of the name of a directory with too long paths, in characters. */
const MOST_SHOWN = 120;
const TOO_LONG = "tar leaves out paths of more than 4095 bytes in this directory";

/** How many, and the first of them, as tar prints them. */
class Names {
  readonly first: string[] = [];
  count = 0;

  add(text: string): void {
    this.count++;
    if (this.first.length < MOST_KEPT) this.first.push(text.slice(0, 500));
  }

  get lines(): string {
    const shown = this.first.slice(0, MOST_NAMED).map((each) => boundedText(each));
    return nameLines(shown, this.count);
  }
}

/** What tar prints while it reads a tree, and the digest of the archive. A name is printed with its `./`, a message without. */
export class Reading {
  readonly #progress: (progress: Progress) => void;
  readonly #changed = new Names();
  readonly #vanished = new Names();
  readonly unread = new Names();
  readonly #other = new Names();
  /** The archive has records of renames, if it is a difference. */
  hasRenames = false;
  files = 0;
  bytes = 0;
  sha256: string | null = null;
  /** tar has written the end of the archive: then it prints the total. */
  #isEnded = false;

  constructor(progress: (progress: Progress) => void) {
    this.#progress = progress;
  }

  get listener(): LineListener {
    return {
      stdout: (line) => {
        this.sha256 = /^([0-9a-f]{64}) /.exec(line.toString("latin1"))?.[1] ?? null;
      },
      stderr: (line) => this.#hear(line.toString("utf8")),
    };
  }

  #hear(line: string): void {
    if (line.startsWith("./")) {
      if (line.endsWith("/")) {
        if (canHoldTooLong(line)) this.unread.add(`${line.slice(0, MOST_SHOWN)}…: ${TOO_LONG}`);
        return;
      }
      this.files++;
      if (this.files % PROGRESS_FILES === 0) this.#progress({ files: this.files, current: line.slice(2) });
      return;
    }
    const [, begin, total] = /^(tar: W: |Total bytes written: )(\d+)/.exec(line) ?? [];
    if (total !== undefined) {
      this.#isEnded ||= begin !== "tar: W: ";
      this.bytes = Number(total);
      this.#progress({ bytes: this.bytes, files: this.files });
    } else if (line.trim() !== "" && line !== DELAYED) this.#message(line);
  }

  #message(line: string): void {
    // In a name, tar writes a backslash before each colon.
    const [, name, said = ""] = /^tar: (\.(?:\/(?:[^:\\]|\\.)*)?): (.*)$/s.exec(line) ?? [];
    if (name === undefined) this.#other.add(line);
    else if (HARMLESS.test(said)) return;
    else if (/^Directory has been renamed from /.test(said)) this.hasRenames = true;
    else if (/^(?:file changed as we read it|File shrank by)/.test(said)) this.#changed.add(name);
    else if (/^File removed before we read it/.test(said)) this.#vanished.add(name);
    else this.unread.add(`${name}: ${said}`);
  }

  /** Whether the archive counts. Each error that is not about one path is a failure of tar. */
  judge(
    access: Access,
    result: CommandResult,
    { tree, live }: { readonly tree: string; readonly live: boolean },
  ): Verdict {
    const [tar, ...others] = result.stages ?? [];
    const isHeard = this.#changed.count + this.#vanished.count + this.unread.count > 0;
    const isKnown = tar?.exitCode === 0 || ((tar?.exitCode === 1 || tar?.exitCode === 2) && isHeard);
    const isWhole =
      isKnown && this.#isEnded && this.#other.count === 0 && others.every(({ exitCode }) => exitCode === 0);
    if (!isWhole || this.sha256 === null) return { state: "invalid", failure: explain(access, result), warnings: [] };
    if (!live && this.#vanished.count > 0)
      return { state: "invalid", failure: this.#sourceChanged(tree), warnings: [] };
    const warnings = this.#changed.count + this.#vanished.count > 0 ? [this.#filesChanged(tree)] : [];
    if (this.unread.count === 0) return { state: "complete", failure: null, warnings };
    const detail = `Below ${visible(tree)}, tar could not read some paths:${this.unread.lines}\nThe archive is incomplete: it fills no slot, and the keep rules decide how long it is kept. Make the files readable for the user that runs rdump, or exclude them.`;
    return { state: "incomplete", failure: DIRECTORY.error("directory-files-unreadable", detail), warnings };
  }

  #sourceChanged(tree: string): Diagnostic {
    const detail = `Files disappeared in the snapshot at ${visible(tree)}:${this.#vanished.lines}\nA process writes to the snapshot, or the snapshot was unmounted. The archive does not count as a point. Find the cause, then apply again.`;
    return DIRECTORY.error("directory-source-changed", detail);
  }

  #filesChanged(tree: string): Diagnostic {
    const parts = [
      ...(this.#changed.count > 0 ? [`files changed while tar read them:${this.#changed.lines}`] : []),
      ...(this.#vanished.count > 0 ? [`files were deleted before tar read them:${this.#vanished.lines}`] : []),
    ];
    const detail = `Below ${visible(tree)}, ${parts.join("\nand ")}\nA snapshot source avoids this.`;
    return DIRECTORY.warning("directory-files-changed", detail);
  }
}

const PROGRESS_FILES = 500;

/** The last message of tar after errors that it printed before. */
const DELAYED = "tar: Exiting with failure status due to previous errors";

/**
 * About paths that are left out as declared, and about a directory in the place of another one, which tar archives with all
 * its files. Only `renamed from` means a record of a rename.
 */
const HARMLESS =
  /^(?:socket ignored|door ignored|file is on a different filesystem|contains a cache directory|Directory has been renamed$)/;
