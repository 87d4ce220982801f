import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared } from "../engine.ts";

const [SOURCE, REPLICA] = ["tank/home", "vault/copies/home"] as const;
const at = (day: number) => Date.UTC(2026, 10, day, 3);
const CONFIG: Declared = {
  ...{ version: 1, id: "lab", timezone: "UTC" },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 3 } }],
    },
  },
};

const KEY = { encryptionroot: SOURCE, keyformat: "passphrase", pbkdf2salt: "11", keystatus: "available" };

function furnished(key: { readonly [name: string]: string }): World {
  const world = withPool(withPool(bareWorld(), "tank"), "vault");
  return withDataset(world, SOURCE, { mountpoint: "/vol/home", ...key });
}

async function applied(world: World, day: number, refused = "") {
  const worked = withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
  const host = new FakeHost({ world: worked, now: () => at(day) });
  const io = host.io();
  const run: typeof io.run = async (step, listener) => {
    const result = await io.run(step, listener);
    const stages = result.stages?.map((each) =>
      each.name === "zfs receive" ? { ...each, stderr: Buffer.from(refused) } : each,
    );
    return stages === undefined ? result : { ...result, stages };
  };
  const { plan, report } = await applyOn(CONFIG, { ...io, run }, at(day));
  const sends = host.ran.filter(({ do: kind }) => kind === "pipe").length;
  return { world: host.world, plan, report, sends };
}

function changed(world: World, dataset: string, properties: { readonly [name: string]: string }): World {
  const datasets = world.datasets.map((each) =>
    each.name === dataset ? { ...each, properties: { ...each.properties, ...properties } } : each,
  );
  return { ...world, datasets };
}

const markIn = ({ datasets }: World) => datasets.find(({ name }) => name === REPLICA)?.properties["rdump:stream"];

async function days(key: typeof KEY | Record<string, never>): Promise<World> {
  let world = furnished(key);
  for (const day of [1, 2]) {
    const after = await applied(world, day);
    t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
    t.strictSame(after.plan.diagnostics, []);
    world = after.world;
  }
  return world;
}

t.test("a replica remembers the kind of its streams and its key", async (t) => {
  t.equal(markIn(await days({})), `plain/${REPLICA}`);
  const world = await days(KEY);
  t.equal(markIn(world), `raw:passphrase:11/${REPLICA}`);
  const after = await applied(world, 3);
  t.strictSame([after.report.status, after.sends], ["ok", 1]);
});

t.test("a key that was changed on the replica stops all streams, and the words name no command for keys", async (t) => {
  const world = await days(KEY);
  const spoiled = {
    "pbkdf2salt was 11 and is 99": { pbkdf2salt: "99" },
    "keyformat was passphrase and is raw": { keyformat: "raw", pbkdf2salt: "-" },
    "its key is that of vault": { encryptionroot: "vault" },
  };
  for (const [words, properties] of Object.entries(spoiled)) {
    const before = changed(world, REPLICA, properties);
    const after = await applied(before, 3);
    t.equal(after.sends, 0, words);
    t.match(after.plan.diagnostics, [{ code: "zfs-replica-key" }], words);
    const [diagnostic] = after.plan.diagnostics;
    t.ok(diagnostic?.detail.includes(words), String(diagnostic?.detail));
    t.notMatch(diagnostic?.detail, /change-key|load-key|zfs /);
    const replicaIn = ({ datasets, snapshots }: World) => [
      datasets.find(({ name }) => name === REPLICA),
      snapshots.filter(({ name }) => name.startsWith(`${REPLICA}@`)),
    ];
    t.strictSame(replicaIn(after.world), replicaIn(before), "nothing of it is changed");
  }
});

t.test("a key that the source changed arrives with the next stream, and is remembered", async (t) => {
  let world = changed(await days(KEY), SOURCE, { pbkdf2salt: "22" });
  for (const day of [3, 4]) {
    const after = await applied(world, day);
    t.equal(after.report.status, "ok", JSON.stringify(after.plan.diagnostics));
    world = after.world;
  }
  t.equal(markIn(world), `raw:passphrase:22/${REPLICA}`);
});

t.test("a mark of another dataset, which is inherited, is not believed", async (t) => {
  const world = changed(await days({}), REPLICA, { "rdump:stream": "raw:passphrase:11/vault" });
  const after = await applied(world, 3);
  t.equal(after.report.status, "ok");
  t.equal(markIn(after.world), `plain/${REPLICA}`);
  const other = await applied(changed(world, REPLICA, { "rdump:stream": `raw:passphrase:11/${REPLICA}` }), 3);
  t.match(other.plan.diagnostics, [{ code: "zfs-replica-key" }]);
});

t.test("a property that zfs receive refused is a warning on a complete point", async (t) => {
  const refused = `cannot receive readonly property on ${REPLICA}: permission denied\n`;
  const after = await applied(furnished({}), 1, refused);
  t.equal(after.report.status, "ok");
  const sent = after.report.actions.find(({ warnings }) => warnings.length > 0);
  t.match(sent, {
    status: "done",
    warnings: [{ code: "zfs-property-refused", detail: /readonly \(permission denied\)/ }],
  });
});

t.test("a replica that stays writable is a warning, and its base gets its hold", async (t) => {
  let world = furnished({});
  for (const day of [1, 2]) {
    const worked = withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
    const host = new FakeHost({ world: worked, now: () => at(day) });
    const io = host.io();
    const run: typeof io.run = async (step, listener) => {
      if (step.do !== "run" || !step.argv.includes("readonly=on")) return io.run(step, listener);
      const failed = await io.run({ ...step, argv: ["zfs", "release", "none", "vault@none"], batch: null }, listener);
      return { ...failed, stderr: Buffer.from(`cannot set property for '${REPLICA}': permission denied\n`) };
    };
    const { report } = await applyOn(CONFIG, { ...io, run }, at(day));
    t.equal(report.status, "ok", JSON.stringify(report.actions));
    const warnings = report.actions.flatMap((each) => each.warnings);
    t.match(warnings[0], { code: "zfs-property-refused", detail: /stays writable: .*permission denied/ });
    world = host.world;
    const held = world.snapshots.filter(({ holds }) => holds.length > 0);
    t.match(held, [{ name: new RegExp(`^${REPLICA}@`), holds: ["rdump-base"] }], "and the source holds nothing");
  }
});

t.test(
  "the base keeps its hold where a bookmark cannot replace it, so another program cannot destroy it",
  async (t) => {
    const withoutSets = (world: World): World => ({
      ...world,
      bookmarks: world.bookmarks.map((each) => ({ ...each, withoutSet: true as const })),
    });
    const heldIn = ({ snapshots }: World) =>
      snapshots.flatMap(({ name, holds }) =>
        name.startsWith(SOURCE) && holds.length > 0 ? [name.slice(-16, -8)] : [],
      );
    let world = furnished(KEY);
    for (const day of [1, 2, 3]) {
      const after = await applied(withoutSets(world), day);
      t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
      world = withoutSets(after.world);
      t.strictSame(heldIn(world), day === 1 ? [] : [`2026110${day}`]);
    }
    const without = {
      ...world,
      snapshots: world.snapshots.filter(({ name, holds }) => !name.startsWith(SOURCE) || holds.length > 0),
    };
    const after = await applied(without, 4);
    t.match(after.plan.actions.find(({ kind }) => kind === "zfs/send")?.input, { base: { from: /^@/ } });
    t.equal(after.report.status, "ok");
    const usual = await days(KEY);
    t.strictSame(heldIn(usual), [], "a complete bookmark needs no hold");
  },
);
