import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const NOW = Date.UTC(2026, 10, 1, 3);
const daily = { every: "daily", keep: { daily: 3 } };
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
    },
  },
};

/** The identity of what has the points of each group. */
async function placesIn(world: World): Promise<readonly (string | undefined)[]> {
  const now = NOW;
  const host = new FakeHost({ world, now: () => now });
  t.equal((await applyOn(declared, host.io(), now)).report.status, "ok");
  const { observed } = await planOn(declared, host.io(), now);
  return ['home.snapshots["tank/home"]', 'home.mirrors["tank/mirror"]'].map((each) => observed.groups.get(each)?.place);
}

t.test("what proofs have covered belongs to one dataset, and not to another one of its name", async (t) => {
  const pool = withPool(bareWorld(), "tank");
  const homeIn = (world: World) =>
    withFile(withDataset(world, "tank/home", { mountpoint: "/vol/home" }), "/vol/home/file", "one", 1000);
  const one = await placesIn(homeIn(pool));
  for (const place of one) t.match(place, /^\d+$/);
  t.equal(new Set(one).size, 2, "the source and the mirror");
  t.strictSame(await placesIn(homeIn(pool)), one);
  // Datasets that are made in another order have other guids.
  const other = await placesIn(homeIn(withDataset(pool, "tank/before", { mountpoint: "/vol/before" })));
  for (const [index, place] of other.entries()) t.not(place, one[index]);
});
