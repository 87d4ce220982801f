import { createHash } from "node:crypto";
import { parseSnapshotName } from "../naming/names.ts";

/** The tag of the hold on the newest common snapshot of a replica. */
export const BASE_TAG = "rdump-base";

const LONGEST_TAG = 255;

/** The tag of the hold on the snapshot of a source, while it is sent to a replica. */
export function sendingTag(target: string, host: string | null): string {
  const place = host === null ? target : `//${host}/${target}`;
  const tag = `rdump-sending:${place}`;
  if (tag.length <= LONGEST_TAG) return tag;
  return `rdump-sending:${createHash("sha256").update(place).digest("hex")}`;
}

/** The tag for a source with one replica on this host: so one command releases the snapshots of many sources. */
export function sharedSendingTag(owner: string, host: string | null): string {
  return `rdump-sending-by:${owner}${host === null ? "" : `//${host}`}`;
}

/** Whether rdump made a hold of this tag for a replica. */
export function isReplicaTag(tag: string): boolean {
  return tag === BASE_TAG || /^rdump-sending(-by)?:/.test(tag);
}

/** The bookmark of a snapshot of rdump, behind the `#`. It contains the owner, since a bookmark has no properties. */
export function bookmarkName(snapshot: string, owner: string): string {
  return `${snapshot}:${owner}`;
}

/** Whether rdump made a bookmark of this name for one of these owners. */
export function isOwnBookmark(name: string, owners: readonly string[]): boolean {
  return owners.some((owner) => {
    const snapshot = name.endsWith(`:${owner}`) ? name.slice(0, -owner.length - 1) : "";
    return parseSnapshotName(snapshot)?.purpose === "point";
  });
}
