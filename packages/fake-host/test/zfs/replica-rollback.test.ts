import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t, { type Test } from "tap";
import { applyOn, type Declared, rollBackOn } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "vault/copies/home";
const ADDRESS = `home.replicas["${REPLICA}"]`;
const at = (day: number) => Date.UTC(2026, 10, day, 3);

const declared = (more: Declared = {}): Declared => ({
  ...{ version: 1, id: "lab", timezone: "UTC", ...more },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      replicas: [{ dataset: REPLICA, every: "daily" }],
    },
  },
});

const worked = (world: World, day: number) => withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);

async function applied(world: World, day: number) {
  const host = new FakeHost({ world: worked(world, day), now: () => at(day) });
  return { ...(await applyOn(declared(), host.io(), at(day))), world: host.world };
}

/** After a day with a replica, another program made two snapshots and a bookmark of the replica, and wrote files. */
async function diverged(holds: readonly string[] = []): Promise<World> {
  const pools = withPool(withPool(bareWorld(), "tank"), "vault");
  const { world } = await applied(withDataset(pools, SOURCE, { mountpoint: "/vol/home" }), 1);
  const base = world.snapshots.find(({ name }) => name.startsWith(`${REPLICA}@`));
  const device = world.datasets.find(({ name }) => name === REPLICA)?.device ?? "";
  const root = world.devices[Object.keys(world.devices)[0] ?? ""]?.root;
  const known = world.devices[device];
  if (base === undefined || known === undefined || root === undefined) throw new Error("no replica");
  const one = {
    ...base,
    name: `${REPLICA}@by-hand`,
    guid: "71",
    txg: world.next + 1,
    holds: [...holds],
    properties: {},
  };
  return {
    ...world,
    next: world.next + 4,
    devices: { ...world.devices, [device]: { ...known, root } },
    snapshots: [...world.snapshots, one, { ...one, name: `${REPLICA}@two`, guid: "72", txg: one.txg + 1, holds: [] }],
    bookmarks: [...world.bookmarks, { name: `${REPLICA}#mark`, guid: "71", txg: one.txg }],
  };
}

function rolledBack(world: World, count: number | null, config = declared(), meanwhile?: (world: World) => World) {
  const host = new FakeHost({
    world,
    now: () => at(2),
    ...(meanwhile === undefined ? {} : { meanwhile: (now) => meanwhile(now) }),
  });
  const ended = rollBackOn(config, host.io(), at(2), { address: ADDRESS, count });
  return ended.then((freed) => ({ freed, host }));
}

async function refuses(t: Test, ended: Promise<unknown>, code: string) {
  const error: unknown = await ended.then(
    () => null,
    (reason: unknown) => reason,
  );
  t.match(error, { diagnostics: [{ code }] });
}

t.test("a rollback lists the newer snapshots, destroys exactly these, and the next apply sends", async (t) => {
  const world = await diverged();
  const { freed, host } = await rolledBack(world, null);
  t.match(freed, { report: null });
  const [action] = "plan" in freed ? freed.plan.actions : [];
  t.match(action?.destroys, [
    { id: "72", name: "@two" },
    { id: "71", name: "#mark" },
    { id: "71", name: "@by-hand" },
  ]);
  t.strictSame(host.ran, [], "only listed");
  const done = await rolledBack(world, 3);
  t.match(done.freed, { report: { status: "ok" } });
  t.strictSame(
    done.host.ran.map((step) => (step.do === "run" ? step.argv.join(" ") : step.do)),
    [
      `zfs destroy ${REPLICA}@two`,
      `zfs destroy ${REPLICA}#mark`,
      `zfs destroy ${REPLICA}@by-hand`,
      `zfs rollback ${REPLICA}@rdump-20261101T030000Z`,
    ],
  );
  const after = await applied(done.host.world, 2);
  t.equal(after.report.status, "ok");
  t.ok(after.world.snapshots.some(({ name }) => name === `${REPLICA}@rdump-20261102T030000Z`));
});

t.test(
  "files that were written after the newest snapshot are named as lost, and further ones stop the run",
  async (t) => {
    const world = await diverged();
    const listed = await rolledBack(world, null);
    const [action] = "plan" in listed.freed ? listed.freed.plan.actions : [];
    t.match(action, { reason: /written after @two are lost too: 4\.0 KiB/ });
    const saved = unwritten(world);
    const before = await rolledBack(saved, null);
    const [quiet] = "plan" in before.freed ? before.freed.plan.actions : [];
    t.notMatch(quiet?.reason, /lost/);
    const host = new FakeHost({ world: saved, now: () => at(2) });
    const approved = () => {
      host.world = world;
    };
    const freed = await rollBackOn(declared(), host.io(), at(2), { address: ADDRESS, count: 3, approved });
    t.match(freed, { report: { status: "failed", actions: [{ diagnostic: { code: "zfs-replica-changed" } }] } });
    t.strictSame(host.ran, []);
  },
);

/** The files of the replica are as in its newest snapshot. */
function unwritten(world: World): World {
  const device = world.datasets.find(({ name }) => name === REPLICA)?.device ?? "";
  const newest = world.snapshots.findLast(({ name }) => name.startsWith(`${REPLICA}@`));
  const known = world.devices[device];
  if (newest === undefined || known === undefined) throw new Error("no replica");
  return { ...world, devices: { ...world.devices, [device]: { ...known, root: newest.root } } };
}

t.test("our own hold of a base is released first, and a hold of others refuses", async (t) => {
  const own = await rolledBack(await diverged(["rdump-base"]), 3);
  t.match(own.freed, { report: { status: "ok" } });
  await refuses(t, rolledBack(await diverged(["legal"]), 3), "rollback-refused");
});

t.test("another number, a pin, another group and a replica without newer snapshots are refused", async (t) => {
  const world = await diverged();
  for (const count of [1, 2, 4, 0]) await refuses(t, rolledBack(world, count), "rollback-other-number");
  const pinned = declared({ pinned: { [ADDRESS]: [{ id: "72" }] } });
  await refuses(t, rolledBack(world, 3, pinned), "rollback-refused");
  const fine = { ...world, snapshots: world.snapshots.filter(({ guid }) => !["71", "72"].includes(guid)) };
  await refuses(t, rolledBack(fine, 1), "rollback-refused");
  const foreign = world.datasets.map((each) =>
    each.name === REPLICA ? { ...each, properties: { ...each.properties, "rdump:dataset": "other/x" } } : each,
  );
  await refuses(t, rolledBack({ ...world, datasets: foreign }, 3), "rollback-refused");
});

t.test("a snapshot that appears after the plan stops the run before or at the rollback", async (t) => {
  const world = await diverged();
  let added = false;
  const late = (now: World): World => {
    if (added) return now;
    added = true;
    const [first] = now.snapshots.filter(({ name }) => name.startsWith(`${REPLICA}@`));
    if (first === undefined) throw new Error("no snapshot");
    const more = { ...first, name: `${REPLICA}@late`, guid: "99", txg: now.next + 1, holds: [] };
    return { ...now, next: now.next + 2, snapshots: [...now.snapshots, more] };
  };
  const { freed, host } = await rolledBack(world, 3, declared(), late);
  t.match(freed, { report: { status: "failed" } });
  t.ok(
    host.world.snapshots.some(({ guid }) => guid === "99"),
    "a snapshot without confirmation is kept",
  );
  t.notOk(host.ran.some((step) => step.do === "run" && step.argv.includes("-r")));
});
