import type { Stats } from "node:fs";
import { SureError } from "../errors.ts";
import type { StoreDirectory } from "./directory.ts";
import type { Notice } from "./notice.ts";
import { type Expected, isSame, whyUntrusted } from "./ownership.ts";

export const replacedMeanwhile = (): SureError =>
  new SureError("locked", "the surefile was replaced while it was read: nothing was written");

/**
 * Something that takes no lock (the original, a restore) may have replaced the surefile meanwhile. What another user put
 * there where nothing was is moved aside.
 *
 * @param old the surefile that was read; undefined when there was none
 * @param expected what a trusted surefile looks like here
 * @throws SureError `locked`
 */
export function assertReplaceable(
  store: StoreDirectory,
  old: Stats | undefined,
  expected: Expected,
  onNotice: (notice: Notice) => void,
): void {
  const now = store.look(store.place.name);
  if (old === undefined) {
    if (now === undefined || moveUntrustedAside(store, now, expected, onNotice)) return;
  } else if (isSame(now, old) && now?.size === old.size && now.mtimeMs === old.mtimeMs) return;
  throw replacedMeanwhile();
}

/** @returns whether it was not to be trusted, and is out of the way */
export function moveUntrustedAside(
  store: StoreDirectory,
  stats: Stats,
  expected: Expected,
  onNotice: (notice: Notice) => void,
): boolean {
  const { name } = store.place;
  const why = whyUntrusted(store, stats, expected);
  if (why === undefined) return false;
  const moved = store.setAside(name);
  onNotice({
    type: "untrusted",
    file: store.escapedPath(name),
    why,
    moved: moved === undefined ? undefined : store.escapedPath(moved),
  });
  return true;
}
