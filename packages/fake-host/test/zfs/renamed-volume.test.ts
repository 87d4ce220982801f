import { mover, runAt } from "@rdump/core/provider";
import { bareWorld, changed, FakeHost, locate, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import { zfsProvider } from "@rdump/provider-zfs";
import t from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 3);
const SCANS = "tank/rdump-scan/";

/** Volumes by name, each read from a clone of its dataset. */
function declared(datasets: { readonly [volume: string]: string }): Declared {
  const volumeOf = (dataset: string) => ({
    source: { type: "zfs", dataset },
    integrity: false,
    archives: [{ repository: "disk", every: "daily", keep: { daily: 2 } }],
  });
  return {
    version: 1,
    id: "host",
    timezone: "UTC",
    repositories: { disk: { type: "borg", location: "/srv/borg", encryption: "none" } },
    volumes: Object.fromEntries(Object.entries(datasets).map(([name, dataset]) => [name, volumeOf(dataset)])),
  };
}

const byUsers = ({ name }: { readonly name: string }) => name.startsWith(SCANS) && name.endsWith("@by-users");

/**
 * What a killed run leaves of clones that another program had made snapshots of; later these snapshots are gone, and the
 * clones are mounted again.
 */
async function leftByARun(config: Declared): Promise<World> {
  let world = withPool(bareWorld(), "tank");
  for (const name of ["a", "b"]) {
    world = withDataset(world, `tank/${name}`, { mountpoint: `/vol/${name}` });
    world = withFile(world, `/vol/${name}/file`, "content", 1000);
  }
  const host = new FakeHost({ world, now: () => NOW, meanwhile: snapshotted });
  const { report } = await applyOn(config, host.io(), NOW);
  t.strictSame(report.scopes, []);
  // As a run leaves them that is killed before it puts them aside.
  const before = changed(host.world, (draft) => {
    for (const each of draft.datasets) each.name = each.name.replace(/\.aside-.*/, "");
    draft.snapshots = draft.snapshots.filter((each) => !byUsers(each));
  });
  const again = new FakeHost({ world: before, now: () => NOW });
  for (const { name } of clonesIn(again.world)) await again.io().run(mover(["zfs", "mount", name]));
  return again.world;
}

function clonesIn({ datasets }: World) {
  return datasets.filter(({ name }) => name.startsWith(SCANS));
}

function snapshotted(world: World): World {
  const bare = clonesIn(world).filter(({ name }) => !world.snapshots.some((each) => each.name === `${name}@by-users`));
  return changed(world, (draft) => {
    for (const { name, device } of bare) {
      const root = world.devices[device]?.root as never;
      draft.snapshots.push({ name: `${name}@by-users`, guid: name, txg: 1, properties: {}, holds: [], root });
    }
  });
}

for (const [what, later] of [
  ["renamed", declared({ zeta: "tank/a", beta: "tank/b" })],
  ["taken out of the config", declared({ beta: "tank/b" })],
  ["given another dataset", declared({ alpha: "tank/b" })],
  ["mounted elsewhere since", { ...declared({ alpha: "tank/a" }), scratch: { mount: "/run/elsewhere" } }],
  ["as it was", declared({ alpha: "tank/a", beta: "tank/b" })],
] as const) {
  t.test(`a volume that is ${what}: its clone is found by its own mark, and nothing stays`, async (t) => {
    const world = await leftByARun(declared({ alpha: "tank/a", beta: "tank/b" }));
    t.equal(clonesIn(world).length, 2);
    const host = new FakeHost({ world, now: () => NOW + DAY });
    const { plan, report } = await applyOn(later, host.io(), NOW + DAY);
    t.strictSame(
      report.actions.filter(({ status }) => status !== "done"),
      [],
      "in this very run",
    );
    t.equal(plan.actions.filter(({ id }) => /zfs\/scan/.test(id)).length, 2);
    t.strictSame(clonesIn(host.world), []);
    t.strictSame(host.world.snapshots, []);
    t.notOk(host.world.mounts.some(({ from }) => from.startsWith(SCANS)));
    t.equal(locate(host.world, "/run/rdump/host@alpha"), null);
    const { observed } = await planOn(later, host.io(), NOW + DAY);
    t.strictSame(observed.leftovers, []);
  });
}

/** Changes what a run has left of tank/a. */
function alteredClone(world: World, alter: (properties: { [name: string]: string }) => void): World {
  return changed(world, (draft) => {
    for (const each of draft.datasets) if (each.name.startsWith(`${SCANS}alpha-`)) alter(each.properties);
  });
}

/** What it is marked with, something above it is marked with instead. */
function inheriting(world: World): World {
  const mark = clonesIn(world).find(({ name }) => name.startsWith(`${SCANS}alpha-`))?.properties["rdump:dataset"] ?? "";
  const bare = alteredClone(world, (properties) => delete properties["rdump:dataset"]);
  return changed(bare, (draft) => {
    for (const each of draft.datasets) if (`${each.name}/` === SCANS) each.properties["rdump:dataset"] = mark;
  });
}

t.test("a dataset that only resembles a clone of rdump is kept", async (t) => {
  const left = await leftByARun(declared({ alpha: "tank/a", beta: "tank/b" }));
  const clone = left.datasets.find(({ name }) => name.startsWith(`${SCANS}alpha-`))?.name ?? "";
  for (const [what, world] of [
    ["another owner's mark", alteredClone(left, (properties) => (properties["rdump:dataset"] = `other/${clone}`))],
    ["a mark that something above it has", inheriting(left)],
    // A declared clone has such a mark too, and its users change it.
    ["no place that a run gave it", alteredClone(left, (properties) => (properties.mountpoint = "/clones/a"))],
  ] as const) {
    const host = new FakeHost({ world, now: () => NOW + DAY });
    const config = declared({ zeta: "tank/a", beta: "tank/b" });
    const { observed } = await planOn(config, host.io(), NOW + DAY);
    t.notMatch(JSON.stringify(observed.leftovers), clone, what);
    await applyOn(config, host.io(), NOW + DAY);
    t.ok(
      host.world.datasets.some(({ name }) => name === clone),
      what,
    );
  }
});

t.test("a clone is not destroyed once its mark is only inherited", async (t) => {
  const left = await leftByARun(declared({ alpha: "tank/a", beta: "tank/b" }));
  const { observed } = await planOn(
    declared({ alpha: "tank/a" }),
    new FakeHost({ world: left, now: () => NOW }).io(),
    NOW,
  );
  const found = observed.leftovers.find(({ kind, volume }) => kind === "zfs/scan" && volume === "alpha");
  const scan = zfsProvider().scopes.find(({ kind }) => kind === "zfs/scan");
  const host = new FakeHost({ world: inheriting(left), now: () => NOW });
  const said = await scan?.release(found?.input ?? null, runAt("20261122T030000Z-0000", NOW), host.io());
  t.match(said, { code: "zfs-clone-foreign" });
  t.equal(clonesIn(host.world).length, 2);
});
