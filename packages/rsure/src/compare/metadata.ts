import { closeSync } from "node:fs";
import { openDirectory } from "../descriptor/open-directory.ts";
import { pathOf } from "../descriptor/path.ts";
import type { ByteString } from "../format/bytes.ts";
import type { EscapedName } from "../format/escape.ts";
import { findRevision, latestRevision } from "../format/header.ts";
import type { Place } from "../store/place.ts";
import { type OnUntrusted, openSurefile } from "../store/surefile.ts";
import { revisionText } from "../weave/revision.ts";
import { firstFrom, NumberList } from "../weave/sorted.ts";
import type { Difference } from "./difference.ts";
import { COMPARED, type MetadataEntry, type MetadataOptions, textOfEntry } from "./entry.ts";
import { newFingerprint } from "./fingerprint.ts";
import { LinkGroups } from "./link-groups.ts";
import { type ListedEntry, Listing } from "./listing.ts";
import { readRecorded } from "./recorded.ts";
import { SharedInodes } from "./shared-inodes.ts";

export interface MetadataComparison extends MetadataOptions {
  readonly place: Place;
  /** The tree that is compared: a copy of the tree of the revision, or that tree. */
  readonly root: ByteString;
  /** A number or a name; the latest without. */
  readonly revision: string | undefined;
  readonly onUntrusted?: OnUntrusted | undefined;
  /** What of the tree could not be read. */
  onProblem(said: string): void;
  /** How many links, FIFOs, sockets and devices of the tree have several names. A revision does not record these. */
  onLinked?(count: number): void;
}

/**
 * The differences between a revision and a live tree in names, kinds and other metadata, and in which names are one file. No
 * content is read. Of a missing directory only the directory itself is reported. In memory are 16 bytes for each entry of
 * the revision, all entries that differ, and the names of files with several names.
 *
 * @throws SureError `missing`, `corrupt`, `unsupported`
 */
export async function* compareMetadata(options: MetadataComparison): AsyncGenerator<Difference, void> {
  const root = openDirectory(options.root);
  const listing = new Listing(pathOf(root));
  try {
    const surefile = await openSurefile(options.place, options.onUntrusted);
    try {
      const { header } = surefile;
      const { number } =
        options.revision === undefined ? latestRevision(header) : findRevision(header, options.revision);
      const recorded: Recorded = (take) => readRecorded(revisionText(surefile.body(), number), options, take);
      const { differences, linked } = await compareEntries(recorded, listing, options);
      yield* differences;
      options.onLinked?.(linked);
    } finally {
      await surefile.close();
    }
    if (listing.problems !== "") options.onProblem(listing.problems);
  } finally {
    listing.stop();
    closeSync(root);
  }
}

type Recorded = (take: (entry: MetadataEntry) => void) => Promise<void>;

async function compareEntries(
  recorded: Recorded,
  listing: Listing,
  options: MetadataOptions,
): Promise<{ readonly differences: readonly Difference[]; readonly linked: number }> {
  const fingerprint = newFingerprint();
  const looksAtLinks = !options.ignored.has("links");
  const expected = new Expected(looksAtLinks);
  await recorded((entry) => expected.add(fingerprint(textOfEntry(entry)), entry.ino));
  expected.seal();
  const others = new Map<EscapedName, ListedEntry>();
  const links = new LinkGroups();
  let linked = 0;
  await listing.read(options, (entry) => {
    if (!expected.meet(fingerprint(textOfEntry(entry)))) others.set(entry.path, entry);
    if (!looksAtLinks || entry.links === 1 || entry.kind === "dir") return;
    if (entry.kind === "file") links.addFresh(entry.path, entry.ino);
    else linked++;
  });
  const differences: Difference[] = [];
  const missing = new Set<EscapedName>();
  const addMissing = ({ path, kind }: MetadataEntry) => {
    missing.add(path);
    if (path === "" || !missing.has(directoryOf(path))) differences.push({ type: "removed", path, kind });
  };
  if (!expected.isMet || expected.hasLinks || links.size > 0) {
    await recorded((entry) => {
      if (expected.isLinked(entry.ino)) links.addOld(entry.path, entry.ino);
      if (expected.hasMet(fingerprint(textOfEntry(entry)))) return;
      const fresh = others.get(entry.path);
      if (fresh === undefined) return addMissing(entry);
      others.delete(entry.path);
      const attributes = COMPARED.filter((key) => entry[key] !== fresh[key]).sort();
      differences.push({ type: "changed", path: entry.path, attributes });
    });
  }
  for (const { path, kind } of others.values()) {
    if (!others.has(directoryOf(path))) differences.push({ type: "added", path, kind });
  }
  const isCommon = (path: EscapedName) => !missing.has(path) && !others.has(path);
  for (const path of links.differing(isCommon)) differences.push({ type: "changed", path, attributes: ["links"] });
  return { differences, linked };
}

function directoryOf(path: EscapedName): EscapedName {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
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
