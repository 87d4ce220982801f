import {
  bareWorld,
  changed,
  effective,
  FakeHost,
  type Half,
  sharedDatasets,
  type World,
  withDataset,
  withDirectory,
  withFile,
  withPool,
} from "@rdump/fake-host";
import t, { type Test } from "tap";
import { applyOn, type Declared, planOn } from "../engine.ts";

const at = (day: number) => Date.UTC(2026, 10, day, 3);
const daily = { every: "daily", keep: { daily: 2 } };
const MIRROR = "vault/self/home";
const CLONE = "tank/test/home";

const DECLARED: Declared = {
  version: 1,
  id: "lab",
  timezone: "UTC",
  repositories: { disk: { type: "borg", location: "/srv/borg", encryption: "none" } },
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      snapshots: daily,
      archives: [{ repository: "disk", ...daily }],
      mirrors: [{ dataset: MIRROR, ...daily }],
      clones: [{ dataset: CLONE, every: "daily" }],
    },
  },
};

type Properties = { readonly [property: string]: string | undefined };

/** Sets properties, or with undefined makes them inherited. */
function withProperties(world: World, dataset: string, properties: Properties): World {
  return changed(world, (draft) => {
    const found = draft.datasets.find(({ name }) => name === dataset);
    if (found === undefined) throw new Error(`there is no ${dataset}`);
    for (const [property, value] of Object.entries(properties)) {
      if (value === undefined) delete found.properties[property];
      else found.properties[property] = value;
    }
  });
}

/** Two pools with everything in them shared, read-only and with `.zfs` visible, except the source, which is private. */
function hostile(): World {
  const shared = { sharenfs: "on", sharesmb: "on", snapdir: "visible", readonly: "on", xattr: "off", exec: "on" };
  let world = ["tank", "vault"].reduce(
    (each, pool) => withProperties(withPool(each, pool), pool, { ...shared, mountpoint: `/${pool}` }),
    bareWorld(),
  );
  const home = { sharenfs: "off", sharesmb: "off", acltype: "posix", xattr: "sa", setuid: "off", readonly: "off" };
  world = withDataset(world, "tank/home", { mountpoint: "/vol/home", ...home });
  return withFile(world, "/vol/home/file", "content", 1000);
}

/** As an rdump left it that set no shares, on the dataset or on what contains it. */
function byOlder(world: World, dataset: string, more: Properties = {}): World {
  const unset = { sharenfs: undefined, sharesmb: undefined };
  const parent = withProperties(world, dataset.slice(0, dataset.lastIndexOf("/")), unset);
  return withProperties(parent, dataset, { ...unset, ...more });
}

interface Watched {
  readonly world: World;
  /** Every state of the host, those within a command too. */
  readonly states: readonly World[];
}

async function applied(t: Test, begin: World, day: number): Promise<Watched> {
  const states: World[] = [];
  const host = new FakeHost({
    world: begin,
    now: () => at(day),
    fate: (_, halves: readonly Half[]) => {
      for (const { world } of halves) states.push(world);
      return "run";
    },
    meanwhile: (world) => {
      states.push(world);
      return world;
    },
  });
  const { report } = await applyOn(DECLARED, host.io(), at(day));
  t.equal(report.status, "ok");
  return { world: host.world, states };
}

const shows = (world: World, dataset: string, properties: readonly string[]): Properties =>
  Object.fromEntries(properties.map((property) => [property, effective(world, dataset, property)]));

t.test("nothing that rdump makes is shared at any instant, and nothing of others is changed", async (t) => {
  const begin = hostile();
  const { world, states } = await applied(t, begin, 22);
  const others = new Set(sharedDatasets(begin));
  t.strictSame([...others], ["tank", "vault"]);
  const exposed = states.flatMap((state) => sharedDatasets(state).filter((name) => !others.has(name)));
  t.strictSame([...new Set(exposed)], []);
  for (const { name, properties } of begin.datasets) {
    t.strictSame(world.datasets.find((each) => each.name === name)?.properties, properties, name);
  }
  t.ok(states.some(({ datasets }) => datasets.some(({ name }) => name.startsWith("tank/rdump-scan/"))));
});

t.test("a clone for a scan is writable and shows the files, ACLs and attributes of its source", async (t) => {
  const { states } = await applied(t, hostile(), 22);
  const seen = states.flatMap((world) =>
    world.datasets
      .filter(({ name }) => name.startsWith("tank/rdump-scan/"))
      .map(({ name }) => shows(world, name, ["acltype", "xattr", "readonly", "snapdir", "setuid", "exec", "devices"])),
  );
  const wanted = { acltype: "posix", xattr: "sa", readonly: "off", snapdir: "hidden" };
  t.ok(seen.length > 0);
  for (const each of seen) t.strictSame(each, { ...wanted, setuid: "off", exec: "off", devices: "off" });
});

