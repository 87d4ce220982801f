import {
  type ActionContext,
  type Capabilities,
  type Diagnostic,
  type FileWrite,
  isLeftOut,
  largestFileOn,
  shortenedPath,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { MirrorInput } from "../mirror/input.ts";
import { MARK_NAME } from "../mirror/mark.ts";
import { type Collision, collisionsIn, type Distinguished, underOtherNames } from "./collisions.ts";
import { findLargerCommand, findNamesCommand, pathsIn, storesEveryName, unstoredNames } from "./names.ts";
import { hasShortNames, shortNamesIn } from "./short-names.ts";
import { findUnstoredCommand, formatsCommand, outdatedIn, parseFormats, parseUnstored } from "./unstored.ts";

/** Rules of the copy, for each cause. A user may not slow rsync down with more. */
const MOST_RULES = 20_000;
const MOST_NAMED = 10;
/** In bytes: some four million names. */
const MOST_NAMES = 256 * 1024 * 1024;

/**
 * The entries of the source that the file system of the mirror does not store: they are left out before anything is copied,
 * because rsync would overwrite another file, keep a former one, or end before its time. Paths have one character for each
 * byte.
 */
export class NotStored {
  readonly #context: Pick<ActionContext<MirrorInput>, "input" | "io">;
  #collisions: readonly Collision[] = [];
  #otherNames: readonly string[] = [];
  #distinguished: Distinguished = { cases: true, forms: true };
  #names: readonly string[] = [];
  #isCut = false;
  #large: readonly string[] = [];
  #outdated: readonly string[] = [];
  #isOutdatedCut = false;

  constructor(context: Pick<ActionContext<MirrorInput>, "input" | "io">) {
    this.#context = context;
  }

  /** What the mirror does not have. */
  get notCopied(): readonly string[] {
    const lists = [this.#collisions.map(({ path }) => path), this.#names, this.#large];
    return lists.flatMap((paths) => paths.slice(0, MOST_RULES));
  }

  /** Also the entries of kinds that the mirror does not store, so that rsync deletes what the mirror has in their place. */
  get leftOut(): readonly string[] {
    return [...this.notCopied, ...this.#outdated];
  }

  /** What the mirror has under other names than the source, which are the same in the mirror. */
  get otherNames(): readonly string[] {
    return this.#otherNames;
  }

  /** Whether the mirror can have files under these names, which the copy deletes. */
  get canDelete(): boolean {
    return this.leftOut.length > 0;
  }

  /** `list`: the file for paths that are asked for. */
  async find(stores: Capabilities, list: FileWrite): Promise<void> {
    await this.#findNames(stores);
    await this.#findLarge();
    await this.#findOutdated(stores, list);
  }

  async #findNames(stores: Capabilities): Promise<void> {
    const { io, input } = this.#context;
    if (stores.cases && stores.forms && storesEveryName(stores)) return;
    const found = await io.query(findNamesCommand(input), { maxOutput: MOST_NAMES });
    const paths = this.#declaredIn(found.stdout);
    this.#names = unstoredNames(paths, stores);
    this.#distinguished = stores;
    if (stores.cases && stores.forms) return;
    const copied = await io.query(findNamesCommand({ from: input.path, mounted: false, root: input.root }), {
      maxOutput: MOST_NAMES,
    });
    const names = { stores, paths, unstored: this.#names, mirror: pathsIn(copied.stdout), reserved: [MARK_NAME] };
    const collisions = collisionsIn(names);
    const isShort = hasShortNames(this.#fileSystem);
    this.#collisions = isShort ? [...collisions, ...shortNamesIn(paths, names.mirror)] : collisions;
    this.#otherNames = underOtherNames(names);
    this.#isCut = found.overflow || copied.overflow || this.#collisions.length > MOST_RULES;
  }

  get #fileSystem(): string {
    return this.#context.input.planned?.on.split(" ")[0] ?? "";
  }

  async #findLarge(): Promise<void> {
    const { io, input } = this.#context;
    const largest = largestFileOn(this.#fileSystem);
    if (largest === null) return;
    const found = await io.query(findLargerCommand(input, largest), { maxOutput: MOST_NAMES });
    this.#large = this.#declaredIn(found.stdout);
  }

  /** The paths of a listing without those that the volume excludes. */
  #declaredIn(listing: Buffer): readonly string[] {
    const { excludes = [] } = this.#context.input;
    const paths = pathsIn(listing);
    if (excludes.length === 0) return paths;
    return paths.filter((path) => !isLeftOut(excludes, Buffer.from(path, "latin1").toString("utf8")));
  }

  /** The entries that became a link, a FIFO, a socket or a device, which the mirror has as something else. */
  async #findOutdated(stores: Capabilities, list: FileWrite): Promise<void> {
    const { io, input } = this.#context;
    const command = findUnstoredCommand(input, stores);
    if (command === null) return;
    const found = await io.query(command, { maxOutput: MOST_NAMES });
    const inSource = parseUnstored(found.stdout);
    if (inSource.size === 0) return;
    const written = await io.run({ ...list, content: [...inSource.keys()].map((path) => `${path}\0`).join("") });
    if (written.exitCode !== 0) return;
    const inMirror = await io.query(formatsCommand(list.path, input.path, input.root), { maxOutput: MOST_NAMES });
    const outdated = outdatedIn(inSource, parseFormats(inMirror.stdout));
    this.#outdated = outdated.slice(0, MOST_RULES);
    this.#isOutdatedCut = found.overflow || inMirror.overflow || outdated.length > MOST_RULES;
  }

  /** A note of the files and directories of the mirror that give way to nothing; null: there were none. */
  whyOutdated(): Diagnostic | null {
    const { input } = this.#context;
    const count = this.#outdated.length;
    if (count === 0) return null;
    const detail = `${count === 1 ? "1 entry" : `${count} entries`} of ${visible(input.from)} became a link, a FIFO, a socket or a device, which the mirror ${visible(input.path)} does not store: ${named(this.#outdated)}. The files and directories that the mirror had under these names are deleted.`;
    return FS.note("fs-mirror-former-deleted", detail);
  }

  /** Why the mirror is incomplete; none if everything has its place. */
  whyIncomplete(): readonly Diagnostic[] {
    const causes = [this.#whyCollided(), this.#whyNames(), this.#whyLarge(), this.#whyOutdatedCut()];
    return causes.filter((each) => each !== null);
  }

  #whyCollided(): Diagnostic | null {
    const { input } = this.#context;
    if (this.#isCut) {
      const detail = `The file system of the mirror ${visible(input.path)} does not distinguish ${distinctions(this.#distinguished)}, and ${visible(input.from)} has too many names, or too many that are the same in the mirror. A file can have overwritten another one in the mirror. The mirror is marked incomplete. Use a file system that distinguishes these names, or exclude directories with very many files.`;
      return FS.error("fs-names-collide", detail);
    }
    if (this.#collisions.length === 0) return null;
    const pairs = this.#collisions.slice(0, MOST_NAMED).map(({ path, kept }) => `${textOf(path)} (as ${textOf(kept)})`);
    const more = this.#collisions.length - pairs.length;
    const detail = `The file system of the mirror ${visible(input.path)} does not distinguish ${distinctions(this.#distinguished)}. These names are the same as another name there and were not copied: ${pairs.join("; ")}${more > 0 ? `; and ${more} more` : ""}. Nothing was overwritten. The mirror is marked incomplete. Rename or exclude one of each pair, or use a file system that distinguishes them.`;
    return FS.error("fs-names-collide", detail);
  }

  #whyNames(): Diagnostic | null {
    if (this.#names.length === 0) return null;
    const { input } = this.#context;
    const detail = `The file system of the mirror ${visible(input.path)} does not store these names of ${visible(input.from)}, which were not copied: ${named(this.#names)}. The mirror is marked incomplete. Rename or exclude them, or use ext4, XFS, Btrfs or ZFS.`;
    return FS.error("fs-names-not-stored", detail);
  }

  #whyLarge(): Diagnostic | null {
    if (this.#large.length === 0) return null;
    const { input } = this.#context;
    const detail = `The file system of the mirror ${visible(input.path)} stores no files of 4 GiB or more. These files of ${visible(input.from)} were not copied: ${named(this.#large)}. The mirror is marked incomplete. Exclude them, or use another file system.`;
    return FS.error("fs-files-too-large", detail);
  }

  #whyOutdatedCut(): Diagnostic | null {
    const { input } = this.#context;
    if (!this.#isOutdatedCut) return null;
    const detail = `Too many entries of ${visible(input.from)} became links, FIFOs, sockets or devices, which the mirror ${visible(input.path)} does not store: ${MOST_RULES} of the former files and directories are deleted in one run. The mirror is marked incomplete, and the next run continues.`;
    return FS.error("fs-mirror-former-kept", detail);
  }
}

function distinctions({ cases, forms }: Distinguished): string {
  const both = [...(cases ? [] : ["upper and lower case"]), ...(forms ? [] : ["the Unicode forms of a letter"])];
  return both.join(", or ");
}

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return `${paths.slice(0, MOST_NAMED).map(textOf).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function textOf(path: string): string {
  return shortenedPath(Buffer.from(path, "latin1").toString("utf8"));
}
