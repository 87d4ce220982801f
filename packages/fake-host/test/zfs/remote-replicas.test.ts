import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { Killer } from "../crash/killer.ts";
import { applyOn, type Declared, planOn } from "../engine.ts";

// The dataset has the same name on both hosts: only the host tells them apart.
const SOURCE = "tank/home";
const REPLICA = "tank/copies/home";

const declared = (more: Declared = {}, replica: Declared = {}): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  ssh: { nas: {}, second: { user: "backup", port: 2222 } },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      replicas: [{ dataset: REPLICA, host: "nas", every: "daily", keep: { daily: 3 }, ...replica }],
      ...more,
    },
  },
});

const at = (day: number) => Date.UTC(2026, 0, day, 3);
const stamp = (day: number) => `rdump-${new Date(at(day)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** Identities of another host begin elsewhere. */
function otherHost(): World {
  return withPool({ ...bareWorld(), next: 1_000_000 }, "tank");
}

function furnished(): World {
  const world = withDataset(withPool(bareWorld(), "tank"), SOURCE, { mountpoint: "/vol/home" });
  return { ...world, hosts: { nas: otherHost() } };
}

function worked(world: World, day: number): World {
  return withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
}

async function applied(world: World, day: number, config = declared()) {
  const host = new FakeHost({ world: worked(world, day), now: () => at(day) });
  const { plan, report } = await applyOn(config, host.io(), at(day));
  return { world: host.world, plan, report, host };
}

async function days(count: number, config = declared(), world = furnished()): Promise<World> {
  let now = world;
  for (let day = 1; day <= count; day++) {
    const after = await applied(now, day, config);
    t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
    now = after.world;
  }
  return now;
}

function nas(world: World): World {
  const found = world.hosts?.nas;
  if (found === undefined) throw new Error("no nas");
  return found;
}

function namesIn({ snapshots }: World, dataset: string) {
  return snapshots
    .filter(({ name }) => name.startsWith(`${dataset}@`))
    .map(({ name }) => name.slice(dataset.length + 1));
}

function unreachable({ hosts: _hosts, ...world }: World): World {
  return world;
}

t.test("a replica on another host gets one full stream, then steps, and expires by its own rules", async (t) => {
  const world = await days(5);
  t.strictSame(namesIn(nas(world), REPLICA), [stamp(3), stamp(4), stamp(5)]);
  t.strictSame(namesIn(world, SOURCE), [stamp(4), stamp(5)]);
  t.strictSame(
    world.datasets.map(({ name }) => name),
    ["tank", SOURCE],
    "nothing of the replica is on this host",
  );
  const [newest] = nas(world).snapshots.filter(({ name }) => name === `${REPLICA}@${stamp(5)}`);
  t.equal(newest?.guid, world.snapshots.find(({ name }) => name === `${SOURCE}@${stamp(5)}`)?.guid);
  t.match(newest, { holds: ["rdump-base"], properties: { "rdump:point": `lab/${stamp(5)}` } });
  t.match(nas(world).datasets.find(({ name }) => name === REPLICA)?.properties, {
    readonly: "on",
    "rdump:dataset": `lab/${REPLICA}`,
  });
  const { plan } = await planOn(declared(), new FakeHost({ world, now: () => at(5) }).io(), at(5));
  t.strictSame([plan.actions, plan.diagnostics], [[], []], "nothing is due");
});

t.test("the plan shows the commands of ssh that run, with the user and the port of the config", async (t) => {
  const config = declared({}, { host: "second" });
  const world = { ...furnished(), hosts: { second: otherHost() } };
  const { host } = await applied(world, 1, config);
  const lines = host.ran.map((step) =>
    step.do === "pipe"
      ? step.stages.map(({ command }) => command.argv.join(" ")).join(" | ")
      : step.do === "run"
        ? step.argv.join(" ")
        : "",
  );
  const sent = lines.find((line) => line.includes("zfs send"));
  t.match(sent, new RegExp(`^zfs send -L -c -e -P -v ${SOURCE}@${stamp(1)} \\| ssh -T -x .* -- second `));
  t.match(
    sent,
    / -o BatchMode=yes -o StrictHostKeyChecking=yes .*-l backup -p 2222 -- second .* zfs receive -s -u -o rdump:dataset=/,
  );
  t.equal(lines.filter((line) => line.startsWith("ssh")).length, 4, "parent, marks, readonly and hold");
});

t.test("the same dataset on two hosts is two replicas", async (t) => {
  const replicas = ["nas", "second"].map((host) => ({ dataset: REPLICA, host, every: "daily", keep: { daily: 2 } }));
  const start = { ...furnished(), hosts: { nas: otherHost(), second: otherHost() } };
  const config = declared({ replicas });
  const world = await days(2, config, start);
  for (const host of ["nas", "second"])
    t.strictSame(namesIn(world.hosts?.[host] ?? world, REPLICA), [stamp(1), stamp(2)], host);
  const without = { ...world, hosts: { second: world.hosts?.second ?? otherHost() } };
  const { plan, world: after } = await applied(without, 3, config);
  t.match(plan.diagnostics, [{ code: "zfs-host-unreachable", address: `home.replicas["nas:${REPLICA}"]` }]);
  t.strictSame(namesIn(after.hosts?.second ?? after, REPLICA), [stamp(2), stamp(3)], "the other replica goes on");
});

t.test("a replica that is unreachable for 100 days continues with an incremental step", async (t) => {
  const config = declared({ snapshots: { every: "daily", keep: { daily: 7 } } });
  let world = await days(3, config);
  const hosts = world.hosts;
  for (let day = 4; day < 104; day++) {
    const after = await applied(unreachable(world), day, config);
    if (day === 4) t.match(after.plan.diagnostics, [{ code: "zfs-host-unreachable", detail: /No route to host/ }]);
    world = after.world;
  }
  t.notOk(namesIn(world, SOURCE).includes(stamp(3)), "the snapshot of the base expired");
  t.equal(namesIn(world, SOURCE).length, 7, "and no hold fills the pool of the source");
  const after = await applied({ ...world, ...(hosts === undefined ? {} : { hosts }) }, 104, config);
  t.equal(after.report.status, "ok");
  const sent = after.plan.actions.find(({ kind }) => kind === "zfs/send");
  t.match(sent?.input, { base: { name: stamp(3), from: `#${stamp(3)}:lab` } }, "from the bookmark");
  t.ok(namesIn(nas(after.world), REPLICA).includes(stamp(104)));
});

