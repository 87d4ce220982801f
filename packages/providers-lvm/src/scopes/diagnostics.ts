import { bytesText, type Diagnostic, type Holder, heldBy, type Mount, visible } from "@rdump/core/provider";
import { LVM } from "../codes/index.ts";
import type { Snapshot } from "../commands.ts";

/** Errors while a snapshot is made, mounted and removed, with the commands that finish the cleanup by hand. */

export function originChanged({ vg, lv }: Snapshot): Diagnostic {
  return LVM.error(
    "lvm-changed",
    `${vg}/${lv} is missing, or is another volume than when the plan was made. Nothing was done to it. Plan again.`,
  );
}

export function foreignSnapshot({ vg, name }: Snapshot): Diagnostic {
  return LVM.error(
    "lvm-foreign",
    `${vg}/${name} exists and does not have the tags of this config. The volume was not changed, and no snapshot was made. Rename or remove it.`,
  );
}

export function stillThere({ vg, name, path }: Snapshot, run: string): Diagnostic {
  return LVM.error(
    "lvm-leftover",
    `${vg}/${name} of ${visible(run)} appeared after the plan was made. If no rdump is running, remove it:\numount ${visible(path)}; lvremove ${vg}/${name}`,
  );
}

export function noRoomNow({ vg, lv, bytes }: Snapshot, words: string): Diagnostic {
  return LVM.error(
    "lvm-no-room",
    `The declared size of the snapshot of ${vg}/${lv} is ${bytesText(bytes ?? 0)}: ${words}. Declare a smaller snapshotSize, or extend the group.`,
  );
}

export function notMade({ vg, lv }: Snapshot, words: string): Diagnostic {
  return LVM.error("lvm-not-made", `lvcreate for ${vg}/${lv}: ${words}.`);
}

export function notRemoved({ vg, name }: Snapshot, words: string): Diagnostic {
  return LVM.error(
    "lvm-not-removed",
    `${vg}/${name}: ${words}. The snapshot slows down its origin and fills up. To remove it by hand:\nlvremove ${vg}/${name}`,
  );
}

export function notDirectory({ path }: Snapshot, words: string): Diagnostic {
  return LVM.error(
    "lvm-no-place",
    `${visible(path)}: ${visible(words)}. Nothing was mounted. Correct the directory, or declare another scratch.mount.`,
  );
}

export function otherMount({ path }: Snapshot, { type, device }: Mount): Diagnostic {
  return LVM.error(
    "lvm-other-mount",
    `Another file system is mounted at ${visible(path)} (${visible(type)}, ${device}). rdump did not change it. Check it, and unmount it.`,
  );
}

/** `log`: lines of the kernel about the device. */
export function notMountedNow({ vg, name }: Snapshot, words: string, log: readonly string[]): Diagnostic {
  const said = log.length === 0 ? "" : ` The kernel says:\n${log.join("\n")}`;
  return LVM.error("lvm-not-mountable", `${vg}/${name}: ${words}.${said}`);
}

export function notUnmounted({ vg, name, path }: Snapshot, words: string, holders: readonly Holder[]): Diagnostic {
  return LVM.error(
    "lvm-busy",
    `${visible(path)}: ${words}. ${heldBy(holders)} To clean up by hand:\numount ${visible(path)}; rmdir ${visible(path)}; lvremove ${vg}/${name}`,
  );
}

export function notReleased({ path }: Snapshot, words: string): Diagnostic {
  return LVM.error(
    "lvm-directory-left",
    `${visible(path)}: ${words}. The directory is unmounted. Check its content. To remove it by hand:\nrmdir ${visible(path)}`,
  );
}
