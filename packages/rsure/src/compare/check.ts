import { SureError } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";
import { findRevision, latestRevision, priorRevision, type Revision } from "../format/header.ts";
import { noteText } from "../heap.ts";
import type { Digest } from "../scan/batch.ts";
import type { Problem } from "../scan/problem.ts";
import type { HashThread } from "../scan/thread.ts";
import { type Progress, treeText } from "../scan/tree.ts";
import { AS_OF_TAG, trustedBefore } from "../scan/trust.ts";
import { ownFilesIn } from "../store/own-files.ts";
import type { Place } from "../store/place.ts";
import { EXTRAS_TAG, LARGEST_TAG } from "../store/record.ts";
import { type OnUntrusted, openSurefile } from "../store/surefile.ts";
import { revisionText } from "../weave/revision.ts";
import { SharedBody } from "../weave/shared-body.ts";
import { CheckedLinks } from "./checked-links.ts";
import { compareText, Unseen } from "./compare.ts";
import type { Difference } from "./difference.ts";

interface Comparison {
  /** Differences have the mtime of the newer side. */
  readonly withTimes?: boolean | undefined;
  readonly place: Place;
  readonly root: ByteString;
  readonly ignored?: readonly string[] | undefined;
  readonly onUntrusted?: OnUntrusted | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface CheckOptions extends Comparison {
  /** A number or a name; the latest without. */
  readonly revision?: string | undefined;
  /** Paths whose content is read and compared; without, that of all files. */
  readonly only?: ReadonlySet<EscapedName> | undefined;
  /** Which names are one file is compared too: `links` is then the attribute of names that are one file on one side alone. */
  readonly links?: boolean | undefined;
  readonly threads?: number | undefined;
  readonly worker?: URL | undefined;
  /** As for `treeText`. */
  readonly started?: readonly HashThread[] | undefined;
  onProblem(problem: Problem): void;
  /** As for `treeText`. */
  onLeftOut?(path: EscapedName): void;
  /** As for `treeText`; what is too large is what the revision says. */
  onTooLarge?(path: EscapedName): void;
  onProgress?(progress: Progress): void;
}

/** Only the original writes revisions without this tag, and it records its own temporary files. */
const isOriginals = (revision: Revision): boolean => revision.tags[AS_OF_TAG] === undefined;

/** A tag can contain any text. */
function largestOf({ tags }: Revision): number | undefined {
  const value = tags[LARGEST_TAG] ?? "";
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/**
 * The differences between a revision and the live tree. Every file is read. Hashes and attributes beyond sha1 are
 * compared as well.
 *
 * @throws SureError `missing`, `corrupt`, `unsupported`
 */
export async function* checkTree(options: CheckOptions): AsyncGenerator<Difference, void> {
  const surefile = await openSurefile(options.place, options.onUntrusted, options.signal);
  try {
    const { header } = surefile;
    const revision = options.revision === undefined ? latestRevision(header) : findRevision(header, options.revision);
    const extras = (revision.tags[EXTRAS_TAG] ?? "").split(" ");
    const digests: Digest[] = extras.includes("sha256") ? ["sha1", "sha256"] : ["sha1"];
    const own = ownFilesIn(options.root, options.place);
    const unseen = new Unseen();
    const looksAtLinks = options.links === true && options.ignored?.includes("links") !== true;
    const links = looksAtLinks ? new CheckedLinks() : undefined;
    const fresh = treeText({
      ...options,
      digests,
      xattrs: extras.includes("xattrs"),
      largest: largestOf(revision),
      exclusion: own && { path: own.path, excludes: own.place.isOwn },
      onProblem: (problem) => {
        unseen.note(problem);
        options.onProblem(problem);
      },
      onLeftOut: (path) => {
        unseen.noteEntry(path);
        options.onLeftOut?.(path);
      },
      ...(links === undefined ? {} : { onLinked: links.addFresh }),
    });
    const recorded = () => revisionText(surefile.body(), revision.number);
    yield* compareText(links?.noting(recorded()) ?? recorded(), fresh, {
      ignored: options.ignored,
      withTimes: options.withTimes,
      acceptGood: true,
      ofBoth: extras.includes("xattrs") ? ["xattrs"] : [],
      own,
      only: options.only,
      unseen,
      onDropped: links?.addDropped,
      oldHasTemporary: isOriginals(revision),
    });
    if (links !== undefined) yield* links.differences(recorded);
  } finally {
    await surefile.close();
  }
}

export interface SignoffOptions extends Comparison {
  /** `A..B`, or `B` for B against the one before it; without, the latest against the one before it. */
  readonly revisions?: string | undefined;
  /**
   * Reports files without a hash whose content can have changed: the ctime differs, or was not clearly older than the scan
   * of the older revision, so that a later change can have the same.
   */
  readonly withChangeTimes?: boolean | undefined;
}

/**
 * The differences between two revisions of one surefile.
 *
 * @throws SureError `missing`, `corrupt`
 */
export async function* compareRevisionTexts(options: SignoffOptions): AsyncGenerator<Difference, void> {
  const surefile = await openSurefile(options.place, options.onUntrusted, options.signal);
  let shared: SharedBody | undefined;
  try {
    const { header } = surefile;
    const [first, last] = (options.revisions ?? "").split("..", 2);
    const range = last !== undefined;
    const wanted = range ? last : first;
    const fresh = wanted ? findRevision(header, wanted) : latestRevision(header);
    const old = range && first ? findRevision(header, first) : priorRevision(header, fresh);
    if (!old)
      throw new SureError(
        "missing",
        `revision ${fresh.number} is the first, so no previous revision can be compared with it`,
      );
    shared = new SharedBody(() => surefile.body());
    const [ofOld, ofFresh] = shared.readers;
    const text = noteText(revisionText(ofFresh, fresh.number));
    yield* compareText(revisionText(ofOld, old.number), text, {
      ignored: options.ignored,
      settledBefore: options.withChangeTimes === true ? trustedBefore(old) : undefined,
      own: ownFilesIn(options.root, options.place),
      oldHasTemporary: isOriginals(old),
    });
  } finally {
    await shared?.close();
    await surefile.close();
  }
}
