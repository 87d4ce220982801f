import { bareWorld, changed, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22, 3);
const SCANS = "tank/rdump-scan/";

const SNAPSHOTS = { every: "daily", keep: { daily: 9 } };

const declared = (home: object): Declared => ({
  version: 1,
  id: "host",
  timezone: "UTC",
  repositories: { disk: { type: "borg", location: "/srv/borg", encryption: "none" } },
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      integrity: false,
      archives: [{ repository: "disk", every: "daily", keep: { daily: 9 } }],
      ...home,
    },
  },
});

const clonesIn = ({ datasets }: World) => datasets.filter(({ name }) => name.startsWith(SCANS));
const isOthers = ({ name }: { readonly name: string }) => name.endsWith("@by-others");

/** `zfs snapshot -r tank@by-others`, while a clone is there. */
function snapshotted(world: World): World {
  const bare = clonesIn(world).filter(({ name }) => !world.snapshots.some((each) => each.name === `${name}@by-others`));
  return changed(world, (draft) => {
    for (const { name, device } of bare) {
      const root = world.devices[device]?.root as never;
      draft.snapshots.push({ name: `${name}@by-others`, guid: name, txg: 1, properties: {}, holds: [], root });
    }
  });
}

for (const keepsSnapshots of [true, false]) {
  t.test(
    `a recursive snapshot of another program blocks no later run, ${keepsSnapshots ? "with" : "without"} snapshots`,
    async (t) => {
      const config = declared(keepsSnapshots ? { snapshots: SNAPSHOTS } : {});
      let world = withPool(bareWorld(), "tank");
      world = withDataset(world, "tank/home", { mountpoint: "/home" });
      world = withFile(world, "/home/file", "content", 1000);
      const archives = () => Object.values(world.repositories).flatMap((each) => each.archives).length;
      const night = async (number: number, meanwhile?: (world: World) => World) => {
        const now = NOW + number * DAY;
        const host = new FakeHost({ world, now: () => now, ...(meanwhile === undefined ? {} : { meanwhile }) });
        const { plan, report } = await applyOn(config, host.io(), now);
        world = host.world;
        return { plan, report, codes: plan.diagnostics.map(({ code }) => code) };
      };
      for (const number of [0, 1, 2]) {
        const { report, codes } = await night(number, snapshotted);
        t.equal(report.status, "ok");
        t.strictSame(report.scopes, []);
        t.strictSame(codes, Array(number).fill("zfs-clone-aside"), "each is reported until it is gone");
        t.equal(archives(), number + 1);
        t.equal(clonesIn(world).length, number + 1);
        t.notOk(world.mounts.some(({ from }) => from.startsWith(SCANS)));
      }
      const stopped = await night(3, snapshotted);
      t.strictSame(stopped.codes, ["zfs-scans-stopped"]);
      t.equal(archives(), 3, "no scan begins");
      t.equal(
        world.snapshots.some(({ name }) => name === "tank/home@rdump-20261125T030000Z"),
        keepsSnapshots,
      );
      t.equal(stopped.plan.partial, true);

      world = changed(world, (draft) => {
        draft.snapshots = draft.snapshots.filter((each) => !isOthers(each));
      });
      const { report, plan } = await night(4);
      t.equal(report.status, "ok");
      t.equal(plan.actions.filter(({ verb }) => verb === "recover").length > 0, true);
      t.strictSame(clonesIn(world), []);
      t.notOk(world.snapshots.some(({ name }) => name.endsWith("-scan")));
      t.equal(archives(), 4);
      t.strictSame(
        (await planOn(config, new FakeHost({ world, now: () => NOW + 4 * DAY }).io(), NOW + 4 * DAY)).observed
          .leftovers,
        [],
      );
    },
  );
}
