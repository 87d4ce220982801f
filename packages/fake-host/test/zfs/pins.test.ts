import { bareWorld, FakeHost, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const at = (day: number) => Date.UTC(2026, 10, day, 3);
const keep = { every: "daily", keep: { last: 1 } };
const GROUPS = {
  'home.snapshots["tank/home"]': "tank/home",
  'home.mirrors["tank/mirror"]': "tank/mirror",
  'home.replicas["vault/copy"]': "vault/copy",
} as const;

function declared(pinned: object = {}): Declared {
  return {
    ...{ version: 1, id: "lab", timezone: "UTC", limits: { destroy: "100%" } },
    ...(Object.keys(pinned).length === 0 ? {} : { pinned }),
    volumes: {
      home: {
        source: { type: "zfs", dataset: "tank/home" },
        integrity: false,
        snapshots: keep,
        mirrors: [{ dataset: "tank/mirror", ...keep }],
        replicas: [{ dataset: "vault/copy", ...keep }],
      },
    },
  };
}

function furnished() {
  let now = at(1);
  const pools = withPool(withPool(bareWorld(), "tank"), "vault");
  const world = withDataset(pools, "tank/home", { mountpoint: "/vol/home" });
  const host = new FakeHost({ world: withFile(world, "/vol/home/file", "one", 1000), now: () => now });
  const night = async (day: number, config: Declared) => {
    now = at(day);
    host.world = withFile(host.world, "/vol/home/file", `of ${day}`, day * 1000);
    const applied = await applyOn(config, host.io(), now);
    t.equal(
      applied.report.status,
      "ok",
      JSON.stringify(applied.report.actions.filter((each) => each.status !== "done")),
    );
    return applied.plan;
  };
  /** The snapshots of a dataset with the hold of a pin. */
  const pinnedIn = (dataset: string) =>
    host.world.snapshots.flatMap(({ name, guid, holds }) =>
      name.startsWith(`${dataset}@`) && holds.includes("rdump-pin") ? [guid] : [],
    );
  const guidsIn = (dataset: string) =>
    host.world.snapshots.flatMap(({ name, guid }) => (name.startsWith(`${dataset}@`) ? [guid] : []));
  return { host, night, pinnedIn, guidsIn, now: () => now };
}

t.test("a pinned snapshot has a hold until its pin ends, and then expires", async (t) => {
  const { host, night, pinnedIn, guidsIn, now } = furnished();
  await night(1, declared());
  const first = Object.fromEntries(
    Object.entries(GROUPS).map(([address, dataset]) => [address, guidsIn(dataset)[0] ?? ""]),
  );
  const until = "2026-11-04T00:00:00Z";
  const pins = declared(Object.fromEntries(Object.entries(first).map(([address, id]) => [address, [{ id, until }]])));
  const plan = await night(2, pins);
  const set = plan.actions.filter(({ kind }) => kind === "zfs/pin");
  t.strictSame(set.map(({ address }) => address).sort(), Object.keys(GROUPS).sort());
  t.match(set[0]?.reason, /^pinned, gets a hold: rdump-20261101T/);
  for (const [address, dataset] of Object.entries(GROUPS)) t.strictSame(pinnedIn(dataset), [first[address]], address);

  t.notOk((await planOn(pins, host.io(), now())).plan.actions.length > 0, "nothing is left to do");
  const quiet = await night(3, pins);
  t.notOk(quiet.actions.some(({ kind }) => kind === "zfs/pin"));
  for (const [address, dataset] of Object.entries(GROUPS))
    t.ok(guidsIn(dataset).includes(first[address] ?? ""), address);

  const over = await night(4, pins);
  const released = over.actions.filter(({ kind }) => kind === "zfs/pin");
  t.equal(released.length, 3);
  t.match(released[0]?.reason, /^no longer pinned, loses its hold: rdump-20261101T/);
  for (const [address, dataset] of Object.entries(GROUPS)) {
    t.strictSame(pinnedIn(dataset), [], address);
    t.notOk(guidsIn(dataset).includes(first[address] ?? ""), `${address}: it expires in the same run`);
  }
});

t.test("a hold that was released by hand is set again, and holds of others stay", async (t) => {
  const { host, night, pinnedIn, guidsIn, now } = furnished();
  const [address, dataset] = ['home.snapshots["tank/home"]', "tank/home"] as const;
  await night(1, declared());
  const [id = ""] = guidsIn(dataset);
  const pins = declared({ [address]: [{ id }] });
  await night(2, pins);
  const withHolds = (holds: readonly string[]) => {
    const snapshots = host.world.snapshots.map((each) => (each.guid === id ? { ...each, holds: [...holds] } : each));
    host.world = { ...host.world, snapshots };
  };
  withHolds(["keep-me"]);
  const { plan } = await planOn(pins, host.io(), now());
  t.match(plan.actions, [{ kind: "zfs/pin", input: { hold: [{ guid: id }], release: [] } }]);
  await night(3, pins);
  t.strictSame(pinnedIn(dataset), [id]);
  await night(4, declared());
  t.strictSame(host.world.snapshots.find(({ guid }) => guid === id)?.holds, ["keep-me"], "only its own hold goes");
});
