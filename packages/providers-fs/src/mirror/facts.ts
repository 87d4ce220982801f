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
  /** The directory does not exist yet: the nearest one above it, whose device and inode these are. Absent: it exists. */
  readonly missingBelow?: string;
  /** The directory has files and no mark, and is adopted. */
  readonly adopted?: true;
};

export function mirrorFacts(state: MirrorState): MirrorFacts {
  const { place, disk, mark, on, user, missingBelow, hasFiles } = state;
  const isSame = mark?.stores?.on === on && mark.stores.user === user;
  return {
    device: place.device,
    inode: place.inode,
    disk: disk?.mount?.device ?? null,
    taken: mark !== null,
    on,
    user,
    stores: isSame ? (mark?.stores ?? null) : null,
    ...(missingBelow === null ? {} : { missingBelow }),
    ...(hasFiles ? { adopted: true } : {}),
  };
}

/**
 * Whether a mirror is still the directory that was planned; that it has been taken meanwhile is no other directory. Of a
 * directory that the run creates, only the disk is known before.
 */
export function sameMirror(planned: MirrorFacts, now: MirrorFacts): boolean {
  const isSameInode = planned.inode === now.inode || planned.missingBelow !== undefined;
  return planned.device === now.device && isSameInode && planned.disk === now.disk;
}
