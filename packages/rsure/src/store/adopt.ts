import { closeSync, fstatSync, statSync } from "node:fs";
import { inDirectory } from "../descriptor/open-directory.ts";
import { within } from "../descriptor/path.ts";
import { SureError } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import { contentOf } from "./decompress.ts";
import { type Found, inStore, type StoreDirectory } from "./directory.ts";
import { createFresh } from "./fresh.ts";
import { takeLock } from "./lock.ts";
import type { Notice } from "./notice.ts";
import { ownFilesIn } from "./own-files.ts";
import { expectedIn, isSame, whyUntrusted } from "./ownership.ts";
import type { Place } from "./place.ts";

export interface AdoptOptions {
  readonly place: Place;
  /**
   * The tree that the surefile belongs to: a mount point, since nothing may be written beneath one that is not mounted.
   */
  readonly root: ByteString;
  /** The surefile that was updated in a copy of that tree: a snapshot, a clone. */
  readonly from: Place;
  /** The suffix after `.untrusted-` of an untrusted surefile; default: the time. */
  readonly run?: string | undefined;
  onNotice?(notice: Notice): void;
}

/**
 * Copies back a surefile that was updated in a snapshot of this tree. No data is lost: a surefile is replaced only if
 * it is still the one in the snapshot, by the backup there, or if it is not trusted, and then it is renamed. The times
 * are kept, and nothing is written through a link.
 *
 * @returns false if it was already copied
 * @throws SureError `locked` when another run writes the surefile, or it was changed since the snapshot; `missing`
 * without a surefile in the snapshot; `untrusted` when another user can have written it; `usage` when the surefile is
 * not in the tree, or the tree is not mounted
 */
export async function adopt(options: AdoptOptions): Promise<boolean> {
  const { place, root, from, run } = options;
  if (!inDirectory(root, isMountRoot)) throw new SureError("usage", `no file system is mounted at ${quoted(root)}`);
  if (!ownFilesIn(root, place)) throw new SureError("usage", `${quoted(place.file)} is not within ${quoted(root)}`);
  return inStore(place, run, (store) =>
    inStore(from, run, async (source) => {
      const lock = takeLock(store);
      try {
        return await adoptBetween(store, source, options, () => lock.assertHeld());
      } finally {
        lock.release();
      }
    }),
  );
}

async function adoptBetween(
  store: StoreDirectory,
  source: StoreDirectory,
  { onNotice = () => {} }: AdoptOptions,
  check: () => void,
): Promise<boolean> {
  const opened = [source.find(source.place.name), source.find(source.place.backup), store.find(store.place.name)];
  try {
    const [fresh, before, own] = opened;
    if (!fresh) throw new SureError("missing", `surefile not found: ${quoted(source.place.file)}`);
    const why = whyNot(source, fresh);
    if (why !== undefined) throw new SureError("untrusted", `${quoted(source.place.file)} ${why}: it was not used`);
    const old = own && whyNot(store, own) === undefined ? own : undefined;
    if (old && (await haveSameContent(old, fresh))) return false;
    if (!(await isUnchanged(source, { own, old, before }))) {
      const words = "was changed or created after the snapshot: it was not replaced";
      throw new SureError("locked", `${quoted(store.place.file)} ${words}`);
    }
    // It is compressed already: it passes as it is.
    const copy = await createFresh(store, { compression: "plain", times: fresh.stats, onNotice });
    try {
      for await (const bytes of contentOf(openOf(fresh))) await copy.write(bytes);
      await copy.commit(old, check);
    } finally {
      await copy.discard();
    }
    return true;
  } finally {
    for (const found of opened) if (found?.fd !== undefined) closeSync(found.fd);
  }
}

/** Whether the tree's own surefile is still the one of the snapshot. An untrusted surefile does not count. */
async function isUnchanged(
  source: StoreDirectory,
  { own, old, before }: { own: Found | undefined; old: Found | undefined; before: Found | undefined },
): Promise<boolean> {
  if (own && !old) return true;
  const trusted = before && whyNot(source, before, source.place.name) === undefined ? before : undefined;
  return old && trusted ? haveSameContent(old, trusted) : !old && !before;
}

function whyNot(store: StoreDirectory, { stats }: Found, twin: ByteString = store.place.twin): string | undefined {
  return whyUntrusted(store, stats, expectedIn(store), twin);
}

const quoted = (path: ByteString): string => JSON.stringify(escapeName(path));

function isMountRoot(fd: number): boolean {
  const [here, above] = [fstatSync(fd), statSync(within(fd, ".."))];
  return here.dev !== above.dev || isSame(here, above);
}

function openOf({ fd }: Found): number {
  if (fd === undefined) throw new Error("only a regular file is read");
  return fd;
}

async function haveSameContent(a: Found, b: Found): Promise<boolean> {
  if (a.stats.size !== b.stats.size) return false;
  const others = contentOf(openOf(b));
  for await (const bytes of contentOf(openOf(a))) {
    const { value } = await others.next();
    if (!value?.equals(bytes)) return false;
  }
  return (await others.next()).done === true;
}
