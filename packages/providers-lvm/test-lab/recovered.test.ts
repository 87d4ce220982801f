import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;
let hour = 0;

/** Starts an apply, kills rdump itself once a condition holds, and says what had been printed by then. */
async function killWhen(machine: Machine, condition: string): Promise<string> {
  await machine.setClock(new Date(Date.UTC(2026, 11, 1, hour++, 5)));
  await machine.write(
    "/root/killed",
    `rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 & run=$!
until ${condition}; do kill -0 $run 2>/dev/null || exit 99; sleep 0.1; done
kill -KILL $run
wait $run 2>/dev/null; true`,
  );
  await machine.run(["bash", "/root/killed"], { timeout: 600 });
  return machine.read("/root/said");
}

/** One apply makes it whole. */
async function becomesWhole(t: import("tap").Test, said: string): Promise<string> {
  const again = await host.rdump("apply", "-y");
  t.equal(again.code, 0, `${said}\n${again.said}`);
  t.equal(await host.leftovers(), "", again.said);
  t.match(await host.rdump("plan"), { said: /No changes/ });
  return again.said;
}

await lab.test("a host with a volume that takes some seconds to mirror", async (t, machine) => {
  host = await Host.furnish(machine);
  await host.volume("root", { size: "200M", type: "ext4" });
  await machine.sh("head -c 60000000 /dev/urandom > /vol/root/large; sync");
  await host.declare({
    root: onLvm("root", "60 MiB", {
      integrity: false,
      archives: [],
      mirrors: [{ path: "/srv/mirror/root", every: "hourly" }],
    }),
  });
  t.equal((await host.rdump("apply", "-y")).code, 0);
});

const MOUNTED = "mountpoint -q /run/rdump/lab@root";

await lab.test(
  "killed while its snapshot is mounted: the plan shows the leftovers, the next apply removes them",
  async (t, machine) => {
    const said = await killWhen(machine, MOUNTED);
    t.not(await host.leftovers(), "");
    const plan = await host.rdump("plan", "--verbose");
    t.match(plan.said, /! recover root\.lvm\/mount[\s\S]*umount[\s\S]*! recover root\.lvm\/snapshot[\s\S]*lvremove/);
    t.not(await host.leftovers(), "", "looking changes nothing");
    t.match(await becomesWhole(t, said), /done recover root\.lvm\/snapshot/);
  },
);

await lab.test("killed, and the journal lost: the marks on the snapshot are enough", async (t, machine) => {
  const said = await killWhen(machine, MOUNTED);
  await machine.sh("rm -rf /var/lib/rdump");
  t.match(await becomesWhole(t, said), /done recover root\.lvm\/snapshot/);
});

await lab.test("killed while lvcreate is running: rdump waits for it, and removes its result", async (t, machine) => {
  await machine.write(
    "/usr/local/sbin/lvcreate",
    '#!/bin/bash\ntouch /run/creating\nuntil [ -e /run/go ]; do sleep 0.2; done\nexec /usr/sbin/lvcreate "$@"\n',
  );
  await machine.sh("chmod 755 /usr/local/sbin/lvcreate; rm -f /run/creating /run/go");
  await killWhen(machine, "test -e /run/creating");
  await machine.sh("rm /usr/local/sbin/lvcreate");
  await machine.write(
    "/root/again",
    `rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 & run=$!
until grep -q 'waiting for' /root/said; do kill -0 $run 2>/dev/null || exit 99; sleep 0.2; done
touch /run/go
wait $run
echo "status $?" >> /root/said`,
  );
  await machine.run(["bash", "/root/again"], { timeout: 600 });
  const said = await machine.read("/root/said");
  t.match(said, /waiting for lvcreate[\s\S]*done recover root\.lvm\/snapshot[\s\S]*status 0/);
  t.equal(await host.leftovers(), "", said);
  t.match(await host.rdump("plan"), { said: /No changes/ });
});

await lab.test(
  "killed with its volume suspended: the volume is resumed before a command waits for it",
  async (t, machine) => {
    const said = await killWhen(machine, MOUNTED);
    await machine.sh("dmsetup suspend vg-root");
    await becomesWhole(t, said);
    t.equal(
      (
        await machine.run(["timeout", "10", "sh", "-c", "echo alive > /vol/root/alive && sync -f /vol/root"], {
          mayFail: true,
        })
      ).code,
      0,
    );
  },
);
