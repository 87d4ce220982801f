import {
  type ActionContext,
  type Capabilities,
  type CommandResult,
  type DecayedPaths,
  type Diagnostic,
  type FileWrite,
  NONE_DECAYED,
  nullIfLinkRefused,
  ownerText,
  readMounts,
  shortenedPath,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { MirrorInput } from "../mirror/input.ts";
import { plainPath } from "../mounts/place.ts";
import { copiedMounts } from "./mounts.ts";
import { NotStored } from "./not-stored.ts";
import { keptAsItIs, leaveOutFile } from "./rules.ts";
import { type DeepTree, findTreesCommand, LONGEST_DIRECTORY, MOST_LEVELS, parseTrees } from "./trees.ts";

/** Each rule costs rsync a comparison for each file: a user may not slow it down with very many. */
const MOST_TREES = 1000;
const MOST_NAMED = 10;

/**
 * The excludes of one copy: other file systems, known before rsync starts, and trees that rsync cannot copy, searched
 * after it failed. Both are in the file that an argument of rsync names.
 */
export class LeftOut {
  readonly #context: Pick<ActionContext<MirrorInput>, "input" | "io" | "decayedPaths">;
  readonly #write: FileWrite;
  #content: string | null = null;
  #trees: readonly DeepTree[] = [];
  readonly #notStored: NotStored;
  #mountPoints: readonly string[] = [];
  /** Decayed files that the mirror does not have. */
  #missing: ReadonlySet<string> = new Set();

  constructor(context: Pick<ActionContext<MirrorInput>, "input" | "io" | "decayedPaths">, write: FileWrite) {
    this.#context = context;
    this.#write = write;
    this.#notStored = new NotStored(context);
  }

  /** Paths that the mirror has in another state or not at all, with everything below them. To be asked after the copy. */
  get notCompared(): ReadonlySet<string> {
    const trees = this.#trees.map(({ path }) => path);
    return new Set([...this.#mountPoints, ...this.decayed, ...trees, ...this.#notStored.notCopied]);
  }

  /** Mount points below the source, one character for each byte. To be asked after `write`. */
  get mountPoints(): readonly string[] {
    return this.#mountPoints;
  }

  /**
   * Decayed files of the source, which the mirror keeps as they were: one character for each byte. A dataset keeps the former
   * content in its snapshots, so only a decay that is certain counts.
   */
  get decayed(): readonly string[] {
    return this.#kept.paths.filter((path) => !this.#missing.has(path));
  }

  get #kept(): DecayedPaths {
    const found = this.#context.decayedPaths?.() ?? NONE_DECAYED;
    return found.isSuspected && this.#context.input.planned === null ? NONE_DECAYED : found;
  }

  /** Why nothing is copied: too many files decayed to keep each of them. */
  whyDecayed(): Diagnostic | null {
    const { input } = this.#context;
    if (!this.#kept.isCut) return null;
    const detail = `Too many files below ${visible(input.from)} decayed: the mirror ${visible(input.path)} cannot keep the former content of each file. Nothing was copied or deleted. Check the disk of the source.`;
    return FS.error("fs-source-decayed", detail);
  }

  /** Writes the file. Null: it is written. */
  async write(): Promise<Diagnostic | null> {
    const { io, input } = this.#context;
    const real = await io.realpath(input.from).catch(nullIfLinkRefused);
    const none = { rules: [], points: [] };
    const mounts = real === null ? none : copiedMounts(await readMounts(io), real, plainPath(input.path), input.rules);
    this.#mountPoints = mounts.points;
    const content = leaveOutFile(
      [...this.decayed.flatMap(keptAsItIs), ...mounts.rules],
      [...this.#trees.map(({ path }) => path), ...this.#notStored.leftOut],
    );
    if (content === this.#content) return null;
    const result = await io.run({ ...this.#write, content });
    if (result.exitCode !== 0) return notWritten(this.#write.path, result);
    this.#content = content;
    return null;
  }

  /**
   * Copies the decayed files that the mirror does not have: the present content is better than none. To be asked when the
   * mirror is known to be there, before the copy. Null: the rules are written.
   */
  async copyMissing(): Promise<Diagnostic | null> {
    const missing = new Set<string>();
    for (const path of this.decayed) if (await this.#isMissing(path)) missing.add(path);
    this.#missing = missing;
    return this.write();
  }

  /** False if the mirror cannot be asked: then it can have the good content. */
  async #isMissing(path: string): Promise<boolean> {
    const text = Buffer.from(path, "latin1").toString("utf8");
    if (!Buffer.from(text, "utf8").equals(Buffer.from(path, "latin1"))) return false;
    const { io, input } = this.#context;
    return io.lstat(`${input.path}/${text}`).then(
      (facts) => facts === null,
      () => false,
    );
  }

  /** Finds the trees that rsync could not read, and excludes them from now on. True: rsync can be tried again. */
  async learn({ exitCode, stopped }: CommandResult): Promise<boolean> {
    if (exitCode !== PARTIAL || stopped) return false;
    const before = this.#content;
    const { io, input } = this.#context;
    // A tree that `find` cannot search as a whole is searched as far as it can.
    const found = await io.query(findTreesCommand(input), { maxOutput: MOST_FOUND });
    this.#trees = parseTrees(found.stdout).slice(0, MOST_TREES);
    return (await this.write()) === null && this.#content !== before;
  }

  /**
   * A warning where the mirror has files below a mount point of the source: the mount hides these files in the source, and
   * the mirror keeps them. To be asked after `write`.
   */
  async whyHidden(): Promise<Diagnostic | null> {
    const { io, input } = this.#context;
    const hidden: string[] = [];
    for (const path of this.#mountPoints) {
      const text = Buffer.from(path, "latin1");
      // A name that is no UTF-8 cannot be asked for.
      const inMirror = text.equals(Buffer.from(text.toString("utf8")))
        ? `${input.path}/${text.toString("utf8")}`
        : null;
      const names = inMirror === null ? null : await io.names(inMirror, 1).catch(() => null);
      if (names !== null && names.length > 0) hidden.push(shortenedPath(text.toString("utf8")));
    }
    if (hidden.length === 0) return null;
    const more = hidden.length > MOST_NAMED ? `; and ${hidden.length - MOST_NAMED} more` : "";
    const detail = `Below ${visible(input.from)}, a file system is mounted over directories that have files in the mirror ${visible(input.path)}: ${hidden.slice(0, MOST_NAMED).join("; ")}${more}. The mirror keeps these files as they are. If the files are not needed, exclude the directories by their paths. If the files are needed, move them out from below the mount.`;
    return FS.warning("fs-mount-hides-files", detail);
  }

  /**
   * Finds the entries of the source that the mirror does not store under their names, in their size, or instead of what it
   * has, and leaves them out. `list`: the file for their paths. True: rsync can delete more than it counted before.
   */
  async leaveOutUnstored(stores: Capabilities, list: FileWrite): Promise<boolean> {
    await this.#notStored.find(stores, list);
    return (await this.write()) === null && this.#notStored.canDelete;
  }

  /** What the mirror has under other names that are the same there. To be asked after `leaveOutUnstored`. */
  get otherNames(): readonly string[] {
    return this.#notStored.otherNames;
  }

  /** A note of the files and directories of the mirror that give way to nothing; null: there were none. */
  whyOutdated(): Diagnostic | null {
    return this.#notStored.whyOutdated();
  }

  /** Why the mirror is incomplete; none if nothing of the volume was left out. */
  async whyIncomplete(): Promise<readonly Diagnostic[]> {
    const { io, input } = this.#context;
    const causes = this.#notStored.whyIncomplete();
    if (this.#trees.length === 0) return causes;
    const named = await Promise.all(
      this.#trees.slice(0, MOST_NAMED).map(async ({ path, uid }) => {
        const text = Buffer.from(path, "latin1").toString("utf8");
        return `${shortenedPath(text)} (${path.split("/").length} levels, ${path.length} bytes, of ${await ownerText(uid, io)})`;
      }),
    );
    const more = this.#trees.length > MOST_NAMED ? `; and ${this.#trees.length - MOST_NAMED} more` : "";
    const detail = `Below ${visible(input.from)}, directories have more than ${MOST_LEVELS} levels or paths of more than ${LONGEST_DIRECTORY} bytes, which rsync cannot copy: ${named.join("; ")}${more}. Everything else was copied. The mirror is marked incomplete. Ask the owner to remove the tree, or exclude it.`;
    return [...causes, FS.error("fs-too-deep", detail)];
  }
}

/** rsync(1), EXIT VALUES: some files could not be transferred. */
const PARTIAL = 23;
const MOST_FOUND = 16 * 1024 * 1024;

function notWritten(path: string, { stderr }: CommandResult): Diagnostic {
  const detail = `Writing ${visible(path)} failed: ${visible(stderr.toString("utf8").trim())}. rsync was not started. Look at the state directory's free space and permissions.`;
  return FS.error("fs-left-out-not-written", detail);
}
