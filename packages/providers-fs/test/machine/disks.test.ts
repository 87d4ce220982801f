import t from "tap";
import { disksIn, encryptedIn } from "../../src/machine/disks.ts";

t.test("partition tables are read from disks, and from nothing that is named like an option or another device", (t) => {
  const device = (name: string, type: string, size = "10G") => ({ name, type, size });
  const blockdevices = [
    device("/dev/sda", "disk"),
    device("/dev/sda1", "part"),
    device("/dev/md0", "raid1"),
    device("/dev/md0", "raid1"),
    device("/dev/zram0", "disk"),
    device("/dev/sr0", "rom"),
    device("/dev/sdb", "disk", "0B"),
    device("--delete", "disk"),
    device("/dev/-x", "disk"),
    null,
  ];
  t.strictSame(disksIn(JSON.stringify({ blockdevices })), ["/dev/md0", "/dev/sda"]);
  for (const hostile of ["", "{", "[]", '{"blockdevices":{}}']) t.strictSame(disksIn(hostile), []);
  t.end();
});

t.test("devices with LUKS are found by their type", (t) => {
  const labels = "DEVNAME=/dev/sda1\nTYPE=ext4\n\nDEVNAME=/dev/sda2\nUUID=1\nTYPE=crypto_LUKS\n";
  t.strictSame(encryptedIn(labels), ["/dev/sda2"]);
  t.strictSame(encryptedIn("DEVNAME=--help\nTYPE=crypto_LUKS\n"), []);
  t.end();
});
