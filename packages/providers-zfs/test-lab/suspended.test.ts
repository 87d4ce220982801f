import t from "tap";
import { failingDisk, openLab } from "../../../lab/testing.ts";
import { archived, Host, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;
let disk: Awaited<ReturnType<typeof failingDisk>>;

await lab.test(
  "a pool whose disk fails while it is archived: the run ends and reports the failure",
  async (t, machine) => {
    host = await Host.furnish(machine);
    await machine.setClock(new Date("2026-11-22T03:00:00Z"));
    disk = await failingDisk(machine, "bad", "600M");
    await machine.sh(`zpool create -O mountpoint=/weak -O primarycache=metadata weak ${disk.path}; zfs create weak/data
    head -c 200000000 /dev/urandom > /weak/data/blob; zfs create tank/well; echo well > /tank/well/file; zpool sync`);
    await host.declare({
      weak: { source: { type: "zfs", dataset: "weak/data" }, ...archived },
      well: onZfs("well", archived),
    });
    await machine.sh(`(code=0; rdump apply -y -c /root/rdump.json5 || code=$?; echo "status $code") > /root/out 2>&1 < /dev/null &
    until grep -q 'begin\\|done update weak' /root/out || pgrep -x borg > /dev/null; do sleep 0.5; done`);
    await disk.fail("all");
    await machine.sh("until grep -q '^status' /root/out; do sleep 1; done", { timeout: 900 });
    const said = await machine.read("/root/out");
    t.match(said, /status 1/, said);
    t.match(said, /weak is|disks of weak fail|pool is suspended/i, said);
  },
);

await lab.test("without the disk, a plan ends too, and volumes of the other pool continue", async (t, machine) => {
  const planned = await host.rdump("plan");
  t.match(planned, { code: 1, said: /zpool clear weak/ }, planned.said);
  await machine.setClock(new Date("2026-11-23T03:00:00Z"));
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /done create well\.archives/, said);
});

await lab.test("after the disk is attached again, one apply completes the backup", async (t, machine) => {
  await disk.heal();
  await machine.sh("zpool clear weak; sleep 5");
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.match(await host.rdump("plan"), { code: 0, said: /No changes/ });
  t.equal(await host.leftovers(), "");
});
