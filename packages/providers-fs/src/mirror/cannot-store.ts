import {
  type Capabilities,
  type Diagnostic,
  impliedBy,
  lostIn,
  notStoredBy,
  USER_WITHOUT_ROOT,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { MirrorState } from "./state.ts";

/** A note of what a mirror does not store; none when it stores everything. */
export function cannotStore({ path }: { readonly path: string }, stores: Capabilities): readonly Diagnostic[] {
  const lost = lostIn(stores);
  if (lost.length === 0) return [];
  const detail = `The mirror ${visible(path)} does not store: ${lost.join(", ")}. Everything else of the source is copied, and only that is compared. If this matters, use ext4, XFS, Btrfs or ZFS, and run rdump as root; or declare an archive.`;
  return [FS.note("fs-mirror-cannot-store", detail)];
}

/** Before the first copy: what the file system and the user imply. None when nothing is implied to be lost. */
export function notProbed(
  { path }: { readonly path: string },
  { mount, user }: Pick<MirrorState, "mount" | "user">,
): readonly Diagnostic[] {
  const isRoot = user === null || user === 0;
  const known = mount === null ? null : impliedBy(mount, isRoot);
  if (known !== null && lostIn(known.stores).length === 0) return [];
  if (known === null && isRoot) return mount === null ? [] : unknownType(path, mount.type);
  const who = isRoot ? "Its" : `The user ${user} is not root. For this user, its`;
  const what = known ?? USER_WITHOUT_ROOT;
  const detail = `The mirror ${visible(path)} is not probed yet: the next copy finds what it stores. ${who} file system (${visible(mount?.type ?? "not known")}) usually does not store: ${notStoredBy(what).join(", ")}. The copy is made without these. If this matters, use ext4, XFS, Btrfs or ZFS, and run rdump as root; or declare an archive.`;
  return [FS.note("fs-mirror-not-probed", detail)];
}

function unknownType(path: string, type: string): readonly Diagnostic[] {
  const detail = `The mirror ${visible(path)} is not probed yet: the next copy finds what it stores. Which attributes its file system (${visible(type)}) stores is not known before.`;
  return [FS.note("fs-mirror-not-probed", detail)];
}
