import { closeSync } from "node:fs";
import { inDirectory } from "../descriptor/open-directory.ts";
import { SureError } from "../errors.ts";
import { type ByteString, textOfBytes } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";
import { type Header, latestNumber, latestRevision, type Revision, type Tags } from "../format/header.ts";
import { formatInstant } from "../format/instant.ts";
import { BaseTree } from "../scan/base-tree.ts";
import type { Digest, Slices } from "../scan/batch.ts";
import type { Problem } from "../scan/problem.ts";
import { SCRUB_TAG, type Scrub, scrubTag, slicesDue } from "../scan/scrub.ts";
import type { HashThread } from "../scan/thread.ts";
import { type Progress, treeText } from "../scan/tree.ts";
import { AS_OF_TAG, type FileSystemType, fileSystemType, keepsCtime, trustedBefore } from "../scan/trust.ts";
import { TextCursor } from "../weave/cursor.ts";
import type { Decay } from "../weave/decay.ts";
import { WeaveEditor } from "../weave/editor.ts";
import type { MergeSink } from "../weave/merge.ts";
import { revisionText } from "../weave/revision.ts";
import { SharedBody } from "../weave/shared-body.ts";
import { Spool } from "../weave/spool.ts";
import type { Turnover } from "../weave/turnover.ts";
import { decayWatch } from "./decayed.ts";
import { inStore, type StoreDirectory } from "./directory.ts";
import { createFresh, type FreshFile } from "./fresh.ts";
import { takeLock } from "./lock.ts";
import type { Notice } from "./notice.ts";
import { ownFilesIn, realPath } from "./own-files.ts";
import { closeToOthers, type Expected, expectedAs } from "./ownership.ts";
import type { Place } from "./place.ts";
import { moveUntrustedAside } from "./replaceable.ts";
import { shortened } from "./shorten.ts";
import { openSpool } from "./spool-file.ts";
import { readSurefileOf, type Surefile } from "./surefile.ts";
import { writeFirst, writeHeader, writeMerged } from "./write-weave.ts";

/** The tag that lists what a revision records beyond what the original does: `sha256`, `xattrs`. */
export const EXTRAS_TAG = "attributes";

/** The tag with the bytes above which no file was read. */
export const LARGEST_TAG = "largest";

/** The reason why an update hashes every file. */
export type NoReuse = "no-surefile" | "no-moment" | "file-system";

export interface RecordOptions {
  readonly place: Place;
  readonly root: ByteString;
  /** Whether valid hashes of the latest revision are kept (`update`), or all are computed again. */
  readonly reuse: boolean;
  /** `name` becomes the revision's name. */
  readonly tags: Tags;
  /** The time of the tree, in seconds since 1970; for a live tree the start of the scan. */
  readonly asOf?: number | undefined;
  /** The suffix after `.untrusted-` of an untrusted surefile; default: the time. */
  readonly run?: string | undefined;
  readonly digests: readonly Digest[];
  readonly xattrs: boolean;
  /** As for `treeText`; kept as a tag of the revision. */
  readonly largest?: number | undefined;
  /** The period in which each file is hashed again, or all files now; without, files that did not change are not. */
  readonly scrub?: Scrub | undefined;
  readonly threads?: number | undefined;
  readonly worker?: URL | undefined;
  /** As for `treeText`. */
  readonly started?: readonly HashThread[] | undefined;
  readonly fileSystemType?: FileSystemType | undefined;
  readonly signal?: AbortSignal | undefined;
  onProblem(problem: Problem): void;
  onProgress?(progress: Progress): void;
  onNotice?(notice: Notice): void;
  /** As for `treeText`. */
  onLeftOut?(path: EscapedName): void;
  /** As for `treeText`. */
  onTooLarge?(path: EscapedName): void;
  onNoReuse?(why: NoReuse): void;
  /**
   * Called with the comparison of the files with the previous revision, `base`; not called for a first revision. `old`: the
   * header before this run.
   */
  onMerged?(turnover: Turnover, base: Revision, old: Header): void;
  /** Called for files whose content changed although inode, size, mtime and ctime did not. */
  onDecay?(decay: Decay): void;
  /** Called for files that the previous revision has as decayed, and that are good, written or deleted. */
  onDecayEnd?(path: EscapedName): void;
}

/**
 * Records a tree as a further revision of its surefile, which is made if there is none. Until the new file is whole and
 * on the disk the old one stays as it is; it then becomes the backup. A surefile that another user can have put there
 * is moved aside, and counts as none.
 *
 * @throws SureError `locked` when another run writes the surefile; `corrupt` when the surefile is damaged, `missing`
 * when the root is no directory, `usage` for a moment in the future, `untrusted` for a path through a link that others
 * can replace: in all of these nothing was written
 */
export async function record(options: RecordOptions): Promise<Revision> {
  const { place } = options;
  if (place.isBackup) throw new SureError("usage", "rsure does not write to a backup of a surefile: name the surefile");
  const start = Math.floor(Date.now() / 1000);
  const asOf = options.asOf ?? start;
  if (asOf > start) throw new SureError("usage", `the time of the tree is in the future: ${formatInstant(asOf)}`);
  return inStore(place, options.run, (store) => recordIn(store, options, asOf));
}

