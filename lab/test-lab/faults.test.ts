import t from "tap";
import { failingDisk, openLab } from "../testing.ts";

const lab = await openLab(t);

await lab.test("a disk fails on request, and then works again", async (t, machine) => {
  const disk = await failingDisk(machine, "bad", "200M");
  const read = ["dd", `if=${disk.path}`, "of=/dev/null", "bs=64K", "count=4", "iflag=direct"];
  const write = ["dd", "if=/dev/zero", `of=${disk.path}`, "bs=64K", "count=4", "oflag=direct"];
  const codes = async () => [
    (await machine.run(read, { mayFail: true })).code,
    (await machine.run(write, { mayFail: true })).code,
  ];
  t.strictSame(await codes(), [0, 0]);
  await disk.fail("all");
  t.strictSame(await codes(), [1, 1]);
  await disk.fail("writes");
  t.strictSame(await codes(), [0, 1]);
  await disk.fail("lost");
  const lost = ["dd", "if=/dev/urandom", `of=${disk.path}`, "bs=64K", "count=1", "oflag=direct"];
  await machine.run(lost);
  await disk.heal();
  t.strictSame(await codes(), [0, 0]);
  t.equal(await machine.sh(`head -c 65536 ${disk.path} | tr -d '\\0' | wc -c`), "0\n", "what was lost left no trace");
});

await lab.test("after a power cut, synced files exist and the clock did not stop", async (t, machine) => {
  const disk = await machine.addDisk("pv", "600M");
  const pool = await machine.addDisk("pool", "300M");
  await machine.sh(`pvcreate ${disk}; vgcreate vg ${disk}; lvcreate -y -n data -L 300M vg
    mkfs.ext4 -q /dev/vg/data; mkdir /mnt/data; mount /dev/vg/data /mnt/data; echo kept > /mnt/data/kept; sync
    zpool create -O mountpoint=/tank tank ${pool}; echo kept > /tank/kept; zpool sync
    echo lost > /mnt/data/lost`);
  await machine.setClock(new Date("2031-05-06T07:08:09Z"));
  await machine.powerCut();
  t.match(await machine.sh("date -u +%FT%T"), /^2031-05-06T07:/);
  await machine.run(["mount", "/dev/vg/data", "/mnt/data"]);
  t.equal(await machine.sh("ls /mnt/data; cat /mnt/data/kept"), "kept\nlost+found\nkept\n");
  t.equal(await machine.read("/tank/kept"), "kept\n", "the pool was imported at boot");
});
