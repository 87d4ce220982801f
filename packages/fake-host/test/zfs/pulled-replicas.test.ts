import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { Killer } from "../crash/killer.ts";
import { applyOn, type Declared, planOn } from "../engine.ts";

// The dataset of another host and this host's pool have the same name: only the host tells them apart.
const SOURCE = "tank/home";
const REPLICA = "tank/copies/home";

const declared = (more: Declared = {}, source: Declared = {}): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  ssh: { nas: {}, second: {} },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE, host: "nas", ...source },
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 3 } }],
      ...more,
    },
  },
});

const at = (day: number) => Date.UTC(2026, 0, day, 3);
const stamp = (day: number) => `rdump-${new Date(at(day)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

/** Identities of another host begin elsewhere. */
function otherHost(): World {
  return withDataset(withPool({ ...bareWorld(), next: 1_000_000 }, "tank"), SOURCE, { mountpoint: "/vol/home" });
}

function furnished(): World {
  return { ...withPool(bareWorld(), "tank"), hosts: { nas: otherHost() } };
}

function nas(world: World): World {
  const found = world.hosts?.nas;
  if (found === undefined) throw new Error("no nas");
  return found;
}

function worked(world: World, day: number): World {
  return { ...world, hosts: { ...world.hosts, nas: withFile(nas(world), "/vol/home/file", `of ${day}`, day * 1000) } };
}

async function applied(world: World, day: number, config = declared()) {
  const host = new FakeHost({ world, now: () => at(day) });
  const { plan, report } = await applyOn(config, host.io(), at(day));
  return { world: host.world, plan, report, host };
}

async function days(count: number, config = declared(), world = furnished()): Promise<World> {
  let now = world;
  for (let day = 1; day <= count; day++) {
    const after = await applied(worked(now, day), day, config);
    t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
    now = after.world;
  }
  return now;
}

function namesIn({ snapshots }: World, dataset: string) {
  return snapshots
    .filter(({ name }) => name.startsWith(`${dataset}@`))
    .map(({ name }) => name.slice(dataset.length + 1));
}

t.test("snapshots, bookmarks and holds are made there, and the replica is received here", async (t) => {
  const world = await days(4);
  t.strictSame(namesIn(world, REPLICA), [stamp(2), stamp(3), stamp(4)]);
  t.strictSame(namesIn(nas(world), SOURCE), [stamp(3), stamp(4)]);
  t.strictSame(
    nas(world).datasets.map(({ name }) => name),
    ["tank", SOURCE],
    "nothing of the replica is there",
  );
  const newest = (of: World, name: string) => of.snapshots.find((each) => each.name === `${name}@${stamp(4)}`);
  t.equal(newest(world, REPLICA)?.guid, newest(nas(world), SOURCE)?.guid);
  t.match(newest(world, REPLICA), { holds: ["rdump-base"], properties: { "rdump:point": `lab/${stamp(4)}` } });
  t.strictSame(newest(nas(world), SOURCE)?.holds, []);
  const { plan } = await planOn(declared(), new FakeHost({ world, now: () => at(4) }).io(), at(4));
  t.strictSame([plan.actions, plan.diagnostics], [[], []], "nothing is due");
});

t.test("the plan shows which commands run there", async (t) => {
  const { host } = await applied(worked(furnished(), 1), 1);
  const lines = host.ran.map((step) =>
    step.do === "pipe"
      ? step.stages.map(({ command }) => command.argv.join(" ")).join(" | ")
      : step.do === "run"
        ? step.argv.join(" ")
        : "",
  );
  const shapes = lines.map((line) => line.replaceAll(/ssh -T .* -- (\w+) .*?bin (\S+ \S+)/g, "$1: $2").slice(0, 40));
  t.match(shapes, [
    /^nas: zfs snapshot /,
    /^nas: zfs hold /,
    /^zfs create /,
    /^nas: zfs bookmark /,
    /^nas: zfs send /,
    /^zfs set rdump:point/,
    /^zfs set readonly=on/,
    /^zfs hold rdump-base/,
    /^nas: zfs release /,
  ]);
  t.match(
    lines[4],
    / \| zfs receive -s -u -x mountpoint -o rdump:dataset=/,
    "the stream of another host mounts nothing",
  );
});

t.test("a source that is unreachable is reported as that, and the replica keeps its points and its base", async (t) => {
  const world = await days(2);
  const { hosts, ...alone } = world;
  for (const day of [3, 200]) {
    const after = await applied(alone, day);
    t.strictSame([...new Set(after.plan.diagnostics.map(({ code }) => code))], ["zfs-host-unreachable"]);
    t.strictSame(namesIn(after.world, REPLICA), namesIn(world, REPLICA), "nothing expires without a new point");
  }
  const after = await applied(worked({ ...alone, ...(hosts === undefined ? {} : { hosts }) }, 201), 201);
  t.equal(after.report.status, "ok");
  t.match(after.plan.actions.find(({ kind }) => kind === "zfs/send")?.input, { base: { name: stamp(2) } });
});

t.test("a source without ssh's answer is never taken for a source without snapshots", async (t) => {
  const world = await days(2);
  const { plan } = await planOn(
    declared(),
    new FakeHost({ world: { ...world, hosts: {} }, now: () => at(3) }).io(),
    at(3),
  );
  t.notOk(plan.diagnostics.some(({ code }) => code === "zfs-replica-unrelated"));
  t.strictSame(plan.actions, []);
});

t.test("one name is a source on two hosts, and children of a recursive source are pulled", async (t) => {
  const second = withDataset(otherHost(), `${SOURCE}/ada`, { mountpoint: "/vol/home/ada" });
  const world = { ...furnished(), hosts: { nas: otherHost(), second } };
  const [volume] = Object.values(declared().volumes as Declared);
  const config = declared();
  const more = {
    source: { type: "zfs", dataset: SOURCE, host: "second", recursive: true },
    replicas: [{ dataset: "tank/others/home", every: "daily", keep: { daily: 2 } }],
  };
  const both = { ...config, volumes: { home: volume, other: more } };
  const after = await applied(worked(world, 1), 1, both);
  t.equal(after.report.status, "ok", JSON.stringify(after.plan.diagnostics));
  for (const dataset of [REPLICA, "tank/others/home", "tank/others/home/ada"])
    t.strictSame(namesIn(after.world, dataset), [stamp(1)], dataset);
  t.ok(after.plan.actions.some(({ address }) => address === `home.snapshots["nas:${SOURCE}"]`));
});

t.test("a replica of one host's dataset on another host passes through this one", async (t) => {
  const replicas = [{ dataset: REPLICA, host: "second", every: "daily", keep: { daily: 2 } }];
  const start = {
    ...bareWorld(),
    hosts: { nas: otherHost(), second: withPool({ ...bareWorld(), next: 5e6 }, "tank") },
  };
  const world = await days(3, declared({ replicas }), start);
  t.strictSame(namesIn(world.hosts?.second ?? world, REPLICA), [stamp(2), stamp(3)]);
});

t.setTimeout(900_000);
t.test("a run that is killed is finished by the next one", async (t) => {
  let instants = 0;
  const before = await days(2);
  for (let instant = 0; ; instant += 7) {
    const killer = new Killer({ stop: null, die: instant });
    const fate: ConstructorParameters<typeof FakeHost>[0]["fate"] = (step, halves) => killer.fate(step, halves);
    const host = new FakeHost({ world: worked(before, 3), now: () => at(3), fate });
    const running = applyOn(declared(), host.io({ dead: () => killer.dead }), at(3)).catch(() => {});
    await Promise.race([running, killer.died]);
    if (killer.events.length === 0) break;
    instants++;
    const words = killer.events.join();
    const after = await applied(worked(host.world, 4), 4);
    t.equal(after.report.status, "ok", words);
    const seen = await planOn(declared(), after.host.io(), at(4));
    const left = seen.plan.actions.filter(({ kind }) => kind !== "zfs/destroy");
    t.strictSame(left, [], words);
    const [newest] = after.world.snapshots.filter(({ name }) => name === `${REPLICA}@${stamp(4)}`);
    t.match(newest, { holds: ["rdump-base"] }, words);
    t.strictSame([...new Set(nas(after.world).snapshots.flatMap(({ holds }) => holds))], [], `no hold stays: ${words}`);
  }
  t.ok(instants > 1, `${instants} instants`);
});

t.test("a pinned snapshot of a source on another host is kept by the rules alone", async (t) => {
  const config = declared({ snapshots: { every: "daily", keep: { last: 1 } } });
  const host = new FakeHost({ world: furnished(), now: () => at(1) });
  t.equal((await applyOn(config, host.io(), at(1))).report.status, "ok");
  const id = nas(host.world).snapshots.find(({ name }) => name === `${SOURCE}@${stamp(1)}`)?.guid;
  const pinned = { ...config, pinned: { [`home.snapshots["nas:${SOURCE}"]`]: [{ id }] } };
  const { plan } = await planOn(pinned, host.io(), at(1));
  t.strictSame([plan.actions, plan.diagnostics], [[], []], "no hold is set on the other host");
});
