import type { Stores } from "./mark.ts";
import type { MirrorState } from "./state.ts";

/** The assumptions of a plan about a mirror: the same directory on the same disk. */
export type MirrorFacts = {
  readonly device: number;
  readonly inode: string;
  /** The file system at the declared mount, `MAJOR:MINOR`; null when none is declared. */
  readonly disk: string | null;
  /** False while the directory is free. */
  readonly taken: boolean;
  /** The file system below the mirror, with its mount options. */
  readonly on: string;
  /** The effective user of rdump; null: not known. */
  readonly user: number | null;
  /** As found on this mount by this user; null: not probed yet, or another mount or user was probed. */
  readonly stores: Stores | null;
};

export function mirrorFacts(state: MirrorState): MirrorFacts {
  const { place, disk, mark, on, user } = state;
  const isSame = mark?.stores?.on === on && mark.stores.user === user;
  return {
    device: place.device,
    inode: place.inode,
    disk: disk?.mount?.device ?? null,
    taken: mark !== null,
    on,
    user,
    stores: isSame ? (mark?.stores ?? null) : null,
  };
}

/** Whether a mirror is still the directory that was planned; that it has been taken meanwhile is no other directory. */
export function sameMirror(a: MirrorFacts, b: MirrorFacts): boolean {
  return a.device === b.device && a.inode === b.inode && a.disk === b.disk;
}
