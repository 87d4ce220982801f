import { statusOf } from "@rdump/core";
import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import { zfsProvider } from "@rdump/provider-zfs";
import t from "tap";
import { applyOn, type Declared, planOn, providersWith } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "tank/copies/home";
const ADDRESS = `web/home.snapshots[${JSON.stringify(REPLICA)}]`;
const SENDER_MACHINE = "fedcba9876543210fedcba9876543210";
const at = (day: number, hour = 3) => Date.UTC(2026, 0, day, hour);

const sending: Declared = {
  version: 1,
  id: "web",
  timezone: "UTC",
  ssh: { nas: {} },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      snapshots: { every: "daily", keep: { daily: 2 } },
      replicas: [{ dataset: REPLICA, host: "nas", every: "daily" }],
    },
  },
};

/** The receiving host after the sender delivered a point a day. */
async function delivered(days: number): Promise<World> {
  const nas = withDataset(withPool({ ...bareWorld(), next: 1_000_000 }, "tank"), "tank/copies", { canmount: "off" });
  let world: World = {
    ...withDataset(withPool(bareWorld(), "tank"), SOURCE, { mountpoint: "/vol/home" }),
    hosts: { nas },
  };
  for (let day = 1; day <= days; day++) {
    const host = new FakeHost({
      world: withFile(world, "/vol/home/file", `of day ${day}`, day * 1000),
      now: () => at(day),
    });
    const { report } = await applyOn(sending, host.io(), at(day), undefined, SENDER_MACHINE);
    t.equal(report.status, "ok");
    world = host.world;
  }
  return world.hosts?.nas ?? bareWorld();
}

const world = await delivered(5);
const received = world.snapshots.filter(({ name }) => name.startsWith(`${REPLICA}@`));
const [machine = ""] = received[0]?.properties["rdump:machine"]?.split("/") ?? [];

const receiving = (more: Declared = {}): Declared => ({
  version: 1,
  id: "nas",
  timezone: "UTC",
  serve: { web: { id: "web", below: "tank/copies", keep: { daily: 3 }, machine, ...more } },
  volumes: {},
});

type Properties = { readonly properties: { readonly [name: string]: string } };
const withMark = <T extends Properties>(of: T, mark: string): T => ({
  ...of,
  properties: { ...of.properties, "rdump:point": mark },
});
const withRun = (dataset: World["datasets"][number], run: string) =>
  dataset.name === REPLICA ? { ...dataset, properties: { ...dataset.properties, "rdump:run": run } } : dataset;

const namesIn = (there: World) =>
  there.snapshots.flatMap(({ name }) => (name.startsWith(`${REPLICA}@`) ? [name.slice(REPLICA.length + 1)] : []));
const dayOf = (name: string) => Number(/^rdump-202601(\d\d)/.exec(name)?.[1]);

t.test("this host expires the points of the sender by its own rules, and makes none", async (t) => {
  t.equal(received.length, 5);
  const host = new FakeHost({ world, now: () => at(5, 6) });
  const { plan, report } = await applyOn(receiving(), host.io(), at(5, 6));
  t.equal(report.status, "ok");
  t.match(plan.actions, [{ verb: "destroy", address: ADDRESS, destroys: { length: 2 } }]);
  t.strictSame(namesIn(host.world).map(dayOf), [3, 4, 5]);
  const again = await planOn(receiving(), host.io(), at(6, 2));
  t.strictSame(again.plan.actions, [], "a sender that is silent for a night costs no point");
});

t.test("without `keep`, with another owner or another machine, nothing is destroyed", async (t) => {
  const host = new FakeHost({ world, now: () => at(5, 6) });
  const { keep: _, machine: __, ...bare } = { ...(receiving().serve as { web: Declared }).web };
  const without = { ...receiving(), serve: { web: bare } };
  t.strictSame((await planOn(without, host.io(), at(5, 6))).plan.actions, []);
  t.strictSame((await planOn(receiving({ id: "other" }), host.io(), at(5, 6))).plan.actions, []);
  const { plan, observed } = await planOn(receiving({ machine: "0".repeat(16) }), host.io(), at(5, 6));
  t.strictSame(plan.actions, []);
  t.equal(observed.groups.get(ADDRESS)?.foreign?.length, 5);
});

t.test("a point with a hold stays: the sender needs its base", async (t) => {
  const held = received.map((each) => ({ ...each, holds: ["rdump-base"] }));
  const others = world.snapshots.filter(({ name }) => !name.startsWith(`${REPLICA}@`));
  const host = new FakeHost({ world: { ...world, snapshots: [...others, ...held] }, now: () => at(5, 6) });
  t.strictSame((await planOn(receiving(), host.io(), at(5, 6))).plan.actions, []);
});

