import t from "tap";
import { chance, type Machine, openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const PROGRAMS = ["lvcreate", "lvremove"] as const;
/** In each tenth of the time that the program takes there is an instant at which it is killed. */
const INSTANTS = 10;
const { seed, between } = chance("killed");
/** How long each takes on this machine, in milliseconds. */
const takes = { lvcreate: 0, lvremove: 0 };
const hits = { lvcreate: 0, lvremove: 0 };

/** Puts a program before LVM's that kills the real one with SIGKILL after some time, once, and tells what it met. */
async function killOnce(machine: Machine, program: string, milliseconds: number): Promise<void> {
  const real = `/usr/sbin/${program}`;
  await machine.write(
    `/usr/local/sbin/${program}`,
    `#!/bin/bash
mkdir /run/killed 2>/dev/null || exec ${real} "$@"
${real} "$@" & child=$!
sleep ${milliseconds / 1000}
kill -KILL $child 2>/dev/null
wait $child
status=$?
echo $status > /run/killed/status
exit $status
`,
  );
  await machine.sh(`chmod 755 /usr/local/sbin/${program}; rm -rf /run/killed`);
}

/** What waits for the kernel must not keep the test waiting: 10 s are enough for a write to a volume that is not suspended. */
const writable = (machine: Machine) =>
  machine.run(["timeout", "10", "sh", "-c", "echo alive > /vol/root/alive && sync -f /vol/root"], { mayFail: true });

await lab.test("a host with one volume and one mirror", async (t, machine) => {
  host = await Host.furnish(machine);
  await host.volume("root", { size: "100M", type: "ext4" });
  await host.declare({
    root: onLvm("root", "20 MiB", {
      integrity: false,
      archives: [],
      mirrors: [{ path: "/srv/mirror/root", every: "hourly" }],
    }),
  });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
});

await lab.test("the duration of LVM commands is measured", async (t, machine) => {
  const timed = async (script: string) => {
    const began = performance.now();
    await machine.sh(script);
    return performance.now() - began;
  };
  takes.lvcreate = await timed("lvcreate -q -s -n timed -L 20M vg/root");
  takes.lvremove = await timed("lvremove -qfy vg/timed");
  t.comment(`${JSON.stringify(takes)}, seed ${seed}`);
  t.ok(takes.lvcreate > 0 && takes.lvremove > 0);
});

let hour = 0;
for (let instant = 0; instant < INSTANTS; instant++) {
  for (const program of PROGRAMS) {
    const thousandths = between((1000 / INSTANTS) * instant, (1000 / INSTANTS) * (instant + 1));
    await lab.test(`${program}, killed at ${thousandths} of 1000 of its way (seed ${seed})`, async (t, machine) => {
      await machine.setClock(new Date(Date.UTC(2026, 11, 1, hour++, 5)));
      await killOnce(machine, program, Math.round((takes[program] * thousandths) / 1000));
      const first = await host.rdump("apply", "-y");
      const status = (await machine.read("/run/killed/status")).trim();
      t.comment(status === "137" ? "killed before it ended" : `had ended before, with ${status}`);
      if (status === "137") hits[program]++;
      await machine.sh(`rm -f /usr/local/sbin/${program}; rm -rf /run/killed`);
      const second = await host.rdump("apply", "-y");
      t.equal(second.code, 0, `${first.said}\n${second.said}`);
      t.equal(await host.leftovers(), "", first.said);
      t.equal((await writable(machine)).code, 0, "the volume is not suspended");
      t.match(await host.rdump("plan"), { said: /No changes/ });
    });
  }
}

await lab.test("some kills hit running lvcreate and lvremove", async (t) => {
  t.comment(`killed before they ended: ${JSON.stringify(hits)} of ${INSTANTS} (seed ${seed})`);
  t.ok(hits.lvcreate > 0 && hits.lvremove > 0);
});
