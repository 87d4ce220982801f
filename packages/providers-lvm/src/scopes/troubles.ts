import { bytesText, type Diagnostic, type Holder, heldBy, type Mount, visible } from "@rdump/core/provider";
import type { Snapshot } from "../commands.ts";

/** What can go wrong while a snapshot is made, mounted and taken down, with what finishes it by hand. */

const error = (code: string, summary: string, detail: string): Diagnostic => ({
  code,
  severity: "error",
  summary,
  detail,
});

export function originChanged({ vg, lv }: Snapshot): Diagnostic {
  return error(
    "lvm-changed",
    "The logical volume is no longer what it was",
    `${vg}/${lv} is gone, or is another volume than when the plan was made. Nothing was done to it. Plan anew.`,
  );
}

export function foreignSnapshot({ vg, name }: Snapshot): Diagnostic {
  return error(
    "lvm-foreign",
    "Something else bears the snapshot's name",
    `${vg}/${name} exists and does not bear this config's tags, so it was left alone, and no snapshot was made. Rename or remove it.`,
  );
}

export function stillThere({ vg, name, path }: Snapshot, run: string): Diagnostic {
  return error(
    "lvm-leftover",
    "A snapshot was left over",
    `${vg}/${name} of ${visible(run)} appeared since the plan was made. If no rdump is at work, take it down: umount ${visible(path)}; lvremove ${vg}/${name}`,
  );
}

export function noRoomNow({ vg, lv, bytes }: Snapshot, words: string): Diagnostic {
  return error(
    "lvm-no-room",
    "The volume group has not the room for the snapshot",
    `The snapshot of ${vg}/${lv} is declared to have ${bytesText(bytes ?? 0)}: ${words}. Declare a smaller snapshotSize, or extend the group.`,
  );
}

export function notMade({ vg, lv }: Snapshot, words: string): Diagnostic {
  return error("lvm-not-made", "The snapshot could not be made", `lvcreate for ${vg}/${lv}: ${words}.`);
}

export function notRemoved({ vg, name }: Snapshot, words: string): Diagnostic {
  return error(
    "lvm-not-removed",
    "The snapshot could not be removed",
    `${vg}/${name}: ${words}. It slows the volume down and fills up. To finish by hand: lvremove ${vg}/${name}`,
  );
}

export function notDirectory({ path }: Snapshot, words: string): Diagnostic {
  return error(
    "lvm-no-place",
    "There is no safe place to mount the snapshot",
    `${visible(path)}: ${visible(words)}. Nothing was mounted. Declare another scratch.mount, or put the directory right.`,
  );
}

export function otherMount({ path }: Snapshot, { type, device }: Mount): Diagnostic {
  return error(
    "lvm-other-mount",
    "Something else is mounted at the snapshot's place",
    `At ${visible(path)} a file system that is not this snapshot is mounted (${visible(type)}, ${device}). It was left alone. Look at it, and unmount it.`,
  );
}

export function notMountedNow({ vg, name }: Snapshot, words: string): Diagnostic {
  return error("lvm-not-mountable", "The snapshot could not be mounted", `${vg}/${name}: ${words}.`);
}

export function notUnmounted({ vg, name, path }: Snapshot, words: string, holders: readonly Holder[]): Diagnostic {
  return error(
    "lvm-busy",
    "The snapshot could not be unmounted",
    `${visible(path)}: ${words}. ${heldBy(holders)} To finish by hand: umount ${visible(path)}; rmdir ${visible(path)}; lvremove ${vg}/${name}`,
  );
}

export function notReleased({ path }: Snapshot, words: string): Diagnostic {
  return error(
    "lvm-directory-left",
    "The mount directory could not be removed",
    `${visible(path)}: ${words}. It is unmounted; look at what is in it. To finish by hand: rmdir ${visible(path)}`,
  );
}
