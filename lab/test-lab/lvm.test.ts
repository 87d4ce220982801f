import t from "tap";
import { type Machine, openLab, overflow } from "../testing.ts";

const lab = await openLab(t);

await lab.test("a volume group of real disks", async (t, machine) => {
  const disk = await machine.addDisk("pv", "3G");
  await machine.sh(`pvcreate ${disk}; vgcreate vg ${disk}
    lvcreate -y -n home -L 400M vg; lvcreate -y -n root -L 200M vg
    mkfs.xfs -q /dev/vg/home; mkfs.ext4 -q /dev/vg/root
    mkdir -p /mnt/home /mnt/root /mnt/snap; mount /dev/vg/home /mnt/home; mount /dev/vg/root /mnt/root
    echo before > /mnt/home/file; echo before > /mnt/root/file`);
  t.equal(await lvs(machine, "lv_name", "vg"), "home root");
});

await lab.test(
  "a classic snapshot keeps the old content; XFS is mounted beside its origin with nouuid",
  async (t, machine) => {
    await machine.sh("lvcreate -s -n snap -L 40M vg/home; echo after > /mnt/home/file");
    const twin = await machine.run(["mount", "/dev/vg/snap", "/mnt/snap"], { mayFail: true });
    t.equal(twin.code, 32, "without nouuid it is refused: the file system is mounted already");
    await machine.run(["mount", "-o", "nouuid,noatime,nodev,nosuid,noexec", "/dev/vg/snap", "/mnt/snap"]);
    t.equal(await machine.read("/mnt/snap/file"), "before\n");
    t.equal(await machine.read("/mnt/home/file"), "after\n");
    await machine.sh("umount /mnt/snap; lvremove -qfy vg/snap");
    t.equal(await lvs(machine, "lv_name", "vg"), "home root");
  },
);

await lab.test("a thin snapshot is made without a size, and is inactive until it is activated", async (t, machine) => {
  await machine.sh(`lvcreate -y -L 300M -T vg/pool; lvcreate -y -V 500M -T vg/pool -n thin
    mkfs.ext4 -q /dev/vg/thin; mkdir -p /mnt/thin; mount /dev/vg/thin /mnt/thin; echo before > /mnt/thin/file
    lvcreate -y -s -n tsnap vg/thin; echo after > /mnt/thin/file`);
  t.equal(await lvs(machine, "lv_active", "vg/tsnap"), "");
  await machine.sh("lvchange -K -ay vg/tsnap; mount /dev/vg/tsnap /mnt/snap");
  t.equal(await machine.read("/mnt/snap/file"), "before\n");
  await machine.sh("umount /mnt/snap; lvremove -qfy vg/tsnap");
  t.notMatch(await lvs(machine, "lv_name", "vg"), /tsnap/);
});

await lab.test(
  "lvs reports an overflowed classic snapshot as invalid, and the kernel unmounts it",
  async (t, machine) => {
    await machine.sh("lvcreate -s -n small -L 8M vg/root; mount /dev/vg/small /mnt/snap");
    t.equal(await lvs(machine, "lv_snapshot_invalid", "vg/small"), "");
    await overflow(machine, "vg/small", "/mnt/root");
    t.equal(await lvs(machine, "lv_snapshot_invalid", "vg/small"), "snapshot invalid");
    t.match(await lvs(machine, "lv_attr", "vg/small"), /^s.*I/);
    const gone = "for try in $(seq 150); do mountpoint -q /mnt/snap || exit 0; sleep 0.2; done; exit 1";
    await machine.run(["bash", "-c", gone], { timeout: 60 });
    t.equal(await machine.sh("ls /mnt/snap"), "", "dmeventd took it away from under its readers");
    await machine.sh("lvremove -qfy vg/small; umount /mnt/home /mnt/root /mnt/thin; vgremove -qfy vg");
  },
);

async function lvs(machine: Machine, column: string, what: string): Promise<string> {
  const { stdout } = await machine.run(["lvs", "--noheadings", "-o", column, what]);
  return stdout
    .trim()
    .split(/\s*\n\s*/)
    .join(" ");
}
