import { type Diagnostic, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { type Capabilities, lostIn } from "./capabilities.ts";

/** A note of what a mirror does not store; none when it stores everything. */
export function cannotStore({ path }: { readonly path: string }, stores: Capabilities): readonly Diagnostic[] {
  const lost = lostIn(stores);
  if (lost.length === 0) return [];
  const detail = `The mirror ${visible(path)} does not store: ${lost.join(", ")}. Everything else of the source is copied, and only that is compared. If this matters, use ext4, XFS, Btrfs or ZFS, and run rdump as root; or declare an archive.`;
  return [FS.note("fs-mirror-cannot-store", detail)];
}
