import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn, statusOn } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "vault/copies/home";
const at = (day: number) => Date.UTC(2026, 10, day, 3);
const FIRST = "rdump-20261101T030000Z";

/** Each snapshot of the simulated ZFS takes 4 KiB. */
const declared = (heldSpace: string | null, replicas: readonly object[]): Declared => ({
  ...{ version: 1, id: "lab", timezone: "UTC" },
  ...(heldSpace === null ? {} : { limits: { heldSpace } }),
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      snapshots: { every: "daily", keep: { daily: 2 } },
      ...(replicas.length === 0 ? {} : { replicas }),
    },
  },
});

const replica = (more: object = {}) => [{ dataset: REPLICA, every: "daily", ...more }];

async function applied(world: World, day: number, config: Declared): Promise<World> {
  const host = new FakeHost({
    world: withFile(world, "/vol/home/file", `of day ${day}`, day * 1000),
    now: () => at(day),
  });
  await applyOn(config, host.io(), at(day));
  return host.world;
}

/** Another program makes a snapshot of the replica after the first day, so nothing is sent any more. */
async function stalled(config: Declared): Promise<World> {
  const pools = withPool(withPool(bareWorld(), "tank"), "vault");
  let world = await applied(withDataset(pools, SOURCE, { mountpoint: "/vol/home" }), 1, config);
  const base = world.snapshots.find(({ name }) => name === `${REPLICA}@${FIRST}`);
  if (base === undefined) throw new Error("no replica");
  const other = { ...base, name: `${REPLICA}@by-hand`, guid: "71", txg: world.next + 1, holds: [], properties: {} };
  world = { ...world, next: world.next + 4, snapshots: [...world.snapshots, other] };
  for (const day of [2, 3, 4, 5]) world = await applied(world, day, config);
  return world;
}

async function warned(world: World, config: Declared) {
  const host = new FakeHost({ world, now: () => at(5) });
  const { plan } = await planOn(config, host.io(), at(5));
  return {
    status: await statusOn(config, host.io(), at(5)),
    warnings: plan.diagnostics.filter(({ code }) => code === "plan-held-space"),
  };
}

t.test("expired snapshots that a replica needs are named when they take more than the limit", async (t) => {
  const world = await stalled(declared(null, replica()));
  const { warnings, status } = await warned(world, declared("1 KiB", replica()));
  t.match(warnings, [
    {
      severity: "warning",
      detail: new RegExp(`In tank, the keep rules expire home\\.snapshots\\["${SOURCE}"\\]@${FIRST}\\. .*1\\.0 KiB`),
    },
  ]);
  t.match(warnings[0]?.detail, `home.replicas["${REPLICA}"]`);
  t.strictSame(status.heldSpace, [{ place: "tank", bytes: 4096, points: [`home.snapshots["${SOURCE}"]@${FIRST}`] }]);
});

t.test("nothing is said below the limit, of points that a rule keeps, and without the limit", async (t) => {
  const world = await stalled(declared(null, replica()));
  const below = await warned(world, declared("1 MiB", replica()));
  t.strictSame(below.warnings, []);
  t.notOk("heldSpace" in below.status);
  const kept = declared("1 KiB", replica());
  const lasting = {
    ...kept,
    volumes: {
      home: { ...(kept.volumes as { home: object }).home, snapshots: { every: "daily", keep: { daily: 9 } } },
    },
  };
  t.strictSame((await warned(world, lasting)).warnings, []);
  const without = await warned(world, declared(null, replica()));
  t.strictSame(without.warnings, []);
});

t.test(
  "holds that a removed replica left are named with their commands, and not those of other programs",
  async (t) => {
    const world = await stalled(declared(null, replica({ intermediates: true })));
    const { warnings } = await warned(world, declared("1 KiB", []));
    t.match(warnings, [{ detail: `zfs release rdump-sending-by:lab ${SOURCE}@${FIRST}` }]);
    const others = {
      ...world,
      snapshots: world.snapshots.map((each) =>
        each.name === `${SOURCE}@${FIRST}` ? { ...each, holds: [...each.holds, "keep"] } : each,
      ),
    };
    t.strictSame((await warned(others, declared("1 KiB", []))).warnings, []);
  },
);
