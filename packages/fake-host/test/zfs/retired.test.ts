import { type Freed, retire } from "@rdump/core";
import { bareWorld, FakeHost, locate, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import type { Recipe } from "../crash/recipe.ts";
import { declaredBy, livedOn, worldFor } from "../crash/scene.ts";
import { applyOn, type Declared, MACHINE, sessionOn, withHost } from "../engine.ts";

const at = (day: number) => Date.UTC(2026, 10, day, 3);
const source = { source: { type: "zfs", dataset: "tank/home" }, integrity: false };
const daily = { every: "daily", keep: { daily: 2 } };
const CLONE = 'home.clones["tank/clones/home"]';
const MIRROR = 'home.mirrors["tank/mirror"]';
const REPLICA = 'home.replicas["backup/home"]';
const SNAPSHOTS = 'home.snapshots["tank/home"]';

const declared = (home: Declared, more: Declared = {}): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  ssh: { nas: {} },
  volumes: { home: { ...source, ...home } },
  ...more,
});

const nothing: Declared = { version: 1, id: "lab", timezone: "UTC", volumes: {} };

function furnished(): World {
  const pools = withPool(withPool(bareWorld(), "tank"), "backup");
  const home = withDataset(pools, "tank/home", { mountpoint: "/vol/home" });
  const clones = withDataset(home, "tank/clones", { mountpoint: "/clones" });
  return { ...clones, hosts: { nas: withPool({ ...bareWorld(), next: 1_000_000 }, "backup") } };
}

/** After two nights. */
async function lived(config: Declared): Promise<World> {
  let world = furnished();
  for (const day of [1, 2]) {
    world = withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
    const host = new FakeHost({ world, now: () => at(day) });
    const { report } = await applyOn(config, host.io(), at(day));
    t.equal(report.status, "ok", JSON.stringify(report.actions));
    world = host.world;
  }
  return world;
}

interface Options {
  readonly config?: Declared;
  readonly machineId?: string;
  readonly meanwhile?: (world: World) => World;
}

async function retiredOn(world: World, address: string, count: number | null, options: Options = {}) {
  const { config = nothing, machineId = MACHINE, meanwhile } = options;
  const host = new FakeHost({ world, now: () => at(3), ...(meanwhile === undefined ? {} : { meanwhile }) });
  const freed: Freed = await withHost(host.io(), at(3), machineId, (on) =>
    retire(sessionOn(config, on), { address, count }, 0, { present: () => {}, approve: async () => true }),
  );
  if (freed.ended === "declined") throw new Error("declined");
  return { world: host.world, ...freed };
}

const datasets = ({ datasets: all }: World) => all.map(({ name }) => name);
const snapshots = ({ snapshots: all }: World, dataset: string) =>
  all.filter(({ name }) => name.startsWith(`${dataset}@`)).map(({ name }) => name.slice(dataset.length + 1));

const withSnapshot = (world: World, name: string, more: object = {}): World => {
  const [like] = world.snapshots;
  if (like === undefined) throw new Error("no snapshot");
  const other = { ...like, name, guid: "4242", properties: {}, holds: [], ...more };
  return { ...world, snapshots: [...world.snapshots, other] };
};

const held = (world: World, dataset: string, tag: string): World => ({
  ...world,
  snapshots: world.snapshots.map((each) =>
    each.name.startsWith(`${dataset}@`) ? { ...each, holds: [...each.holds, tag] } : each,
  ),
});

/** Matches a `Failure` with this diagnostic. */
const failing = (diagnostic: object) => ({ diagnostics: [diagnostic] }) as unknown as Error;

async function refused(world: World, address: string, detail: RegExp, options: Options = {}) {
  await t.rejects(retiredOn(world, address, 1, options), failing({ code: "retire-refused", address, detail }));
}

