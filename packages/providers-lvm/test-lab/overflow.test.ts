import t, { type Test } from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host, mirrorOf, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

/**
 * Puts a program of the same name before the real one, which overflows the snapshot at the moment that `when` says of
 * it, once: before the program begins, or while it works. All that it does besides is the real program's work.
 */
async function overflowDuring(
  machine: Machine,
  program: string,
  word: string,
  when: "before" | "while",
): Promise<void> {
  const real = (await machine.sh(`command -v ${program}`)).trim();
  const flood = `dd if=/dev/urandom of=/vol/root/flood bs=1M count=24 conv=fsync status=none; rm /vol/root/flood`;
  const wait = `for i in $(seq 100); do lvs --noheadings -o lv_snapshot_invalid vg | grep -q invalid && break; sleep 0.1; done`;
  const parts = {
    before: `${flood}; ${wait}; exec ${real} "$@"`,
    while: `${real} "$@" & child=$!; sleep 1; kill -STOP $child; ${flood}; ${wait}; kill -CONT $child; wait $child`,
  };
  await machine.write(
    `/usr/local/sbin/${program}`,
    `#!/bin/bash
case " $* " in *" ${word} "*) if mkdir /run/flooded 2>/dev/null; then ${parts[when]}; exit $?; fi;; esac
exec ${real} "$@"
`,
  );
  await machine.sh(`chmod 755 /usr/local/sbin/${program}; rm -rf /run/flooded`);
}

async function asBefore(machine: Machine): Promise<void> {
  await machine.sh("rm -f /usr/local/sbin/borg /usr/local/sbin/rsync; rm -rf /run/flooded");
}

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
