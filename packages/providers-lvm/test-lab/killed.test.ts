import t from "tap";
import { chance, type Machine, openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const INSTANTS = 10;
/** Some 4 s is what LVM's command takes in an emulated machine: an instant of each tenth of it. */
const SPAN = 4_000;
const { seed, between } = chance("killed");

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

await lab.test("a host whose volume only has to be mirrored", async (t, machine) => {
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

let hour = 0;
for (const program of ["lvcreate", "lvremove"]) {
  let hits = 0;
  for (let instant = 0; instant < INSTANTS; instant++) {
    const milliseconds = between((SPAN / INSTANTS) * instant, (SPAN / INSTANTS) * (instant + 1));
    await lab.test(`${program}, killed after ${milliseconds} ms (seed ${seed})`, async (t, machine) => {
      await machine.setClock(new Date(Date.UTC(2026, 11, 1, hour++, 5)));
      await killOnce(machine, program, milliseconds);
      const first = await host.rdump("apply", "-y");
      if ((await machine.read("/run/killed/status")) === "137\n") hits++;
      await machine.sh(`rm -f /usr/local/sbin/${program}; rm -rf /run/killed`);
      const second = await host.rdump("apply", "-y");
      t.equal(second.code, 0, `${first.said}\n${second.said}`);
      t.equal(await host.leftovers(), "", first.said);
      t.equal((await writable(machine)).code, 0, "the volume is not suspended");
      t.match(await host.rdump("plan"), { said: /No changes/ });
    });
  }
  await lab.test(`${program} was met at work`, async (t) => {
    t.comment(`${hits} of ${INSTANTS} were killed before they ended (seed ${seed})`);
    t.ok(hits > 0);
  });
}
