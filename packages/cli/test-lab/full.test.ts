import t from "tap";
import { fill, openLab, overflow } from "../../../lab/testing.ts";
import { BORG_NEEDS, WholeHost } from "./host.ts";

const lab = await openLab(t);
let host: WholeHost;

const READING = "mountpoint -q /run/rdump/lab@root && pgrep -f '[b]org create' > /dev/null";

await lab.test("a host whose state and whose repository have disks of their own", async (t, machine) => {
  host = await WholeHost.furnish(machine);
  const [state, borg] = [await machine.addDisk("state", "64M"), await machine.addDisk("borg", BORG_NEEDS)];
  await machine.sh(`mkfs.ext4 -q ${state}; mkfs.ext4 -q ${borg}
    mkdir -p /var/lib/rdump /srv/borg; mount ${state} /var/lib/rdump; mount ${borg} /srv/borg
    rmdir /var/lib/rdump/lost+found /srv/borg/lost+found`);
  await host.nextHour();
  await host.becomesWhole(t, "");
});

await lab.test("no space left for the journal, in the middle of a run", async (t, machine) => {
  await host.nextHour();
  let free = async () => {};
  const run = await host.meanwhile(READING, async () => {
    free = await fill(machine, "/var/lib/rdump");
  });
  t.equal(run.status, 1, run.said);
  t.match(run.said, /no space|full|ENOSPC/i);
  t.equal(await host.leftovers(), "", "what was open was closed all the same");
  await free();
  await host.becomesWhole(t, run.said);
});

await lab.test("no space left in the repository", async (t, machine) => {
  await host.nextHour();
  const free = await fill(machine, "/srv/borg");
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /space|full/i);
  t.equal(await host.leftovers(), "", said);
  await free();
  await host.becomesWhole(t, said);
});

await lab.test("no space left in the mirror's pool", async (t, machine) => {
  await host.nextHour();
  await machine.sh(`dd if=/dev/urandom of=/vol/root/more bs=1M count=8 status=none; sync
    zfs create -o mountpoint=none -o reservation=$(($(zfs list -Hp -o available vault) - 1048576)) vault/ballast`);
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /space|full/i);
  t.equal(await host.leftovers(), "", said);
  await machine.sh("zfs destroy vault/ballast; zpool sync");
  await host.becomesWhole(t, said);
});

await lab.test("no space left in the snapshot while borg reads it", async (t, machine) => {
  await host.nextHour();
  const run = await host.meanwhile(READING, async () => {
    const snapshot = await machine.sh(
      "lvs --noheadings --separator / -o vg_name,lv_name --select 'lv_tags=rdump.owner=lab && origin=root' | tr -d ' '",
    );
    await overflow(machine, snapshot.trim(), "/vol/root");
  });
  t.equal(run.status, 1, run.said);
  t.match(run.said, /overflow/i);
  t.equal(await host.leftovers(), "", run.said);
  await host.becomesWhole(t, run.said);
});

await lab.test("all kept points are complete", (t) => host.provesAll(t));
