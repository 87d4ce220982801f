import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const DAY = 86_400_000;
const SNAPSHOTS = 200;
const START = Date.UTC(2026, 3, 1, 4);
const at = (day: number) => START + day * DAY;

const HOME = 'home.snapshots["tank/home"]';
const MIRROR = 'home.mirrors["tank/mirror"]';
const daily = { every: "daily", keep: { daily: SNAPSHOTS } };

const declaredWith = (adopted?: object): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  ...(adopted === undefined ? {} : { adopted }),
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      integrity: false,
      snapshots: daily,
      mirrors: [{ dataset: "tank/mirror", ...daily }],
    },
  },
});

type Snapshot = World["snapshots"][number];

const theirs = (dataset: string, day: number, rest: Partial<Snapshot> = {}): Snapshot => ({
  ...{ name: `${dataset}@autosnap_${day}`, guid: `${dataset.length}00${day}`, txg: 10 + day, created: at(day) },
  ...{ properties: {}, holds: [], root: {} as never },
  ...rest,
});

const snapshotsOf = (dataset: string) => Array.from({ length: SNAPSHOTS }, (_, day) => theirs(dataset, day));

const withSnapshot = (world: World, one: Snapshot): World => ({ ...world, snapshots: [...world.snapshots, one] });

const adopting = (snapshots: readonly Snapshot[]) => snapshots.map(({ guid }) => ({ id: guid }));

t.test("200 snapshots of another program are adopted, expire by the rules, and are given back", async (t) => {
  let now = at(SNAPSHOTS - 1);
  const pool = withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/vol/home" });
  const world = withFile(pool, "/vol/home/file", "one", 1000);
  const host = new FakeHost({
    world: { ...world, snapshots: [...world.snapshots, ...snapshotsOf("tank/home")] },
    now: () => now,
  });
  const others = (dataset: string) =>
    host.world.snapshots.flatMap(({ name }) => (name.startsWith(`${dataset}@autosnap`) ? [name] : []));
  const declared = declaredWith({ [HOME]: adopting(snapshotsOf("tank/home")) });

  const first = await planOn(declared, host.io(), now);
  t.notOk(
    first.plan.actions.some(({ address }) => address === HOME),
    "the newest one fills the slot",
  );
  t.strictSame(first.plan.adopted, [{ address: HOME, points: SNAPSHOTS }]);

  for (const night of [0, 1]) {
    now = at(SNAPSHOTS + night);
    const { plan, report } = await applyOn(declared, host.io(), now);
    t.equal(report.status, "ok");
    t.match(
      plan.actions.filter(({ destroys }) => destroys.length > 0),
      [{ address: HOME, destroys: [{ name: `autosnap_${night}`, adopted: true }] }],
    );
  }
  const left = others("tank/home");
  t.equal(left.length, SNAPSHOTS - 2);
  t.notOk(left.includes("tank/home@autosnap_1"));

  now = at(SNAPSHOTS + 2);
  t.equal((await applyOn(declaredWith(), host.io(), now)).report.status, "ok");
  t.strictSame(others("tank/home"), left, "given back");
});

t.test("snapshots of a mirror's dataset are adopted like those of a source", async (t) => {
  let now = at(5);
  const pool = withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/vol/home" });
  let host = new FakeHost({ world: withFile(pool, "/vol/home/file", "one", 1000), now: () => now });
  const two = (adopted: object): Declared => {
    const whole = declaredWith(adopted);
    const keep = { every: "daily", keep: { daily: 2 } };
    const home = { source: { type: "zfs", dataset: "tank/home" }, integrity: false };
    return { ...whole, volumes: { home: { ...home, mirrors: [{ dataset: "tank/mirror", ...keep }] } } };
  };
  t.equal((await applyOn(two({}), host.io(), now)).report.status, "ok");
  const theirsIn = theirs("tank/mirror", 2);
  host = new FakeHost({ world: withSnapshot(host.world, theirsIn), now: () => now });
  now = at(6);
  const { plan } = await applyOn(two({ [MIRROR]: adopting([theirsIn]) }), host.io(), now);
  t.match(
    plan.actions.flatMap(({ destroys }) => destroys),
    [{ name: "autosnap_2", adopted: true }],
  );
  t.notOk(host.world.snapshots.some(({ name }) => name === theirsIn.name));
});

t.test("a hold, a mark of another owner and another snapshot of the same name are respected", async (t) => {
  let now = at(10);
  const pool = withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/vol/home" });
  const held = theirs("tank/home", 1, { holds: ["keep"] });
  const marked = theirs("tank/home", 2, {
    ...{ name: "tank/home@rdump-20260403T040000Z", properties: { "rdump:point": "other/rdump-20260403T040000Z" } },
  });
  const plain = theirs("tank/home", 3);
  let host = new FakeHost({
    world: { ...withFile(pool, "/vol/home/file", "one", 1000), snapshots: [held, marked, plain] },
    now: () => now,
  });
  const keep = { every: "daily", keep: { daily: 1 } };
  const declared: Declared = {
    ...declaredWith({ [HOME]: adopting([held, marked, plain]) }),
    volumes: { home: { source: { type: "zfs", dataset: "tank/home" }, integrity: false, snapshots: keep } },
  };
  const { plan } = await planOn(declared, host.io(), now);
  t.strictSame(plan.adopted, [{ address: HOME, points: 2 }], "that of another owner is not adopted");
  const { report } = await applyOn(declared, host.io(), now);
  t.equal(report.status, "ok");
  const names = host.world.snapshots.map(({ name }) => name);
  t.ok(names.includes(held.name) && names.includes(marked.name));
  t.notOk(names.includes(plain.name));
  now = at(11);
  host = new FakeHost({ world: withSnapshot(host.world, { ...plain, guid: "77" }), now: () => now });
  t.equal((await applyOn(declared, host.io(), now)).report.status, "ok");
  t.ok(
    host.world.snapshots.some(({ guid }) => guid === "77"),
    "an equal name is not an equal snapshot",
  );
});