async function recordIn(store: StoreDirectory, options: RecordOptions, asOf: number): Promise<Revision> {
  const { compression } = options.place;
  const onNotice = (notice: Notice): void => options.onNotice?.(notice);
  const lock = takeLock(store);
  let old: Surefile | undefined;
  let fresh: FreshFile | undefined;
  try {
    fresh = await createFresh(store, { compression, onNotice });
    old = await openTrusted(store, expectedAs(fresh.stats), onNotice, options.signal);
    const slices =
      old && options.scrub !== undefined
        ? slicesDue(old.header, latestRevision(old.header), options.scrub, asOf)
        : undefined;
    const revision = newRevision(options, old?.header, asOf, slices);
    const marks = new Map<EscapedName, string>();
    const isLong = await writeAll(store, { ...options, slices, marks }, old, revision, fresh);
    if (old && (isLong || marks.size > 0))
      fresh = await shortened({ store, old, revision, written: fresh, marks, compression, onNotice });
    options.signal?.throwIfAborted();
    await fresh.commit(old, () => lock.assertHeld());
    return revision;
  } finally {
    await fresh?.discard();
    await old?.close();
    lock.release();
  }
}

/** @returns undefined where there is no surefile, or none that may be believed */
async function openTrusted(
  store: StoreDirectory,
  expected: Expected,
  onNotice: (notice: Notice) => void,
  signal: AbortSignal | undefined,
): Promise<Surefile | undefined> {
  const found = store.find(store.place.name);
  if (!found) return undefined;
  const isAside = moveUntrustedAside(store, found.stats, expected, onNotice);
  if (!isAside) return readSurefileOf(found, store.place.compression, signal);
  if (found.fd !== undefined) {
    closeToOthers(found.fd, expected);
    closeSync(found.fd);
  }
  return undefined;
}

function newRevision(
  options: RecordOptions,
  header: Header | undefined,
  asOf: number,
  slices: Slices | undefined,
): Revision {
  const { name, ...tags } = options.tags;
  const now = new Date().toISOString();
  const extras = [...options.digests.filter((digest) => digest !== "sha1"), ...(options.xattrs ? ["xattrs"] : [])];
  return {
    name: name ?? now,
    number: (header ? latestNumber(header) : 0) + 1,
    tags: {
      dir: textOfBytes(realPath(options.root)),
      ...tags,
      [AS_OF_TAG]: formatInstant(asOf),
      ...(extras.length > 0 ? { [EXTRAS_TAG]: extras.join(" ") } : {}),
      ...(options.largest === undefined ? {} : { [LARGEST_TAG]: String(options.largest) }),
      ...(slices === undefined ? {} : { [SCRUB_TAG]: scrubTag(slices) }),
    },
    time: now,
  };
}

/** @returns whether directories moved, so that the weave has clearly more lines than it needs */
async function writeAll(
  store: StoreDirectory,
  options: RecordOptions & Watched & { readonly slices: Slices | undefined },
  old: Surefile | undefined,
  revision: Revision,
  fresh: FreshFile,
): Promise<boolean> {
  const base = old && latestRevision(old.header);
  await writeHeader(revision, old?.header, fresh);
  const trusted = options.reuse ? reusableBefore(options, old, base) : undefined;
  const shared = old && trusted !== undefined ? new SharedBody(() => old.body()) : undefined;
  const [ofWalk, ofEditor] = shared?.readers ?? [];
  const cursor = ofWalk && base && new TextCursor(revisionText(ofWalk, base.number));
  await cursor?.refill();
  const own = ownFilesIn(options.root, options.place);
  const tree = treeText({
    ...options,
    exclusion: own && { path: own.path, excludes: own.place.isOwn },
    base:
      cursor && trusted !== undefined
        ? { tree: new BaseTree(cursor), trustedBefore: trusted, scrub: options.slices }
        : undefined,
  });
  try {
    if (old && base) {
      const spool = new Spool(() => openSpool(store));
      const editor = new WeaveEditor(ofEditor ?? old.body(), base.number, revision.number, spool);
      const { turnover, isLong } = await writeMerged(editor, tree, fresh, watchOf(options, base));
      options.onMerged?.(turnover, base, old.header);
      return isLong;
    }
    await writeFirst(revision.number, tree, fresh);
    return false;
  } finally {
    await tree.return();
    await cursor?.close();
    await shared?.close();
  }
}

interface Watched {
  /** Gets the marks of decayed files whose lines are written without them. */
  readonly marks: Map<EscapedName, string>;
}

/** On a file system that does not keep ctime, an unchanged ctime is no sign. */
function watchOf(
  { root, marks, onDecay, onDecayEnd = () => {}, fileSystemType: typeOf = fileSystemType }: RecordOptions & Watched,
  base: Revision,
) {
  const watched = onDecay !== undefined && keepsCtime(inDirectory(root, typeOf));
  return watched
    ? decayWatch(root, base, onDecay, onDecayEnd, (path, mark) => marks.set(path, mark))
    : (sink: MergeSink) => sink;
}

/** The ctime below which the base's hashes may be believed; `undefined` when every file has to be hashed. */
function reusableBefore(
  options: RecordOptions,
  old: Surefile | undefined,
  base: Revision | undefined,
): number | undefined {
  const typeOf = options.fileSystemType ?? fileSystemType;
  const why: NoReuse | undefined = !(old && base)
    ? "no-surefile"
    : trustedBefore(base) === Number.NEGATIVE_INFINITY
      ? "no-moment"
      : keepsCtime(inDirectory(options.root, typeOf))
        ? undefined
        : "file-system";
  if (why) options.onNoReuse?.(why);
  return why || !base ? undefined : trustedBefore(base);
}
