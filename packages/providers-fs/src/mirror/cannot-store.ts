import {
  type Capabilities,
  type Diagnostic,
  impliedBy,
  lostIn,
  notStoredBy,
  shellWord,
  USER_WITHOUT_ROOT,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { Stores } from "./mark.ts";
import type { MirrorState } from "./state.ts";

/** A note of what a mirror does not store; none when it stores everything. */
export function cannotStore({ path }: { readonly path: string }, stores: Stores): readonly Diagnostic[] {
  const lost = lostIn(stores);
  if (lost.length === 0) return [];
  const detail = `The mirror ${visible(path)} does not store: ${lost.join(", ")}. Everything else of the source is copied, and only that is compared. ${howStored(stores, lost, datasetIn(stores.on))}`;
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
  const lost = notStoredBy(what);
  const dataset = mount?.type === "zfs" ? mount.from : null;
  const detail = `The mirror ${visible(path)} is not probed yet: the next copy finds what it stores. ${who} file system (${visible(mount?.type ?? "not known")}) usually does not store: ${lost.join(", ")}. The copy is made without these. ${howStored(what.stores, lost, dataset)}`;
  return [FS.note("fs-mirror-not-probed", detail)];
}

/** `dataset`: of a mirror on ZFS, which stores ACLs if a property says so. */
function howStored({ acls }: Capabilities, lost: readonly string[], dataset: string | null): string {
  const other = "If this matters, use ext4, XFS, Btrfs or ZFS, and run rdump as root; or declare an archive.";
  if (acls || dataset === null) return other;
  const property = `If ACLs matter, set a property of the dataset. The next copy probes the mirror again:\nzfs set acltype=posix ${shellWord(dataset)}`;
  return lost.length === 1 ? property : `${other} ${property}`;
}

/** Of the file system that was probed: its type, the dataset or device, and the mount options. */
function datasetIn(on: string): string | null {
  return /^zfs (.+) [^ ]*$/s.exec(on)?.[1] ?? null;
}

function unknownType(path: string, type: string): readonly Diagnostic[] {
  const detail = `The mirror ${visible(path)} is not probed yet: the next copy finds what it stores. Which attributes its file system (${visible(type)}) stores is not known before.`;
  return [FS.note("fs-mirror-not-probed", detail)];
}
