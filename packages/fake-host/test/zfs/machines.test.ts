import { bareWorld, FakeHost, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn, providersWith } from "../engine.ts";

const THERE = "fedcba9876543210fedcba9876543210";
const at = (day: number) => Date.UTC(2026, 10, day, 3);
const daily = { every: "daily", keep: { daily: 1 } };
const declared: Declared = {
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      integrity: false,
      snapshots: daily,
      mirrors: [{ dataset: "tank/mirror", ...daily }],
      clones: [{ dataset: "tank/clone", every: "daily" }],
    },
  },
};

t.test("in a pool of another machine, snapshots are kept, and mirror and clone are not changed", async (t) => {
  const pool = withPool(bareWorld(), "tank");
  const world = withFile(withDataset(pool, "tank/home", { mountpoint: "/vol/home" }), "/vol/home/file", "one", 1000);
  let now = at(1);
  const host = new FakeHost({ world, now: () => now });
  t.equal((await applyOn(declared, host.io(), at(1), providersWith(), THERE)).report.status, "ok");
  const [marked] = host.world.snapshots.filter(({ name }) => name.startsWith("tank/home@"));
  t.match(marked?.properties["rdump:machine"], /^[0-9a-f]{16}\/rdump-20261101T030000Z$/);
  const guids = () => host.world.snapshots.map(({ guid }) => guid);
  const theirs = guids();

  for (const day of [2, 3, 4]) {
    now = at(day);
    const { report, plan } = await applyOn(declared, host.io(), at(day));
    t.equal(report.status, "partial", "the mirror and the clone are not renewed");
    const codes = plan.diagnostics.map(({ code }) => code);
    t.ok(["plan-foreign", "zfs-mirror-other-machine", "zfs-clone-other-machine"].every((code) => codes.includes(code)));
    t.match(plan.actions, [{ verb: "create", address: 'home.snapshots["tank/home"]' }]);
  }
  t.ok(theirs.every((guid) => guids().includes(guid)));

  const { plan } = await planOn(declared, host.io(), at(4), providersWith(), THERE);
  t.match(
    plan.diagnostics.find(({ code }) => code === "plan-foreign"),
    { detail: /3 points of this group/ },
  );
});

t.test("after a change of id, snapshots, mirror and clone belong to the owner if that is declared", async (t) => {
  const pool = withPool(bareWorld(), "tank");
  const world = withFile(withDataset(pool, "tank/home", { mountpoint: "/vol/home" }), "/vol/home/file", "one", 1000);
  let now = at(1);
  const host = new FakeHost({ world, now: () => now });
  t.equal((await applyOn(declared, host.io(), at(1))).report.status, "ok");
  now = at(2);
  const renamed = { ...declared, id: "new" };
  t.equal((await planOn(renamed, host.io(), now)).plan.partial, true, "without the line they belong to another owner");
  const { plan, report } = await applyOn({ ...renamed, formerIds: ["lab"] }, host.io(), now);
  t.strictSame(plan.diagnostics, []);
  t.equal(report.status, "ok");
  const first = host.world.snapshots.map(({ name }) => name).filter((name) => name.endsWith("@rdump-20261101T030000Z"));
  t.strictSame(first, [], "the points of the former id expired by the rules");
});