t.test("a clone is destroyed with the snapshot that was made for it, and nothing else", async (t) => {
  const world = await lived(declared({ clones: [{ dataset: "tank/clones/home", every: "daily" }] }));
  t.equal(snapshots(world, "tank/home").length, 1);
  const listed = await retiredOn(world, CLONE, null);
  t.strictSame(listed.world, world, "without a number, nothing changes");
  t.match(listed.plan.actions, [
    { kind: "zfs/retire", verb: "destroy", destroys: [{ name: "rdump-20261102T030000Z-clone" }] },
  ]);
  t.match(listed.plan.actions[0]?.reason, /the clone tank\/clones\/home is destroyed, with tank\/home@/);
  const { report, world: after } = await retiredOn(world, CLONE, 1);
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.strictSame(
    datasets(after),
    datasets(world).filter((name) => name !== "tank/clones/home"),
  );
  t.strictSame(after.snapshots, []);
  t.not(locate(after, "/vol/home/file"), null);
});

t.test("a clone of a point is destroyed, and the point stays", async (t) => {
  const world = await lived(declared({ snapshots: daily, clones: [{ dataset: "tank/clones/home", every: "daily" }] }));
  const { report, world: after } = await retiredOn(world, CLONE, 1, { config: declared({ snapshots: daily }) });
  t.equal(report?.status, "ok");
  t.strictSame(snapshots(after, "tank/home"), snapshots(world, "tank/home"));
  t.notOk(datasets(after).includes("tank/clones/home"));
});

t.test("a clone with changes, with something below it, of others or in use stays", async (t) => {
  const world = await lived(declared({ clones: [{ dataset: "tank/clones/home", every: "daily" }] }));
  const changed = withFile(world, "/clones/home/work", "of hours", 2000);
  await refused(changed, CLONE, /files in it were changed/);
  await refused(withDataset(world, "tank/clones/home/below"), CLONE, /tank\/clones\/home\/below is below it/);
  await refused(withSnapshot(world, "tank/clones/home@mine"), CLONE, /was not made for this group/);
  await refused(world, CLONE, /on another machine/, { machineId: "fedcba9876543210fedcba9876543210" });
  await refused(world, CLONE, /does not have the mark of this config itself/, { config: { ...nothing, id: "other" } });
  await refused(world, 'home.clones["tank/home"]', /does not have the mark/);
  await refused(world, 'home.mirrors["tank/clones/home"]', /is a clone/);
  const isSource = { volumes: { copy: { source: { type: "zfs", dataset: "tank/clones/home" }, snapshots: daily } } };
  await refused(world, CLONE, /the source of the volume copy/, { config: { ...nothing, ...isSource } });
  const plain = { volumes: { copy: { source: { type: "plain", path: "/clones/home" } } } };
  await refused(world, CLONE, /the source of the volume copy/, { config: { ...nothing, ...plain } });
  await t.rejects(retiredOn(world, CLONE, 2), failing({ code: "retire-other-number" }));

  let steps = 0;
  const meanwhile = (now: World) => (steps++ === 0 ? withFile(now, "/clones/home/work", "of hours", 2000) : now);
  const late = await retiredOn(world, CLONE, 1, { meanwhile });
  t.match(late.report?.actions, [{ status: "failed", diagnostic: { code: "zfs-not-retired" } }]);
  t.ok(datasets(late.world).includes("tank/clones/home"), "changed after the plan");
});

t.test("a mirror is destroyed with all of its points", async (t) => {
  const world = await lived(declared({ mirrors: [{ dataset: "tank/mirror", ...daily }] }));
  t.equal(snapshots(world, "tank/mirror").length, 2);
  const { plan, report, world: after } = await retiredOn(world, MIRROR, 2);
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.equal(plan.summary.destroy, 2);
  t.strictSame(
    datasets(after),
    datasets(world).filter((name) => name !== "tank/mirror"),
  );
  t.strictSame(snapshots(after, "tank/mirror"), []);
});

