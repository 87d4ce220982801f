import { bareWorld, changed, FakeHost, withDataset, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, planOn } from "../engine.ts";

const NOW = Date.UTC(2026, 10, 22, 3);
const TODAY = "rdump-20261122T030000Z";
const DECLARED = {
  version: 1,
  id: "host",
  timezone: "UTC",
  volumes: Object.fromEntries(
    ["home", "web"].map((name) => [
      name,
      {
        source: { type: "zfs", dataset: `tank/${name}` },
        integrity: false,
        snapshots: { every: "daily", keep: { daily: 2 } },
      },
    ]),
  ),
};

function hostWith(mark: string): FakeHost {
  let world = withPool(bareWorld(), "tank");
  for (const name of ["home", "web"]) world = withDataset(world, `tank/${name}`, { mountpoint: `/vol/${name}` });
  world = changed(world, (draft) => {
    const root = world.devices[world.datasets.at(-1)?.device ?? ""]?.root as never;
    draft.snapshots.push({
      name: "tank/web@x",
      guid: "666",
      txg: 1,
      properties: { "rdump:point": mark },
      holds: [],
      root,
    });
  });
  return new FakeHost({ world, now: () => NOW });
}

const forged = ["tank/home@", "\t777\t0\t0\thost/"].join(TODAY) + TODAY;

for (const [what, mark] of [
  ["a line feed", "two\nlines"],
  ["a tab", "a\ttab"],
  ["a point of another dataset", `x\n${forged}`],
  [
    "a point of another dataset in whole lines",
    `x\t-\ttank/web@x\n${forged}\t-\ttank/home@${TODAY}\ntank/web@x\t1\t0\t0\ty`,
  ],
] as const) {
  t.test(`${what} in a user's property is a gap, and nothing is made or believed`, async (t) => {
    const host = hostWith(mark);
    const { observed } = await planOn(DECLARED, host.io(), NOW);
    const group = observed.groups.get('home.snapshots["tank/home"]');
    t.match(group, { points: [], gap: { code: "zfs-lines-broken", detail: /^A property of tank\/web@x contains / } });
    t.match(observed.sources.get("web")?.gap, { code: "zfs-lines-broken" });
    await applyOn(DECLARED, host.io(), NOW);
    t.strictSame(
      host.world.snapshots.map(({ name }) => name),
      ["tank/web@x"],
    );
  });
}

t.test("any other value of the property is read", async (t) => {
  const host = hostWith(`x${forged.replaceAll("\t", " ")}`);
  const { report } = await applyOn(DECLARED, host.io(), NOW);
  t.ok(report.actions.every(({ status }) => status === "done"));
  t.strictSame(host.world.snapshots.map(({ name }) => name).sort(), [
    `tank/home@${TODAY}`,
    `tank/web@${TODAY}`,
    "tank/web@x",
  ]);
});
