import {
  type CommandResult,
  type ComparedFiles,
  type DecayedFile,
  type DecayedTree,
  type FileCount,
  isIso,
  isSha1,
  MOST_DECAYED,
  MOST_LOST,
  type Moved,
} from "@rdump/core/provider";
import { pathOf } from "./path.ts";
import { parseObject } from "./revisions.ts";

/** How many, and the first of them. */
export interface Paths {
  readonly count: number;
  readonly first: readonly string[];
}

type Entry = { readonly [key: string]: unknown };

const MOST_NAMED = 3;
/** In characters, escaped: a longer path is counted only. */
const LONGEST_PATH = 12_288;
/** In characters, escaped, of the name of a lost file: the record keeps the names. */
const LONGEST_NAME = 1024;
/** rsure prints at most one notice of each type for one surefile. */
const MOST_NOTICES = 100;

/**
 * What an update or an adopt prints as JSON lines on standard output. It is heard line by line: a user whose files are in
 * the tree decides how many problems there are, and how long their paths are.
 */
export class Report {
  /** About the surefile itself. */
  readonly notices: Entry[] = [];
  readonly #paths = new Map<string, { count: number; first: string[] }>();
  #accepted = 0;
  #newest = "";
  readonly #acceptedUntil: string | null;
  #decays = 0;
  readonly #decayed: DecayedFile[] = [];
  #summary: Entry | null = null;

  /** `acceptedUntil`: decayed files whose `asOf` is not later were accepted. */
  constructor(acceptedUntil: string | null = null) {
    this.#acceptedUntil = acceptedUntil;
  }

  readonly hear = (line: Buffer): void => {
    const entry = parseObject(line.toString("utf8"));
    const { type, path } = entry;
    if (type === "summary") this.#summary ??= entry;
    else if (type === "decayed") this.#decay(entry);
    else if (typeof type === "string" && typeof path === "string") this.#count(type, path);
    else if (this.notices.length < MOST_NOTICES) this.notices.push(entry);
  };

  get problems(): Paths {
    return this.#of("problem");
  }

  get leftOut(): Paths {
    return this.#of("left-out");
  }

  /** Files whose ctime does not exclude a write. */
  get doubtful(): Paths {
    return this.#of("doubtful");
  }

  decayed({ isLive, isPartial }: { readonly isLive: boolean; readonly isPartial: boolean }): DecayedTree {
    const found = {
      ...{ count: this.#decays, files: this.#decayed, isLive, ended: this.#of("decay-ended").count },
      ...(this.#accepted === 0 ? {} : { accepted: this.#accepted }),
      ...(this.#newest === "" ? {} : { newest: this.#newest }),
    };
    return isPartial ? { ...found, isPartial: true } : found;
  }

  get tooLarge(): Paths {
    return this.#of("too-large");
  }

  get moved(): Moved {
    const { files, bytes } = this.#summary ?? {};
    return typeof files === "number" && typeof bytes === "number" ? { files, bytes } : {};
  }

  /**
   * The files of the tree, compared with a revision; null when rsure recorded none. A surefile that is not trusted has no
   * such revision: then a loss is not known. `since`: the revision that rsure was asked to search; null: the previous one.
   */
  fileCount(since: string | null): FileCount | null {
    const summary = this.#summary;
    if (summary === null || !isCount(summary.files)) return null;
    const { files, gone, changed, revision, examples } =
      typeof summary.before === "object" && summary.before !== null ? (summary.before as Before) : {};
    return isCount(files) && isCount(gone) && isCount(changed) && typeof revision === "string"
      ? {
          had: files,
          gone,
          has: summary.files,
          compared: { since: revision, asked: since === null || since === revision, changed, ...lostIn(examples) },
        }
      : { had: null, gone: 0, has: summary.files };
  }

  #decay({ path, good, now, asOf, certain }: Entry): void {
    if (typeof path !== "string" || typeof asOf !== "string") return;
    if (certain !== true) {
      this.#count("doubtful", path);
      return;
    }
    if (this.#acceptedUntil !== null && asOf <= this.#acceptedUntil && isIso(asOf)) {
      this.#accepted++;
      return;
    }
    this.#decays++;
    if (isIso(asOf) && asOf > this.#newest) this.#newest = asOf;
    if (this.#decayed.length >= MOST_DECAYED || path.length > LONGEST_PATH || !isSha1(good) || !isIso(asOf)) return;
    this.#decayed.push({ ...pathOf(path), good, now: isSha1(now) ? now : null, asOf });
  }

  #of(type: string): Paths {
    return this.#paths.get(type) ?? { count: 0, first: [] };
  }

  #count(type: string, path: string): void {
    const paths = this.#paths.get(type) ?? { count: 0, first: [] };
    this.#paths.set(type, paths);
    paths.count++;
    if (paths.first.length < MOST_NAMED) paths.first.push(path);
  }
}

export function reportIn({ stdout }: Pick<CommandResult, "stdout">): Report {
  const report = new Report();
  for (const line of stdout.toString("utf8").split("\n")) report.hear(Buffer.from(line));
  return report;
}

type Before = { readonly [key in "files" | "gone" | "changed" | "revision" | "examples"]?: unknown };

function lostIn(examples: unknown): Pick<ComparedFiles, "lost"> {
  if (!Array.isArray(examples)) return {};
  const lost = examples.filter((each) => typeof each === "string" && each.length <= LONGEST_NAME).slice(0, MOST_LOST);
  return lost.length === 0 ? {} : { lost };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
