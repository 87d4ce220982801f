import type { Machine } from "../machine/machine.ts";
import type { Record } from "./recorder.ts";

const COLUMNS = "TARGET,SOURCE,MAJ:MIN,FSTYPE,FSROOT,OPTIONS,UUID,LABEL,PROPAGATION,SIZE,USED,AVAIL,ID,PARENT";

/** Mounts of each kind, beside each other and over each other, and how mount and umount refuse. */
export async function captureMounts(machine: Machine, record: Record): Promise<void> {
  const disk = await machine.addDisk("mounts", "2G");
  const plain = await machine.addDisk("plain", "100M");
  await machine.sh(`pvcreate ${disk}; vgcreate vg ${disk}
    lvcreate -y -n home -L 400M vg; lvcreate -y -n btrfs -L 400M vg; mkfs.xfs -q /dev/vg/home; mkfs.btrfs -q /dev/vg/btrfs
    mkfs.vfat -n EFI ${plain}
    mkdir -p /mnt/efi /mnt/home /mnt/btrfs /mnt/bind /mnt/snap "/mnt/a space"
    mount ${plain} /mnt/efi; mount /dev/vg/home /mnt/home; mount /dev/vg/btrfs /mnt/btrfs
    mkdir /mnt/home/below; mount --bind /mnt/home/below /mnt/bind; mount -t tmpfs none "/mnt/a space"
    lvcreate -y -s -n snap -L 40M vg/home`);
  await record("mount-xfs-twice", ["mount", "/dev/vg/snap", "/mnt/snap"]);
  await record("mount-nowhere", ["mount", "-o", "nouuid", "/dev/vg/snap", "/mnt/nowhere"]);
  await record("mount-no-device", ["mount", "/dev/vg/nothing", "/mnt/snap"]);
  await machine.sh("mount -o nouuid,noatime,nodev,nosuid,noexec /dev/vg/snap /mnt/snap");
  await record("findmnt", ["findmnt", "--json", "--bytes", "--list", "-o", COLUMNS]);
  await record("findmnt-one", ["findmnt", "--json", "--bytes", "-o", COLUMNS, "--mountpoint", "/mnt/snap"]);
  await record("findmnt-none", ["findmnt", "--json", "-o", COLUMNS, "--mountpoint", "/mnt/nowhere"]);
  await record("mountinfo", ["cat", "/proc/self/mountinfo"]);
  await record("lsblk", ["lsblk", "--json", "--bytes", "-o", "NAME,KNAME,TYPE,SIZE,FSTYPE,UUID,MOUNTPOINTS,MAJ:MIN"]);
  await machine.sh("cd /mnt/snap; sleep 600 >/dev/null 2>&1 </dev/null &");
  await record("umount-busy", ["umount", "/mnt/snap"]);
  await machine.sh("pkill -x sleep --uid root --newest || true; sleep 0.2; umount /mnt/snap");
  await record("umount-gone", ["umount", "/mnt/snap"]);
  await machine.sh('umount /mnt/bind /mnt/home /mnt/btrfs /mnt/efi "/mnt/a space"; vgremove -qfy vg');
}
