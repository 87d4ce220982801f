import { bareWorld, FakeHost, locate, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn } from "./engine.ts";

const declared = (more: Declared): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      integrity: false,
      clones: [{ dataset: "tank/clones/home", every: "daily", ...more }],
    },
  },
});

const at = (day: number) => Date.UTC(2026, 10, day, 3);

async function cloned(more: Declared): Promise<World> {
  const pool = withPool(bareWorld(), "tank");
  const home = withDataset(pool, "tank/home", { mountpoint: "/vol/home" });
  const world = withFile(withDataset(home, "tank/clones", { mountpoint: "/clones" }), "/vol/home/file", "theirs", 1000);
  const host = new FakeHost({ world, now: () => at(1) });
  t.equal((await applyOn(declared(more), host.io(), at(1))).report.status, "ok");
  return host.world;
}

/** A day later; users write after the plan, while the first step is running. */
async function renewed(more: Declared) {
  let steps = 0;
  const host = new FakeHost({
    world: await cloned(more),
    now: () => at(2),
    meanwhile: (world) => (steps++ === 0 ? withFile(world, "/clones/home/work", "of hours", 2000) : world),
  });
  const { plan, report } = await applyOn(declared(more), host.io(), at(2));
  t.match(plan.actions, [{ verb: "create" }]);
  return { host, report };
}

t.test("changes in a clone after the plan was made are not discarded", async (t) => {
  const { host, report } = await renewed({ renew: "ask" });
  t.match(report.actions, [{ status: "failed", diagnostic: { detail: /files in it were changed since the plan/ } }]);
  t.not(locate(host.world, "/clones/home/work"), null);
  const [clone] = host.world.datasets.filter(({ name }) => name.startsWith("tank/clones/"));
  t.match(clone?.properties, { readonly: "off" }, "its users go on");
  t.notOk(clone?.properties["rdump:run"]);
  const next = await planOn(declared({ renew: "ask" }), host.io(), at(2));
  t.match(next.plan.diagnostics, [{ code: "zfs-clone-changed" }]);
});

t.test("with renew discard, changes are discarded", async (t) => {
  const { host, report } = await renewed({ renew: "discard" });
  t.equal(report.status, "ok");
  t.equal(locate(host.world, "/clones/home/work"), null);
});

t.test(
  "a foreign dataset with the name of the new clone is neither used nor destroyed, and the old clone stays",
  async (t) => {
    const world = withDataset(await cloned({}), "tank/clones/home.rdump-new", { canmount: "off" });
    const host = new FakeHost({ world, now: () => at(2) });
    const { report } = await applyOn(declared({}), host.io(), at(2));
    t.equal(report.status, "failed");
    const guids = (each: World) => each.datasets.map(({ name, guid }) => `${name} ${guid}`);
    t.strictSame(guids(host.world), guids(world));
    t.not(locate(host.world, "/clones/home/file"), null);
  },
);

t.test(
  "a snapshot with two declared clones expires in the run that renews both, and is held for the other one",
  async (t) => {
    const twoClones = (other: string): Declared => ({
      version: 1,
      id: "lab",
      timezone: "UTC",
      volumes: {
        home: {
          source: { type: "zfs", dataset: "tank/home" },
          integrity: false,
          snapshots: { every: "daily", keep: { daily: 1 } },
          clones: [
            { dataset: "tank/clones/a", every: "daily" },
            { dataset: "tank/clones/b", every: other },
          ],
        },
      },
    });
    const destroyed = async (other: string) => {
      const world = withDataset(withDataset(withPool(bareWorld(), "tank"), "tank/home"), "tank/clones");
      const host = new FakeHost({ world, now: () => at(3) });
      await applyOn(twoClones(other), host.io(), at(3));
      const { plan, report } = await applyOn(twoClones(other), host.io(), at(4));
      t.equal(report.status, "ok");
      const group = plan.actions.filter(({ verb }) => verb === "destroy");
      return { plan, names: group.flatMap(({ destroys }) => destroys.map(({ name }) => name)) };
    };
    t.strictSame((await destroyed("daily")).names, ["rdump-20261103T030000Z"]);
    t.strictSame((await destroyed("monthly")).names, []);
  },
);