t.test("a snapshot with integrity data gets its mark from the sender, and expires with its point", async (t) => {
  const [oldest] = received;
  if (oldest === undefined) throw new Error("nothing was received");
  const name = `${oldest.name}-rsure`;
  const beside = { ...oldest, name, guid: "424243", txg: oldest.txg + 1 };
  const host = new FakeHost({ world: { ...world, snapshots: [...world.snapshots, beside] }, now: () => at(5, 6) });
  const grant = { name: "web", owner: "web", below: "tank/copies", raw: false, destroy: false };
  const words = ["zfs", "set", `rdump:point=${oldest.properties["rdump:point"]}`, oldest.name, name];
  t.match(await zfsProvider().serve?.serve([words], grant, host.io()), { command: { argv: words } });
  const other = ["zfs", "set", "rdump:point=web/rdump-20260105T030000Z", name];
  t.match(
    await zfsProvider().serve?.serve([other], grant, host.io()),
    { refused: String },
    "the mark of another point",
  );
  const { report } = await applyOn(receiving(), host.io(), at(5, 6));
  t.equal(report.status, "ok");
  t.strictSame(namesIn(host.world).map(dayOf), [3, 4, 5]);
});

t.test("a snapshot with a forged earlier time takes no place of an older point", async (t) => {
  const newest = received.at(-1);
  const [forged] = received.filter(({ name }) => dayOf(name.slice(REPLICA.length + 1)) === 4);
  if (newest === undefined || forged === undefined) throw new Error("nothing was received");
  const name = "rdump-20260104T235900Z";
  const late = {
    ...newest,
    ...{ name: `${REPLICA}@${name}`, guid: "424242", txg: newest.txg + 1 },
    properties: {
      ...newest.properties,
      "rdump:point": `web/${name}`,
      "rdump:machine": `${machine}/${name}`,
    },
  };
  const host = new FakeHost({ world: { ...world, snapshots: [...world.snapshots, late] }, now: () => at(5, 6) });
  const { plan, report } = await applyOn(receiving(), host.io(), at(5, 6));
  t.equal(report.status, "ok");
  t.ok(plan.diagnostics.some(({ code, detail }) => code === "zfs-received-late" && detail.includes(name)));
  t.ok(namesIn(host.world).includes(forged.name.slice(REPLICA.length + 1)), "the point of that day stays");
  t.ok(namesIn(host.world).includes(name));
});

t.test(
  "a property with a line feed, which a stream of one sender brought, hides only the replicas of this sender",
  async (t) => {
    const other = "tank/db/main";
    const ownPoint = received.at(-1);
    if (ownPoint === undefined) throw new Error("nothing was received");
    let there = withDataset(withDataset(world, "tank/own", { mountpoint: "/vol/own" }), "tank/db", { canmount: "off" });
    there = withDataset(there, other, { "rdump:dataset": `db/${other}` });
    const stamp = ownPoint.name.slice(REPLICA.length + 1);
    const point = { ...ownPoint, name: `${other}@${stamp}`, guid: "515151" };
    const properties = { "rdump:point": `db/${stamp}`, "rdump:machine": `${machine}/${stamp}` };
    there = { ...there, snapshots: [...there.snapshots, { ...point, properties }] };
    const config = {
      ...receiving(),
      serve: {
        web: { id: "web", below: "tank/copies", keep: { daily: 3 }, machine },
        db: { id: "db", below: "tank/db", keep: { daily: 3 }, machine },
      },
      volumes: {
        own: {
          source: { type: "zfs", dataset: "tank/own" },
          integrity: false,
          snapshots: { every: "daily", keep: { daily: 2 } },
        },
      },
    };
    const hostile = "x\n-\ttank/own";
    const [broken, later] = [
      { ...there, datasets: there.datasets.map((each) => withRun(each, hostile)) },
      {
        ...there,
        snapshots: there.snapshots.map((each) => (each.name === ownPoint.name ? withMark(each, hostile) : each)),
      },
    ];
    for (const [where, hidden] of [
      [broken, null],
      [later, { code: "zfs-lines-broken" }],
    ] as const) {
      const host = new FakeHost({ world: where, now: () => at(5, 6) });
      const { report } = await applyOn(config, host.io(), at(5, 6));
      t.ok(report.actions.some(({ address, status }) => address.startsWith("own.") && status === "done"));
      const { observed } = await planOn(config, host.io(), at(5, 6));
      t.match(observed.groups.get(`db/main.snapshots[${JSON.stringify(other)}]`), { gap: null, points: { length: 1 } });
      t.match(observed.groups.get(ADDRESS)?.gap ?? null, hidden);
      t.equal(namesIn(host.world).length, 5, "and nothing of this sender is destroyed");
    }
  },
);

t.test("a sender that is silent for two days is overdue", async (t) => {
  const host = new FakeHost({ world, now: () => at(7, 6) });
  const seen = await planOn(receiving(), host.io(), at(7, 6));
  t.strictSame(
    seen.plan.actions.filter(({ verb }) => verb !== "destroy"),
    [],
  );
  const [group] = statusOf(seen, providersWith()).groups;
  t.match(group, { address: ADDRESS, state: "overdue", due: false, points: 5 });
});

t.test("a pinned point of a sender gets a hold of this host, once", async (t) => {
  const [first] = received;
  const host = new FakeHost({ world, now: () => at(5, 6) });
  const [{ address } = { address: "" }] = (await planOn(receiving(), host.io(), at(5, 6))).plan.actions;
  const pinning = { ...receiving(), pinned: { [address]: [{ id: first?.guid }] } };
  t.equal((await applyOn(pinning, host.io(), at(5, 6))).report.status, "ok");
  t.ok(host.world.snapshots.find(({ guid }) => guid === first?.guid)?.holds.includes("rdump-pin"));
  t.strictSame((await planOn(pinning, host.io(), at(5, 6))).plan.actions, []);
});
