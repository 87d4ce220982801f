import { bareWorld, FakeHost, type World, withDataset, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, planOn } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "vault/home";
const CONFIG = {
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE, recursive: true },
      integrity: false,
      exclude: ["/scratch"],
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 3 } }],
    },
  },
};

const at = (day: number) => Date.UTC(2026, 10, day, 3);

async function applied(world: World, day: number) {
  const host = new FakeHost({ world, now: () => at(day) });
  const { plan, report } = await applyOn(CONFIG, host.io(), at(day));
  t.strictSame([plan.diagnostics, report.status], [[], "ok"]);
  const idle = await planOn(CONFIG, host.io(), at(day));
  t.strictSame(idle.plan.actions, []);
  return host.world;
}

/** By dataset of the replica: the days of its snapshots. */
function replicasIn({ datasets, snapshots }: World) {
  const below = datasets.filter(({ name }) => name.startsWith(REPLICA));
  return Object.fromEntries(
    below.map(({ name }) => [
      name.slice(REPLICA.length),
      snapshots.filter((each) => each.name.startsWith(`${name}@`)).map((each) => Number(each.name.slice(-10, -8))),
    ]),
  );
}

/** As `zfs rename` does: the snapshots go with the dataset. */
function renamed(world: World, from: string, to: string): World {
  const rename = <T extends { readonly name: string }>(each: T) => ({
    ...each,
    name: each.name.replace(new RegExp(`^${from}(?=[/@#]|$)`), to),
  });
  const { datasets, snapshots, bookmarks } = world;
  return {
    ...world,
    datasets: datasets.map(rename),
    snapshots: snapshots.map(rename),
    bookmarks: bookmarks.map(rename),
  };
}

const without = (world: World, dataset: string): World => ({
  ...world,
  datasets: world.datasets.filter(({ name }) => name !== dataset),
  snapshots: world.snapshots.filter(({ name }) => !name.startsWith(`${dataset}@`)),
  bookmarks: world.bookmarks.filter(({ name }) => !name.startsWith(`${dataset}#`)),
});

t.test("new, excluded, renamed and destroyed children of a recursive source", async (t) => {
  let world = withPool(withPool(bareWorld(), "tank"), "vault");
  for (const child of ["", "/ada", "/scratch"]) world = withDataset(world, SOURCE + child);
  world = await applied(world, 1);
  t.strictSame(replicasIn(world), { "": [1], "/ada": [1] });
  world = withDataset(withDataset(world, `${SOURCE}/ada/mail`), `${SOURCE}/bob`);
  world = await applied(world, 2);
  t.strictSame(replicasIn(world), { "": [1, 2], "/ada": [1, 2], "/ada/mail": [2], "/bob": [2] });
  world = await applied(renamed(world, `${SOURCE}/bob`, `${SOURCE}/eve`), 3);
  t.strictSame(replicasIn(world)["/bob"], [2], "the replica of the former name stays as it is");
  t.strictSame(replicasIn(world)["/eve"], [3], "the renamed child gets a replica of its own");
  world = await applied(without(world, `${SOURCE}/ada/mail`), 4);
  t.strictSame(replicasIn(world)["/ada/mail"], [2, 3], "the replica of a destroyed child stays");
  t.strictSame(replicasIn(world)["/ada"], [2, 3, 4]);
  // A new child takes the name of the destroyed one: nothing of the old replica is overwritten.
  world = withDataset(world, `${SOURCE}/ada/mail`);
  const host = new FakeHost({ world, now: () => at(5) });
  const { plan } = await applyOn(CONFIG, host.io(), at(5));
  t.match(plan.diagnostics, [{ code: "zfs-replica-unrelated", address: /home\/ada\/mail/ }]);
  t.strictSame(replicasIn(host.world)["/ada/mail"], [2, 3]);
  t.strictSame(replicasIn(host.world)["/ada"], [3, 4, 5], "the others go on");
});