t.test("a mirror that others need stays as a whole", async () => {
  const world = await lived(declared({ mirrors: [{ dataset: "tank/mirror", ...daily }] }));
  await refused(held(world, "tank/mirror", "mine"), MIRROR, /has the hold mine/);
  await refused(withSnapshot(world, "tank/mirror@mine"), MIRROR, /tank\/mirror@mine was not made for this group/);
  const [point = ""] = snapshots(world, "tank/mirror");
  const cloned = withDataset(world, "tank/work", { origin: `tank/mirror@${point}` });
  await refused(
    {
      ...cloned,
      datasets: cloned.datasets.map((each) =>
        each.name === "tank/work" ? { ...each, origin: `tank/mirror@${point}` } : each,
      ),
    },
    MIRROR,
    /A clone depends on/,
  );
  const bookmarks = [{ name: "tank/mirror#mine", guid: "77", txg: 7 }] as unknown as World["bookmarks"];
  await refused({ ...world, bookmarks }, MIRROR, /bookmark of another program/);
  await refused(world, MIRROR, /The config declares this group/, {
    config: declared({ mirrors: [{ dataset: "tank/mirror", ...daily }] }),
  });
});

t.test("an interrupted deletion of a mirror goes on by the same command", async (t) => {
  const world = await lived(declared({ mirrors: [{ dataset: "tank/mirror", ...daily }] }));
  const begun = { ...world, snapshots: world.snapshots.filter(({ name }) => !name.startsWith("tank/mirror@")) };
  const { report, world: after } = await retiredOn(begun, MIRROR, 1);
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.notOk(datasets(after).includes("tank/mirror"));
});

t.test("the mirror of an LVM volume is destroyed, and the volume stays", async (t) => {
  const volume = {
    source: "classic",
    type: "ext4",
    integrity: false,
    archives: null,
    mirror: false,
    files: 3,
  } as const;
  const recipe: Recipe = {
    ...{ volumes: [{ ...volume, mirrored: 1 }], past: [], strangers: [], upkeep: false },
    ...{ minute: 0, later: 0, power: "process", overflow: null },
  };
  const config = declaredBy(recipe);
  const host = new FakeHost({ world: livedOn(worldFor(recipe), recipe, 1), now: () => at(1) });
  const { plan } = await applyOn(config, host.io(), at(1));
  const address = plan.actions.find(({ address: each }) => each.includes(".mirrors["))?.address ?? "";
  t.match(address, /\.mirrors\["/);
  const { report, world } = await retiredOn(host.world, address, 1, { config: { ...config, volumes: {} } });
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.strictSame(world.volumes, host.world.volumes);
  t.equal(datasets(world).length, datasets(host.world).length - 1);
});

t.test("a replica is destroyed with its base, here and on another host", async (t) => {
  const here = await lived(declared({ replicas: [{ dataset: "backup/home", ...daily }] }));
  const { report, world } = await retiredOn(here, REPLICA, 2);
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.notOk(datasets(world).includes("backup/home"));
  t.ok(datasets(world).includes("tank/home"));

  const there = await lived(declared({ replicas: [{ dataset: "backup/home", host: "nas", ...daily }] }));
  const ssh = { config: { ...nothing, ssh: { nas: {} } } };
  const far = await retiredOn(there, 'home.replicas["nas:backup/home"]', 2, ssh);
  t.equal(far.report?.status, "ok", JSON.stringify(far.report?.actions));
  t.notOk(datasets(far.world.hosts?.nas ?? bareWorld()).includes("backup/home"));
  await refused(held(here, "backup/home", "mine"), REPLICA, /has the hold mine/);
});

t.test("the snapshots of a volume that left the config are deleted, and no others", async (t) => {
  const world = withSnapshot(await lived(declared({ snapshots: daily })), "tank/home@mine");
  const { report, world: after } = await retiredOn(world, SNAPSHOTS, 2);
  t.equal(report?.status, "ok", JSON.stringify(report?.actions));
  t.strictSame(snapshots(after, "tank/home"), ["mine"]);
  t.strictSame(datasets(after), datasets(world));
  const renamed = { ...nothing, volumes: { users: { ...source, snapshots: daily } } };
  await refused(world, SNAPSHOTS, /the source of the volume users/, { config: renamed });
});

t.test("a dataset or a pool that is gone is nothing to delete", async () => {
  await refused(furnished(), MIRROR, /no dataset tank\/mirror/);
  await refused(furnished(), 'home.mirrors["gone/mirror"]', /no pool gone/);
});
