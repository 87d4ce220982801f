import t from "tap";
import { failingDisk, openLab } from "../../../lab/testing.ts";
import { BORG_NEEDS, WholeHost } from "./host.ts";

const lab = await openLab(t);
/** LVM would find what lies on such a disk twice, there and in the disk below, which has many names. */
const ONLY_THERE = 'devices { global_filter = [ "a|^/dev/mapper/|", "r|.*|" ] }';

let host: WholeHost;
let repository: Awaited<ReturnType<typeof failingDisk>>;
let source: Awaited<ReturnType<typeof failingDisk>>;

await lab.test("a host with a repository and a volume on disks that will fail", async (t, machine) => {
  repository = await failingDisk(machine, "under-borg", BORG_NEEDS);
  source = await failingDisk(machine, "under-vg", "1G");
  await machine.write("/etc/lvm/lvmlocal.conf", ONLY_THERE);
  host = await WholeHost.furnish(machine, { pv: source.path });
  await machine.sh(`mkfs.ext4 -q ${repository.path}; mkdir -p /srv/borg; mount ${repository.path} /srv/borg
    rmdir /srv/borg/lost+found`);
  await host.nextHour();
  await host.becomesWhole(t, "");
});

await lab.test("the repository's disk fails while an archive is made", async (t, machine) => {
  await host.nextHour();
  await machine.sh("dd if=/dev/urandom of=/vol/root/more bs=1M count=8 status=none; sync");
  const run = await host.meanwhile("pgrep -f '[b]org create' > /dev/null", () => repository.fail("all"));
  t.equal(run.status, 1, run.said);
  t.match(run.said, /failed create (root|media)\.archives/, run.said);
  t.equal(await host.leftovers(), "", run.said);
  await repository.heal();
  await machine.sh(`umount /srv/borg; e2fsck -fy ${repository.path} > /dev/null 2>&1 || [ $? -lt 4 ]
    mount ${repository.path} /srv/borg`);
  await host.becomesWhole(t, run.said);
});

await lab.test("the volumes' disk fails while their archive is made", async (t, machine) => {
  await host.nextHour();
  await machine.sh(
    "dd if=/dev/urandom of=/vol/root/more bs=1M count=8 status=none; sync; echo 3 > /proc/sys/vm/drop_caches",
  );
  const run = await host.meanwhile("mountpoint -q /run/rdump/lab@root && pgrep -f '[b]org create' > /dev/null", () =>
    source.fail("all"),
  );
  t.equal(run.status, 1, run.said);
  await source.heal();
  await machine.sh(`for name in root thin; do
      umount /vol/$name; e2fsck -fy /dev/vg/$name > /dev/null 2>&1 || [ $? -lt 4 ]; mount /vol/$name
    done`);
  await host.becomesWhole(t, run.said);
});

await lab.test("all kept points are complete", (t) => host.provesAll(t));
