import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { type Applied, applyOn, type Declared, planOn } from "../engine.ts";

const SOURCE = "tank/home";
const REPLICA = "vault/copies/home";
const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 10, 1, 3);
const at = (hour: number) => BEGIN + hour * HOUR;
const stamp = (hour: number) => `rdump-${new Date(at(hour)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

const declared = (replica: Declared, more: Declared = {}): Declared => ({
  ...{ version: 1, id: "lab", timezone: "UTC", ssh: { nas: {} } },
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      snapshots: { every: "hourly", keep: { hourly: 48 } },
      replicas: [{ dataset: REPLICA, every: "6h", keep: { hourly: 3 }, ...replica }],
      ...more,
    },
  },
});

function furnished(): World {
  const world = withPool(withPool(bareWorld(), "tank"), "vault");
  const here = withDataset(world, SOURCE, { mountpoint: "/vol/home" });
  return { ...here, hosts: { nas: withPool({ ...bareWorld(), next: 1_000_000 }, "vault") } };
}

const worked = (world: World, hour: number) => withFile(world, "/vol/home/file", `of hour ${hour}`, hour * 1000);

async function applied(before: World, hour: number, config: Declared) {
  const host = new FakeHost({ world: worked(before, hour), now: () => at(hour) });
  const { report, plan }: Applied = await applyOn(config, host.io(), at(hour));
  t.equal(report.status, "ok", JSON.stringify(report.actions.filter(({ status }) => status !== "done")));
  const pipes = host.ran.flatMap((step) =>
    step.do === "pipe" ? [step.stages.map(({ command }) => command.argv.join(" ")).join(" | ")] : [],
  );
  return { world: host.world, plan, pipes };
}

async function hours(last: number, config: Declared, world = furnished()): Promise<World> {
  let now = world;
  for (let hour = 0; hour <= last; hour++) now = (await applied(now, hour, config)).world;
  return now;
}

/** Another program makes a snapshot of the source. */
function withForeign(world: World): World {
  const [first] = world.snapshots;
  if (first === undefined) throw new Error("no snapshot");
  const foreign = { ...first, name: `${SOURCE}@by-hand`, guid: "4711", txg: world.next, holds: [], properties: {} };
  return { ...world, next: world.next + 1, snapshots: [...world.snapshots, foreign] };
}

const namesIn = ({ snapshots }: World, dataset: string) =>
  snapshots.flatMap(({ name }) => (name.startsWith(`${dataset}@`) ? [name.slice(dataset.length + 1)] : []));

/** Three snapshots of the source and one of another program are between the base and the newest one. */
async function beforeStep(config: Declared): Promise<World> {
  const world = withForeign(await hours(1, config));
  return (await applied(world, 2, config)).world;
}

const replicated = ({ snapshots }: World) =>
  snapshots.flatMap(({ name, ...each }) =>
    name.startsWith(`${REPLICA}@`) ? [{ ...each, name: name.slice(REPLICA.length + 1) }] : [],
  );

const ALL = [stamp(0), stamp(1), "by-hand", stamp(2), stamp(3)];

t.test("with `intermediates`, each snapshot after the base arrives, with its mark and its rules", async (t) => {
  const config = declared({ intermediates: true });
  const before = await beforeStep(config);
  t.strictSame(namesIn(before, REPLICA), [stamp(0)], "a slot of 6 hours begins at 6 o'clock");
  const after = await applied(before, 3, config);
  t.match(after.pipes, [new RegExp(`^zfs send -L -c -e -P -v -I ${SOURCE}@${stamp(0)} ${SOURCE}@${stamp(3)} \\| `)]);
  t.strictSame(namesIn(after.world, REPLICA), ALL);
  for (const { name, properties, holds } of replicated(after.world)) {
    t.equal(properties["rdump:point"], name === "by-hand" ? undefined : `lab/${name}`, name);
    t.strictSame(holds, name === stamp(3) ? ["rdump-base"] : []);
  }
  const next = await applied(after.world, 4, config);
  t.strictSame(namesIn(next.world, REPLICA), ALL.slice(1), "its rules expire what is own");
});

/** A run made a snapshot of this name beside the first point of the source. */
function withAuxiliary(world: World, name: string, properties?: { readonly [name: string]: string }): World {
  const first = world.snapshots.find((each) => each.name === `${SOURCE}@${stamp(0)}`);
  if (first === undefined) throw new Error("no snapshot");
  const guid = String(world.next);
  const made = {
    ...first,
    name: `${SOURCE}@${name}`,
    guid,
    txg: world.next,
    holds: [],
    ...(properties && { properties }),
  };
  return { ...world, next: world.next + 1, snapshots: [...world.snapshots, made] };
}

t.test(
  "snapshots of scans and clones that arrived are destroyed, and those of other owners and machines stay",
  async (t) => {
    const config = declared({ intermediates: true, keep: { hourly: 24 } });
    let before = await hours(1, config);
    before = withAuxiliary(before, `${stamp(0)}-clone`);
    before = withAuxiliary(before, `${stamp(1)}-clone`, {});
    const foreign = { "rdump:point": `lab/${stamp(2)}`, "rdump:machine": `0000000000000000/${stamp(2)}` };
    before = withAuxiliary(before, `${stamp(2)}-clone`, foreign);
    const { world } = await applied((await applied(before, 2, config)).world, 3, config);
    t.ok(namesIn(world, REPLICA).includes(`${stamp(0)}-clone`), "it arrived by -I");
    const kept = [`${stamp(1)}-clone`, `${stamp(2)}-clone`];
    const next = await applied(world, 4, config);
    t.match(
      next.plan.actions.find(({ kind }) => kind === "zfs/destroy"),
      { verb: "destroy", reason: new RegExp(`: ${stamp(0)}-clone$`), destroys: [] },
    );
    t.strictSame(
      namesIn(next.world, REPLICA).filter((name) => /-clone$/.test(name)),
      kept,
    );
    t.equal(namesIn(next.world, SOURCE).filter((name) => /-clone$/.test(name)).length, 3, "the source keeps its own");
    const lasting = declared({ intermediates: true, keep: {} });
    const plain = await applied(world, 4, lasting);
    t.equal(namesIn(plain.world, REPLICA).filter((name) => /-clone$/.test(name)).length, 3, "no rule, no destroy");
  },
);

/** The machine dies while a snapshot of the stream of hour 3 arrives. */
async function cutIn(half: number, before: World, config: Declared): Promise<World> {
  let cut = () => {};
  const died = new Promise<void>((resolve) => {
    cut = resolve;
  });
  const host = new FakeHost({
    world: worked(before, 3),
    now: () => at(3),
    fate: (step) => {
      if (step.do !== "pipe") return "run";
      setImmediate(cut);
      const then = "die";
      return { at: { half }, then };
    },
  });
  await Promise.race([applyOn(config, host.io(), at(3)), died]);
  return host.world;
}

t.test("a stream with intermediates that is cut at a snapshot continues at that snapshot", async (t) => {
  const config = declared({ intermediates: true, keep: { hourly: 24 } });
  const before = await beforeStep(config);
  // In the first snapshot of the stream, in that of another program, and in the last one.
  for (const half of [0, 1, 3]) {
    const cut = await cutIn(half, before, config);
    const after = await applied(cut, 9, config);
    t.match(after.pipes[0], / -t /, `cut in snapshot ${half}`);
    t.strictSame(namesIn(after.world, REPLICA), [...ALL, stamp(9)]);
    for (const { name, properties } of replicated(after.world))
      t.equal(properties["rdump:point"], name === "by-hand" ? undefined : `lab/${name}`, name);
    const bookmarks = after.world.bookmarks.map(({ name }) => name);
    t.notMatch(bookmarks.join(), /by-hand/, "a bookmark of another program's snapshot would stay for ever");
  }
});

const heldIn = ({ snapshots }: World) =>
  snapshots.flatMap(({ name, holds }) => (name.startsWith(`${SOURCE}@`) && holds.length > 0 ? [name] : []));

t.test("the base stays while another program destroys what it can between two streams", async (t) => {
  const config = declared({ intermediates: true, keep: { hourly: 24 } });
  const before = await beforeStep(config);
  t.strictSame(heldIn(before), [`${SOURCE}@${stamp(0)}`], "the next stream begins at it");
  // The snapshot of another program arrived, and has no bookmark at the source.
  const cut = await cutIn(2, before, config);
  t.strictSame(namesIn(cut, REPLICA), ALL.slice(0, 3));
  const left = cut.snapshots.filter(({ name, holds }) => !name.startsWith(`${SOURCE}@`) || holds.length > 0);
  const { world, pipes } = await applied({ ...cut, snapshots: left }, 9, config);
  t.match(pipes, [/ -t /, new RegExp(` -I ${SOURCE}@${stamp(2)} ${SOURCE}@${stamp(9)} `)]);
  t.strictSame(namesIn(world, REPLICA), [...ALL, stamp(9)]);
  t.strictSame(heldIn(world), [`${SOURCE}@${stamp(9)}`]);
  const { plan } = await applied(world, 10, config);
  t.notOk(
    plan.actions.some(({ address }) => /replicas/.test(address)),
    "nothing of it is due",
  );
});

t.test("a stream passes mbuffer here, and zstd where it leaves and arrives", async (t) => {
  const stages = { compression: "zstd", rateLimit: "10 MiB/s", buffer: "64 MiB" };
  const local = await applied(furnished(), 0, declared({ rateLimit: "10 MiB/s" }));
  t.match(local.pipes, [/^zfs send .* \| mbuffer -q -m 16777216 -R 10485760 \| zfs receive /]);
  const push = await applied(furnished(), 0, declared({ ...stages, host: "nas" }));
  const far = 'rdump: stage 0: \\$\\?" >&2; \\} \\| exec env .*';
  t.match(push.pipes, [
    new RegExp(
      `^zfs send .* \\| zstd -q -c \\| mbuffer -q -m 67108864 -R 10485760 \\| ssh .* zstd -q -d -c .*${far} zfs receive `,
    ),
  ]);
  const second = await applied(push.world, 6, declared({ ...stages, host: "nas" }));
  t.strictSame(namesIn(second.world.hosts?.nas ?? bareWorld(), REPLICA), [stamp(0), stamp(6)]);
  const there = { ...furnished(), hosts: { nas: furnished() } };
  const source = { source: { type: "zfs", dataset: SOURCE, host: "nas" } };
  const pull = await applied(there, 0, declared(stages, source));
  t.match(pull.pipes, [
    new RegExp(`^ssh .* zfs send .*${far} zstd -q -c \\| mbuffer .* \\| zstd -q -d -c \\| zfs receive `),
  ]);
  t.strictSame(namesIn(pull.world, REPLICA), [stamp(0)]);
});

t.test("a missing program is reported by the plan, and nothing of the replica is touched", async (t) => {
  for (const [missing, place] of [
    ["mbuffer", "on this host"],
    ["zstd", "on nas"],
  ] as const) {
    const host = new FakeHost({ world: worked(furnished(), 0), now: () => at(0) });
    const io = host.io();
    const without: typeof io = {
      ...io,
      async query(command, options) {
        const isMissing = command.argv.includes(missing) && command.argv.includes("ssh") === (missing === "zstd");
        const result = await io.query(command, options);
        return isMissing ? { ...result, exitCode: missing === "zstd" ? 127 : null } : result;
      },
    };
    const { plan } = await planOn(declared({ host: "nas", compression: "zstd", buffer: "2 MiB" }), without, at(0));
    const [diagnostic] = plan.diagnostics;
    t.match(diagnostic, { code: "zfs-program-missing", severity: "error", address: /home.replicas/ });
    t.match(diagnostic?.detail, new RegExp(`${missing} cannot be run ${place}`));
    t.strictSame(
      plan.actions.map(({ kind }) => kind),
      ["zfs/point"],
    );
  }
});

t.test("a plan shows about how much each stream sends, and asks nothing if nothing is sent", async (t) => {
  const config = declared({});
  const asked = async (world: World, hour: number) => {
    const host = new FakeHost({ world: worked(world, hour), now: () => at(hour) });
    const queries: string[] = [];
    const io = host.io();
    const { estimated } = await planOn(
      config,
      {
        ...io,
        query: (command, options) => {
          queries.push(command.argv.join(" "));
          return io.query(command, options);
        },
      },
      at(hour),
    );
    const sizes = queries.filter((each) => / name,property,value /.test(each));
    return { bytes: estimated.estimates?.map((each) => each.bytes) ?? [], sizes };
  };
  const first = await asked(furnished(), 0);
  t.strictSame(first, { bytes: [1_048_576], sizes: [`zfs get -Hp -o name,property,value referenced ${SOURCE}`] });
  const { world } = await applied(furnished(), 0, config);
  const second = await asked(world, 6);
  t.strictSame(second.bytes, [4096]);
  t.strictSame(second.sizes, [`zfs get -Hp -o name,property,value referenced,written@${stamp(0)} ${SOURCE}`]);
  t.strictSame(await asked(world, 1), { bytes: [], sizes: [] });
});
