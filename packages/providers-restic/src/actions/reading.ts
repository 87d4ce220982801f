import {
  boundedText,
  type Completeness,
  type Diagnostic,
  type LineListener,
  type Moved,
  nameLines,
  type Progress,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { type Message, parseMessage } from "../answers/messages.ts";
import { RESTIC } from "../codes/index.ts";

export interface Verdict {
  readonly state: Completeness;
  /** Why the snapshot is not complete; null when it is. */
  readonly failure: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
}

interface Unread {
  /** From the root of the tree. */
  readonly path: string;
  readonly why: string;
}

/** So many unread paths are kept and looked for; the number of all is exact. */
const MOST_KEPT = 1000;
const MOST_NAMED = 8;

/** What `restic backup` prints while it reads a tree. */
export class Reading {
  readonly #tree: string;
  readonly #progress: (progress: Progress) => void;
  readonly #unread = new Map<string, Unread>();
  #count = 0;
  #moved: Moved | null = null;
  /** The id of the snapshot, or its first digits, from the summary. */
  id: string | null = null;

  constructor(tree: string, progress: (progress: Progress) => void) {
    this.#tree = tree;
    this.#progress = progress;
  }

  get listener(): LineListener {
    const hear = (line: Buffer) => this.hear(parseMessage(line));
    return { stdout: hear, stderr: hear };
  }

  /** Files and bytes, from the summary. */
  get moved(): Moved {
    return this.#moved ?? {};
  }

  hear(message: Message | null): void {
    if (message?.kind === "progress") this.#progress(message.progress);
    else if (message?.kind === "summary") {
      this.#moved = message.moved;
      this.id = message.id;
    }
    // restic scans the tree to show a progress, and reads it again.
    else if (message?.kind === "unread" && message.during !== "scan") this.#add(message.item, message.why);
  }

  #add(item: string, why: string): void {
    const path = item.startsWith(`${this.#tree}/`) ? item.slice(this.#tree.length + 1) : item.replace(/^\/+/, "");
    if (this.#unread.has(path)) return;
    this.#count++;
    if (this.#unread.size < MOST_KEPT) this.#unread.set(path, { path, why });
  }

  /** Whether the snapshot counts. restic 0.14 does not say why a path was not read, so the path is looked for. */
  async judge(io: ReadIo, { live, wasRead }: { readonly live: boolean; readonly wasRead: boolean }): Promise<Verdict> {
    if (this.#moved === null) return { state: "invalid", failure: noSummary(this.#tree), warnings: [] };
    if (wasRead) return { state: "complete", failure: null, warnings: [] };
    const gone: Unread[] = [];
    const there: Unread[] = [];
    for (const unread of this.#unread.values()) {
      ((await isMissing(io, `${this.#tree}/${unread.path}`)) ? gone : there).push(unread);
    }
    const more = this.#count - this.#unread.size;
    if (there.length === 0 && more === 0 && gone.length > 0) return vanished(this.#tree, gone, live);
    return {
      state: "incomplete",
      failure: unreadable(this.#tree, [...there, ...gone], more),
      warnings: [],
    };
  }
}

/** A name that is not UTF-8 cannot be looked for: restic prints it in another form. It counts as there. */
async function isMissing(io: ReadIo, path: string): Promise<boolean> {
  if (path.includes("\ufffd")) return false;
  return io.lstat(path).then(
    (facts) => facts === null,
    () => false,
  );
}

function vanished(tree: string, files: readonly Unread[], live: boolean): Verdict {
  const names = listed(files, 0);
  if (live) {
    const detail = `Below ${visible(tree)}, files were deleted before restic read them:${names}\nThe source is in use; a snapshot source avoids this.`;
    return { state: "complete", failure: null, warnings: [RESTIC.warning("restic-files-vanished", detail)] };
  }
  const detail = `Files disappeared in the snapshot at ${visible(tree)}:${names}\nA process writes to the snapshot, or the snapshot was unmounted. The archive does not count as a point. Find the cause, then apply again.`;
  return { state: "invalid", failure: RESTIC.error("restic-source-changed", detail), warnings: [] };
}

function unreadable(tree: string, files: readonly Unread[], more: number): Diagnostic {
  const detail = `Below ${visible(tree)}, restic could not read some paths:${listed(files, more)}\nThe archive is incomplete: it fills no slot, and the keep rules decide how long it is kept. Make the files readable for the user that runs rdump, or exclude them.`;
  return RESTIC.error("restic-files-unreadable", detail);
}

function listed(files: readonly Unread[], more: number): string {
  const lines = files.slice(0, MOST_NAMED).map(({ path, why }) => boundedText(why === "" ? path : `${path}: ${why}`));
  return nameLines(lines, files.length + more);
}

function noSummary(tree: string): Diagnostic {
  const detail = `restic ended for ${visible(tree)} and printed no summary of a new snapshot. No archive counts as a point. Apply again. If it happens again, run restic by hand.`;
  return RESTIC.error("restic-no-summary", detail);
}
