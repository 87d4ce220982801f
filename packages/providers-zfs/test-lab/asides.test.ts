import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { archived, Host, KEEPS_TWO, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const asides = async () =>
  (await host.machine.sh("zfs list -H -o name -r tank/rdump-scan | grep aside || true")).split("\n").filter(Boolean);

/** One night, during which another program makes a recursive snapshot of the pool while a clone is there. */
async function night(day: number, snapshot: string | null): Promise<{ code: number; said: string }> {
  await host.machine.setClock(new Date(`2026-12-0${day}T03:00:00Z`));
  if (snapshot !== null) {
    await host.machine.sh(`nohup sh -c 'until zfs list -H -o name -r tank/rdump-scan 2>/dev/null | grep -v aside |
      grep -q tank/rdump-scan/; do :; done; zfs snapshot -r tank@${snapshot}' > /dev/null 2>&1 &`);
  }
  return host.rdump("apply", "-y");
}

await lab.test("a recursive snapshot during a scan blocks no later run", async (t, machine) => {
  host = await Host.furnish(machine);
  await host.dataset("media");
  await host.declare({ media: onZfs("media", { snapshots: KEEPS_TWO, ...archived }) });
  for (const day of [1, 2, 3]) {
    const { code, said } = await night(day, `other${day}`);
    t.equal(code, 0, said);
    t.equal((await asides()).length, day, said);
    t.equal((await machine.sh("findmnt --raw -n -o TARGET | grep ^/run/rdump/ || true")).trim(), "");
    const plan = await host.rdump("plan");
    if (day < 3) t.match(plan, { code: 0, said: /zfs-clone-aside/ });
    else t.match(plan, { code: 1, said: /zfs-scans-stopped/ });
  }
  const { code, said } = await night(4, null);
  t.equal(code, 1, said);
  t.match(said, /create media\.snapshots/);
  t.notMatch(said, /create media\.archives/);
});

await lab.test("once these snapshots are gone, the clones are destroyed and scans go on", async (t, machine) => {
  await machine.sh("for day in 1 2 3; do zfs destroy -r tank@other$day; done");
  // Three snapshots that the clones had held expire at once, and that requires confirmation.
  const { said } = await night(5, null);
  t.match(said, /done create media\.archives/);
  t.strictSame(await asides(), []);
  t.equal(await host.leftovers(), "");
});
