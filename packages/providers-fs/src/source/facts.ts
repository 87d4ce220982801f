import type { Place } from "../mounts/place.ts";

/** What makes a plain source the tree that it is: the same as long as nothing is mounted, moved or linked otherwise. */
export type SourceFacts = {
  readonly real: string;
  readonly device: number;
  readonly inode: string;
  /** What is mounted there, as `MAJOR:MINOR` and the directory of that file system; null when it is no mount point. */
  readonly mounted: { readonly device: string; readonly root: string } | null;
  /** It is root's, so that others may not read all of it, nor write to it. */
  readonly ofRoot: boolean;
};

export function sourceFacts({ real, device, inode, mount, uid }: Place): SourceFacts {
  const mounted = mount === null ? null : { device: mount.device, root: mount.root };
  return { real, device, inode, mounted, ofRoot: uid === 0 };
}

export function sameSource(a: SourceFacts, b: SourceFacts): boolean {
  return (
    a.real === b.real &&
    a.device === b.device &&
    a.inode === b.inode &&
    a.mounted?.device === b.mounted?.device &&
    a.mounted?.root === b.mounted?.root
  );
}
