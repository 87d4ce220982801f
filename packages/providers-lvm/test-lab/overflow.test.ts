import t, { type Test } from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { asBefore, overflowDuring } from "./flood.ts";
import { Host, mirrorOf, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const filesIn = (machine: Machine, tree: string) =>
  machine.sh(`cd ${tree}; find . -type f ! -name '*.rdump.json' | sort`);

await lab.test("a host with a volume that was backed up once", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await host.volume("root", { size: "200M", type: "ext4" });
  await host.declare({ root: onLvm("root", "60 MiB", mirrorOf("root")) });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  await host.declare({ root: onLvm("root", "8 MiB", mirrorOf("root")) });
});

async function endsBadly(t: Test, machine: Machine): Promise<string> {
  const mirrored = await filesIn(machine, "/srv/mirror/root");
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /The snapshot overflowed/);
  t.match(said, /\d+(\.\d+)? MiB would have been enough/);
  t.equal(await filesIn(machine, "/srv/mirror/root"), mirrored, "the mirror lost no file");
  t.equal(await host.leftovers(), "");
  t.match(await host.rdump("status"), { said: /^(due|overdue|incomplete) +root\./m });
  return said;
}

await lab.test("an overflow while borg reads: the archive does not count as a point", async (t, machine) => {
  await machine.setClock(new Date("2026-11-23T03:00:00Z"));
  await machine.sh("head -c 4000000 /dev/urandom > /vol/root/new");
  await overflowDuring(machine, "borg", "create", "while");
  await endsBadly(t, machine);
  await asBefore(machine);
  t.strictSame(
    (await host.archives()).filter((name) => name.startsWith("root-20261123T") && !name.includes(".unchecked")),
    [],
  );
});

await lab.test("an overflow between two readers: the mirror is not touched", async (t, machine) => {
  await machine.setClock(new Date("2026-11-24T03:00:00Z"));
  await overflowDuring(machine, "rsync", "--dry-run", "before");
  await endsBadly(t, machine);
  await asBefore(machine);
});

await lab.test("an overflow while rsync copies: the mirror is marked incomplete", async (t, machine) => {
  await machine.setClock(new Date("2026-11-25T03:00:00Z"));
  await machine.sh("for i in $(seq 300); do head -c 20000 /dev/urandom > /vol/root/etc/many-$i; done; sync");
  await overflowDuring(machine, "rsync", "--delete-delay", "while");
  const before = await filesIn(machine, "/srv/mirror/root");
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /The snapshot overflowed/);
  const after = (await filesIn(machine, "/srv/mirror/root")).split("\n");
  t.strictSame(
    before.split("\n").filter((name) => !after.includes(name)),
    [],
    "the mirror lost no file",
  );
  t.match(JSON.parse(await machine.read("/srv/mirror/root/.rdump.json")), { complete: false });
  t.equal(await host.leftovers(), "");
  await asBefore(machine);
});

await lab.test("the next run with a larger size makes complete points", async (t) => {
  await host.declare({ root: onLvm("root", "100 MiB", mirrorOf("root")) });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  const newest = (await host.archives()).findLast((name) => /^root-20261125T\d+Z-[0-9a-f]{4}$/.test(name));
  t.equal(await host.proveArchive(newest ?? "none"), "");
  t.equal(await host.prove("/srv/mirror/root"), "");
  t.match(await host.rdump("plan"), { said: /No changes/ });
});
