import t from "tap";
import { openLab } from "../../../lab/testing.ts";

const lab = await openLab(t);

await lab.test(
  "a received mount point has no effect with -x, for a new dataset, a step and a volume",
  async (t, machine) => {
    const [near, far] = [await machine.addDisk("near", "512M"), await machine.addDisk("far", "512M")];
    const received = await machine.sh(`zpool create tank ${near}; zpool create -O mountpoint=none vault ${far}
    zfs create -o canmount=off -o mountpoint=none vault/copies
    zfs create -o mountpoint=/mnt/first tank/web; zfs create -s -V 16M tank/volume
    zfs snapshot tank/web@a tank/volume@a
    for each in web volume; do zfs send -p tank/$each@a | zfs receive -s -u -x mountpoint vault/copies/$each; done
    zfs set mountpoint=/mnt/second tank/web; zfs snapshot tank/web@b
    zfs send -p -i @a tank/web@b | zfs receive -s -u -x mountpoint vault/copies/web
    zfs mount -a
    zfs get -H -o value mountpoint,mounted vault/copies/web
    zfs list -H -o name -t snapshot -r vault/copies`);
    const snapshots = ["volume@a", "web@a", "web@b"].map((name) => `vault/copies/${name}\n`);
    t.equal(received.replace(/^warning: .*\n/gm, ""), ["none\nno\n", ...snapshots].join(""));
  },
);
