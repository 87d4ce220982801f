import { closeSync } from "node:fs";
import { openDirectory } from "../descriptor/open-directory.ts";
import { pathOf as descriptorPath } from "../descriptor/path.ts";
import type { ByteString } from "../format/bytes.ts";
import { findRevision, latestRevision } from "../format/header.ts";
import type { Place } from "../store/place.ts";
import { type OnUntrusted, openSurefile } from "../store/surefile.ts";
import { revisionText } from "../weave/revision.ts";
import { firstFrom, NumberList } from "../weave/sorted.ts";
import type { Difference } from "./difference.ts";
import { ownText, pathOf } from "./directory.ts";
import { COMPARED, type MetadataOptions, textOfEntry } from "./entry.ts";
import { newFingerprint } from "./fingerprint.ts";
import { LinkGroups } from "./link-groups.ts";
import { type ListedEntry, Listing } from "./listing.ts";
import { OutsideOf } from "./outside-of.ts";
import { namedLinks, readRecorded } from "./recorded.ts";
import { SharedInodes } from "./shared-inodes.ts";

export interface MetadataComparison extends MetadataOptions {
  readonly place: Place;
  /** The tree that is compared: a copy of the tree of the revision, or that tree. */
  readonly root: ByteString;
  /** A number or a name; the latest without. */
  readonly revision: string | undefined;
  readonly onUntrusted?: OnUntrusted | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What of the tree could not be read. */
  onProblem(said: string): void;
  /** How many links, FIFOs, sockets and devices of the tree have several names. A revision does not record these. */
  onLinked?(count: number): void;
}

/**
 * The differences between a revision and a live tree in names, kinds and other metadata, and in which names are one file. No
 * content is read. Of a missing directory only the directory itself is reported. In memory are 16 bytes for each entry of
 * the revision, the metadata of the entries of the tree that differ, and a number for each name of files with several names:
 * no paths.
 *
 * @throws SureError `missing`, `corrupt`, `unsupported`; the signal's reason
 */
export async function* compareMetadata(options: MetadataComparison): AsyncGenerator<Difference, void> {
  const root = openDirectory(options.root);
  const listing = new Listing(descriptorPath(root), options.signal);
  try {
    const surefile = await openSurefile(options.place, options.onUntrusted, options.signal);
    try {
      const { header } = surefile;
      const { number } =
        options.revision === undefined ? latestRevision(header) : findRevision(header, options.revision);
      yield* compareEntries(() => revisionText(surefile.body(), number), listing, options);
    } finally {
      await surefile.close();
    }
    if (listing.problems !== "") options.onProblem(listing.problems);
  } finally {
    listing.stop();
    closeSync(root);
  }
}

async function* compareEntries(
  recorded: () => AsyncIterable<string>,
  listing: Listing,
  options: MetadataComparison,
): AsyncGenerator<Difference, void> {
  const fingerprint = newFingerprint();
  const looksAtLinks = !options.ignored.has("links");
  const expected = new Expected(looksAtLinks);
  const first = readRecorded(recorded(), options, fingerprint, (entry) =>
    expected.add(fingerprint(textOfEntry(entry)), entry.ino),
  );
  for await (const _ of first);
  expected.seal();
  const others = new Map<number, ListedEntry>();
  const links = new LinkGroups();
  let linked = 0;
  await listing.read(options, fingerprint, (entry) => {
    if (!expected.meet(fingerprint(textOfEntry(entry)))) others.set(entry.id, ownEntry(entry));
    if (!looksAtLinks || entry.links === 1 || entry.kind === "dir") return;
    if (entry.kind === "file") links.addFresh(entry.id, entry.ino);
    else linked++;
  });
  options.onLinked?.(linked);
  const missing = new Set<number>();
  if (!expected.isMet || expected.hasLinks || links.size > 0) {
    const found: Difference[] = [];
    const outside = new OutsideOf();
    const second = readRecorded(recorded(), options, fingerprint, (entry, depth) => {
      const { id, ino, kind } = entry;
      const isOutside = outside.has(depth);
      if (expected.isLinked(ino)) links.addOld(id, ino);
      if (expected.hasMet(fingerprint(textOfEntry(entry)))) return;
      const fresh = others.get(id);
      if (fresh === undefined) {
        if (looksAtLinks && kind !== "dir") missing.add(id);
        if (!isOutside) return;
        outside.enter(depth);
        found.push({ type: "removed", path: pathOf(entry), kind });
        return;
      }
      others.delete(id);
      const attributes = COMPARED.filter((key) => entry[key] !== fresh[key]).sort();
      found.push({ type: "changed", path: pathOf(entry), attributes });
    });
    for await (const _ of second) yield* found.splice(0);
  }
  for (const entry of others.values()) {
    const isOutermost = entry.above === null || !others.has(entry.above.id);
    if (isOutermost) yield { type: "added", path: pathOf(entry), kind: entry.kind };
  }
  const differing = new Set(links.differing((id) => !missing.has(id) && !others.has(id)));
  if (differing.size > 0) yield* namedLinks(recorded(), differing, fingerprint);
}

/** What stays in memory. */
function ownEntry(entry: ListedEntry): ListedEntry {
  return { ...entry, name: ownText(entry.name), targ: ownText(entry.targ) };
}

/** The entries of a revision, by their fingerprints: which of them a tree has. */
class Expected {
  readonly #list = new NumberList();
  readonly #inos = new SharedInodes();
  readonly #looksAtLinks: boolean;
  #numbers = new Float64Array(0);
  #met = new Uint8Array(0);
  #left = 0;

  constructor(looksAtLinks: boolean) {
    this.#looksAtLinks = looksAtLinks;
  }

  add(fingerprint: number, ino: number): void {
    this.#list.add(fingerprint);
    if (this.#looksAtLinks && !Number.isNaN(ino)) this.#inos.add(ino);
  }

  seal(): void {
    this.#numbers = this.#list.take().sort();
    this.#met = new Uint8Array(this.#numbers.length);
    this.#left = this.#numbers.length;
    this.#inos.seal();
  }

  get isMet(): boolean {
    return this.#left === 0;
  }

  get hasLinks(): boolean {
    return this.#inos.size > 0;
  }

  /** Whether several names of the revision are this file. */
  isLinked(ino: number): boolean {
    return this.#inos.has(ino);
  }

  meet(fingerprint: number): boolean {
    const at = firstFrom(this.#numbers, fingerprint);
    if (this.#numbers[at] !== fingerprint) return false;
    if (this.#met[at] === 0) this.#left--;
    this.#met[at] = 1;
    return true;
  }

  hasMet(fingerprint: number): boolean {
    return this.#met[firstFrom(this.#numbers, fingerprint)] === 1;
  }
}