t.test("a diverged replica on another host is refused, and nothing there is changed", async (t) => {
  const world = await days(2);
  const there = nas(world);
  const [newest] = there.snapshots.filter(({ name }) => name === `${REPLICA}@${stamp(2)}`);
  if (newest === undefined) throw new Error("no replica");
  const byHand = { ...newest, name: `${REPLICA}@by-hand`, guid: "77", txg: 9_999_999, holds: [] };
  const diverged = { ...world, hosts: { nas: { ...there, snapshots: [...there.snapshots, byHand] } } };
  const after = await applied(diverged, 3);
  t.match(after.plan.diagnostics, [{ code: "zfs-replica-newer", address: `home.replicas["nas:${REPLICA}"]` }]);
  t.equal(after.world.hosts?.nas, diverged.hosts.nas, "the other host is the same value");
});

t.setTimeout(900_000);
t.test("a run that is killed or loses the link at any instant is finished by the next one", async (t) => {
  let [partial, instants] = [0, 0];
  for (const [day, before] of [
    [1, furnished()],
    [3, await days(2)],
  ] as const) {
    for (let instant = 0; ; instant++) {
      const killer = new Killer({ stop: null, die: instant });
      const host = new FakeHost({
        world: worked(before, day),
        now: () => at(day),
        fate: (step, halves) => killer.fate(step, halves),
      });
      await Promise.race([
        applyOn(declared(), host.io({ dead: () => killer.dead }), at(day)).catch(() => {}),
        killer.died,
      ]);
      if (killer.events.length === 0) break;
      instants++;
      if (nas(host.world).datasets.some((each) => each.partial !== undefined)) partial++;
      const words = `day ${day}: ${killer.events.join()}`;
      // The host is away for a day, then comes back.
      const away = await applied(unreachable(host.world), day + 1);
      const after = await applied({ ...away.world, hosts: host.world.hosts ?? {} }, day + 2);
      t.equal(after.report.status, "ok", words);
      const seen = await planOn(declared(), after.host.io(), at(day + 2));
      t.strictSame(
        seen.plan.actions.filter(({ kind }) => kind !== "zfs/destroy"),
        [],
        words,
      );
      const [newest] = nas(after.world).snapshots.filter(({ name }) => name === `${REPLICA}@${stamp(day + 2)}`);
      t.match(newest, { holds: ["rdump-base"], properties: { "rdump:point": `lab/${stamp(day + 2)}` } }, words);
      t.strictSame([...new Set(after.world.snapshots.flatMap(({ holds }) => holds))], [], `no hold stays: ${words}`);
    }
  }
  t.ok(instants > 30 && partial > 0, `${instants} instants, ${partial} with an interrupted receive`);
});
