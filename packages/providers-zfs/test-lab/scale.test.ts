import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, KEEPS_TWO, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const DATASETS = 100;
const SNAPSHOTS = 100;

/** Is before the real ones in PATH, and records how they are called. */
const COUNTING = `#!/bin/sh
echo "$(basename $0) $*" | cut -c 1-200 >> /root/calls
exec /sbin/$(basename $0) "$@"
`;

async function calls(): Promise<readonly string[]> {
  const lines = (await host.machine.sh("cat /root/calls 2>/dev/null; rm -f /root/calls")).split("\n");
  return lines.filter((line) => line !== "");
}

/** User and system time of a command, in seconds. */
async function cost(argv: string): Promise<number> {
  const times = await host.machine.sh(`TIMEFORMAT='%U %S'; { time ${argv} > /dev/null 2>&1; } 2>&1`, { timeout: 600 });
  const [user = 0, system = 0] = times.trim().split(" ").map(Number);
  return user + system;
}

await lab.test("a hundred datasets with a hundred snapshots each", async (_, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await machine.sh(
    `zfs create -o mountpoint=none tank/many
    for i in $(seq ${DATASETS}); do zfs create tank/many/$i; done
    for s in $(seq ${SNAPSHOTS}); do
      stamp=rdump-$(date -u -d "2026-11-22 -$s days" +%Y%m%dT030000Z)
      zfs snapshot -o rdump:point=lab/$stamp $(seq -f "tank/many/%g@$stamp" ${DATASETS})
    done`,
    { timeout: 1500 },
  );
  const volumes = Array.from({ length: DATASETS }, (_, index) => `many/${index + 1}`);
  await host.declare(
    Object.fromEntries(
      volumes.map((name) => [
        name.replace("/", "-"),
        onZfs(name, { snapshots: { ...KEEPS_TWO, keep: { daily: SNAPSHOTS + 1 } } }),
      ]),
    ),
  );
  await machine.write("/root/bin/zfs", COUNTING);
  await machine.sh("chmod 755 /root/bin/zfs; cp /root/bin/zfs /root/bin/zpool");
});

await lab.test("a plan takes at most ten commands, and an apply at most ten more", async (t, machine) => {
  const counted = { env: { PATH: "/root/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" } };
  const line = ["rdump", "plan", "-c", "/root/rdump.json5"];
  const planned = await machine.run(line, { ...counted, mayFail: true, timeout: 600 });
  t.match(planned.stdout, new RegExp(`Plan: ${DATASETS} to create`), planned.stderr);
  const forPlan = await calls();
  t.ok(forPlan.length > 0 && forPlan.length <= 10, forPlan.join("\n"));
  const applied = await machine.run(["rdump", "apply", "-y", "-c", "/root/rdump.json5"], {
    ...counted,
    mayFail: true,
    timeout: 900,
  });
  t.equal(applied.code, 0, applied.stdout + applied.stderr);
  const forApply = await calls();
  t.ok(forApply.length <= forPlan.length + 10, forApply.join("\n"));
});

/** The numbers for docs/benchmarks.md; a test does not fail because of time. */
await lab.test("the time of a plan beyond its listing and its start is limited", async (t) => {
  const { code, said } = await host.rdump("plan", "--detailed-exitcode");
  t.match({ code, said }, { code: 0, said: /No changes/ });
  const listed = "name,guid,userrefs,numclones,rdump:point";
  for (let round = 1; round <= 3; round++) {
    const listing = await cost(`zfs list -Hp -t snapshot -o ${listed} -r tank/many`);
    const start = await cost("rdump lint /root/rdump.json5");
    const plan = await cost("rdump plan -c /root/rdump.json5");
    t.comment(`listing ${listing} s, start ${start} s, plan ${plan} s: ${((plan - start) / listing).toFixed(2)}`);
  }
});