t.test("inherited properties are set on the mirror itself, due or not, and local properties stay", async (t) => {
  const { world } = await applied(t, hostile(), 22);
  const older = byOlder(world, MIRROR, { readonly: undefined, snapdir: "visible" });
  t.ok(sharedDatasets(older).includes(MIRROR));
  const host = new FakeHost({ world: older, now: () => at(22) });
  const { plan } = await planOn(DECLARED, host.io(), at(22));
  t.match(plan.actions, [
    {
      verb: "update",
      kind: "zfs/properties",
      reason: /^readonly, sharenfs, sharesmb: /,
      input: { settings: ["readonly=off", "sharenfs=off", "sharesmb=off"] },
    },
  ]);
  t.equal(plan.actions.length, 1);
  const after = await applied(t, older, 22);
  t.notOk(sharedDatasets(after.world).includes(MIRROR));
  t.equal(effective(after.world, MIRROR, "snapdir"), "visible");
  const next = await planOn(DECLARED, new FakeHost({ world: after.world, now: () => at(22) }).io(), at(22));
  t.strictSame(next.plan.actions, []);
});

t.test("nothing is copied into a mirror before its properties are set", async (t) => {
  const { world } = await applied(t, hostile(), 22);
  const older = byOlder(world, MIRROR);
  const { plan } = await planOn(DECLARED, new FakeHost({ world: older, now: () => at(23) }).io(), at(23));
  const adjustment = plan.actions.find(({ kind }) => kind === "zfs/properties")?.id ?? "none";
  const copies = plan.actions.filter(({ kind }) => kind === "fs/mirror");
  t.match(copies, [{ after: [adjustment] }]);
  t.equal(copies.length, 1);
});

t.test("a mirror that was changed after the plan was made is not changed", async (t) => {
  const { world } = await applied(t, hostile(), 22);
  const older = byOlder(world, MIRROR);
  const host = new FakeHost({ world: older, now: () => at(22) });
  const io = host.io();
  const { report } = await applyOn(
    DECLARED,
    {
      ...io,
      query: async (command) => {
        const answer = await io.query(command);
        // Once the plan has looked.
        if (command.argv.includes("-s")) host.world = withProperties(host.world, MIRROR, { sharenfs: "ro" });
        return answer;
      },
    },
    at(22),
  );
  t.match(report.actions, [{ status: "failed", diagnostic: { code: "zfs-properties-not-set" } }]);
  t.equal(effective(host.world, MIRROR, "sharenfs"), "ro");
});

t.test(
  "a declared clone is shared only if that was set on the clone, and is no less strict than its source",
  async (t) => {
    const { world } = await applied(t, hostile(), 22);
    const properties = ["acltype", "xattr", "setuid", "exec", "devices", "sharenfs", "sharesmb"];
    const first = { acltype: "posix", xattr: "sa", setuid: "off", exec: "on", devices: "on" };
    t.strictSame(shows(world, CLONE, properties), { ...first, sharenfs: "off", sharesmb: "off" });
    const renewed = await applied(t, withProperties(world, CLONE, { sharenfs: "rw=@10.0.0.0/24" }), 23);
    t.strictSame(shows(renewed.world, CLONE, properties), { ...first, sharenfs: "rw=@10.0.0.0/24", sharesmb: "off" });
  },
);

t.test(
  "a declared clone with an inherited share is reported with the commands, and renewed without shares",
  async (t) => {
    const { world } = await applied(t, hostile(), 22);
    const older = byOlder(world, CLONE);
    const { plan } = await planOn(DECLARED, new FakeHost({ world: older, now: () => at(22) }).io(), at(22));
    t.strictSame(plan.actions, []);
    t.match(plan.diagnostics, [{ code: "zfs-clone-shared", detail: /inherits sharenfs=on and sharesmb=on\./ }]);
    const renewed = await applied(t, older, 23);
    t.notOk(sharedDatasets(renewed.world).includes(CLONE));
  },
);

t.test("a mirror below another mirror can be made first", async (t) => {
  const mirrored = (path: string, dataset: string) => ({
    source: { type: "plain", path },
    integrity: false,
    mirrors: [{ dataset, ...daily }],
  });
  const declared = {
    version: 1,
    id: "lab",
    timezone: "UTC",
    volumes: { inner: mirrored("/srv/inner", "vault/a/b"), outer: mirrored("/srv/outer", "vault/a") },
  };
  let world = withPool(bareWorld(), "vault");
  for (const name of ["inner", "outer"])
    world = withFile(withDirectory(world, `/srv/${name}`), `/srv/${name}/f`, "f", 1);
  const host = new FakeHost({ world, now: () => at(22) });
  const { plan, report } = await applyOn(declared, host.io(), at(22));
  const creations = plan.actions.filter(({ kind }) => kind === "zfs/create");
  t.strictSame(
    creations.map(({ input }) => (input as { dataset: string }).dataset),
    ["vault/a/b", "vault/a"],
  );
  t.equal(report.status, "ok");
  const marks = host.world.datasets.map(({ properties }) => properties["rdump:dataset"]);
  t.strictSame(marks, [undefined, "lab/vault/a", "lab/vault/a/b"]);
});
