import type { Mount, ScratchPlace } from "@rdump/core/provider";
import { busy, notReleased, somethingThere } from "./diagnostics.ts";

/** Whether a mount is of the named dataset; `DATASET@rdump-*` means any snapshot of rdump. */
export function isMountOf({ type, from, root }: Mount, what: string): boolean {
  const matches = what.endsWith("*") ? from.startsWith(what.slice(0, -1)) : from === what;
  return type === "zfs" && root === "/" && matches;
}

/** Where a dataset or a snapshot, as `isMountOf` names it, is mounted for a run. */
export function placeOf(path: string, what: string): ScratchPlace {
  return {
    path,
    isOwn: (mount) => isMountOf(mount, what),
    occupied: (mount) => somethingThere(path, mount),
    busy: (words, holders) => busy(path, words, holders),
    notRemoved: (words) => notReleased(path, words),
  };
}
