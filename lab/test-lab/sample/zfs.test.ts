import t from "tap";
import { openLab } from "../../testing.ts";

const lab = await openLab(t);

await lab.test("a pool, a dataset, a snapshot, a clone of it", async (t, machine) => {
  const [one, two] = [await machine.addDisk("one", "300M"), await machine.addDisk("two", "300M")];
  await machine.sh(`zpool create -O mountpoint=/tank tank ${one}; zpool create -O mountpoint=/vault vault ${two}
    zfs create tank/home; echo before > /tank/home/file; zfs snapshot -o rdump:point=me/run tank/home@a
    echo after > /tank/home/file; zfs clone -o mountpoint=/clone tank/home@a tank/clone`);
  t.equal(await machine.read("/clone/file"), "before\n");
  t.equal(await machine.read("/tank/home/.zfs/snapshot/a/file"), "before\n");
  t.equal(await machine.sh("zfs get -Hp -o value,source rdump:point tank/home@a"), "me/run\tlocal\n");
  const series = process.env.RDUMP_LAB_ZFS ?? "2.3";
  t.ok((await machine.sh("cat /sys/module/zfs/version")).startsWith(`${series}.`), `OpenZFS ${series}`);
});

await lab.test("a snapshot and then the next one are sent to another pool", async (t, machine) => {
  await machine.sh("zfs send tank/home@a | zfs receive -u vault/home");
  await machine.sh("zfs snapshot tank/home@b; zfs send -i @a tank/home@b | zfs receive -u vault/home");
  const guids = (dataset: string) => machine.sh(`zfs list -Hp -t snapshot -o guid -s creation ${dataset}`);
  t.equal(await guids("vault/home"), await guids("tank/home"));
  t.equal(await machine.read("/vault/home/file").catch(() => "not mounted"), "not mounted");
});

await lab.test("a held snapshot is not destroyed", async (t, machine) => {
  await machine.sh("zfs destroy tank/clone; zfs hold keep tank/home@a");
  const refused = await machine.run(["zfs", "destroy", "tank/home@a"], { mayFail: true });
  t.match(refused, { code: 1, stderr: /dataset is busy|held/ });
  await machine.sh("zfs release keep tank/home@a; zfs destroy tank/home@a");
  t.equal(await machine.sh("zfs list -H -t snapshot -o name tank/home"), "tank/home@b\n");
});
