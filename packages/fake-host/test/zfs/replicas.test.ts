import { FakeHost, type World, withDataset, withFile } from "@rdump/fake-host";
import t, { type Test as Tap } from "tap";
import { Killer } from "../crash/killer.ts";
import { applyOn, type Declared, planOn } from "../engine.ts";
import { furnished, SOURCE } from "./one-source.ts";

const REPLICA = "vault/copies/home";

const declared = (more: Declared = {}, replica: Declared = {}): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 3 }, ...replica }],
      ...more,
    },
  },
});

const at = (day: number) => Date.UTC(2026, 10, day, 3);
const stamp = (day: number) => `rdump-202611${String(day).padStart(2, "0")}T030000Z`;

/** Another file on each day. */
function worked(world: World, day: number): World {
  return withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
}

async function applied(world: World, day: number, config = declared()) {
  const host = new FakeHost({ world: worked(world, day), now: () => at(day) });
  const { plan, report } = await applyOn(config, host.io(), at(day));
  return { world: host.world, plan, report, host };
}

async function days(count: number, config = declared()): Promise<World> {
  let world = furnished();
  for (let day = 1; day <= count; day++) {
    const after = await applied(world, day, config);
    t.equal(
      after.report.status,
      "ok",
      JSON.stringify(
        after.report.actions.map((each) => each),
        null,
        1,
      ),
    );
    world = after.world;
  }
  return world;
}

function wentWell(t: Tap, { status, actions }: { readonly status: string; readonly actions: readonly object[] }) {
  t.match(
    { status, undone: actions.filter((each) => "status" in each && each.status !== "done") },
    { status: "ok", undone: [] },
  );
}

const namesIn = ({ snapshots }: World, dataset: string) =>
  snapshots.filter(({ name }) => name.startsWith(`${dataset}@`)).map(({ name }) => name.slice(dataset.length + 1));

const guidsIn = ({ snapshots }: World, dataset: string) =>
  new Map(
    snapshots.filter(({ name }) => name.startsWith(`${dataset}@`)).map((each) => [each.name.split("@")[1], each]),
  );

/** What must be true of a replica after each finished run. */
function checkReplica(t: Tap, world: World, day: number) {
  const [source, replica] = [guidsIn(world, SOURCE), guidsIn(world, REPLICA)];
  const newest = replica.get(stamp(day));
  t.ok(newest, `the replica has ${stamp(day)}`);
  for (const [name, each] of replica) {
    const origin = source.get(name);
    if (origin !== undefined) t.equal(each.guid, origin.guid);
    t.equal(each.properties["rdump:point"], `lab/${name}`);
    t.strictSame(each.holds, name === stamp(day) ? ["rdump-base"] : []);
  }
  for (const { holds } of source.values()) t.strictSame(holds, []);
  const dataset = world.datasets.find(({ name }) => name === REPLICA);
  t.match(dataset?.properties, { readonly: "on", "rdump:dataset": `lab/${REPLICA}`, "com.sun:auto-snapshot": "false" });
  t.equal(dataset?.partial, undefined);
  t.match(world.datasets.find(({ name }) => name === "vault/copies")?.properties, {
    canmount: "off",
    mountpoint: "none",
  });
  t.ok(
    world.bookmarks.some(({ guid }) => guid === newest?.guid),
    "the next step can begin at a bookmark",
  );
}

t.test("a replica gets one full stream, then steps; its points expire by its own rules", async (t) => {
  const world = await days(5);
  checkReplica(t, world, 5);
  t.strictSame(namesIn(world, REPLICA), [stamp(3), stamp(4), stamp(5)]);
  t.strictSame(namesIn(world, SOURCE), [stamp(4), stamp(5)], "without snapshots, the source keeps the two newest");
  t.strictSame(
    world.bookmarks.map(({ name }) => name),
    [`${SOURCE}#${stamp(4)}:lab`, `${SOURCE}#${stamp(5)}:lab`],
  );
  const host = new FakeHost({ world, now: () => at(5) });
  const { plan } = await planOn(declared(), host.io(), at(5));
  t.strictSame(plan.actions, [], "nothing is due");
  t.strictSame(plan.diagnostics, []);
});

t.test("the plan shows every command of a step, and the pipeline on one line", async (t) => {
  const first = await applied(furnished(), 1);
  const sends = (steps: FakeHost["ran"]) =>
    steps.flatMap((step) =>
      step.do === "pipe" ? [step.stages.map(({ command }) => command.argv.join(" ")).join(" | ")] : [],
    );
  t.match(sends(first.host.ran), [
    new RegExp(`^zfs send -L -c -e -P -v ${SOURCE}@${stamp(1)} \\| zfs receive -s -u -o rdump:dataset=lab/${REPLICA} `),
  ]);
  const second = await applied(first.world, 2);
  t.strictSame(sends(second.host.ran), [
    `zfs send -L -c -e -P -v -i ${SOURCE}@${stamp(1)} ${SOURCE}@${stamp(2)} | zfs receive -s -u ${REPLICA}`,
  ]);
  t.match(
    second.plan.actions.map(({ kind }) => kind),
    ["zfs/point", "zfs/hold", "zfs/send", "zfs/settle"],
  );
});

t.test("the base is kept on both sides while the replica cannot be updated", async (t) => {
  const config = declared({ snapshots: { every: "daily", keep: { daily: 2 } } }, { keep: { last: 1 } });
  let world = await days(2, config);
  t.strictSame(namesIn(world, SOURCE), [stamp(1), stamp(2)]);
  for (const day of [3, 4, 5]) {
    const spoiled = { ...world, datasets: world.datasets.map((each) => spoil(each, true)) };
    const after = await applied(spoiled, day, config);
    t.match(after.plan.diagnostics, [{ code: "zfs-replica-foreign" }]);
    world = after.world;
  }
  t.strictSame(namesIn(world, SOURCE), [stamp(2), stamp(4), stamp(5)], "the source keeps the newest common snapshot");
  const healed = { ...world, datasets: world.datasets.map((each) => spoil(each, false)) };
  const after = await applied(healed, 6, config);
  wentWell(t, after.report);
  t.match(after.plan.actions.find(({ kind }) => kind === "zfs/send")?.input, { base: { from: `@${stamp(2)}` } });
  t.strictSame(namesIn(after.world, REPLICA), [stamp(6)]);
});

type Dataset = World["datasets"][number];
function spoil(each: Dataset, spoils: boolean): Dataset {
  if (each.name !== REPLICA) return each;
  return { ...each, properties: { ...each.properties, "rdump:dataset": spoils ? "other/x" : `lab/${REPLICA}` } };
}

t.test("if the base is destroyed on the source, the next step begins at its bookmark", async (t) => {
  const world = await days(2);
  const without = { ...world, snapshots: world.snapshots.filter(({ name }) => !name.startsWith(`${SOURCE}@`)) };
  const after = await applied(without, 3);
  t.equal(after.report.status, "ok");
  t.match(after.plan.actions.find(({ kind }) => kind === "zfs/send")?.input, { base: { from: `#${stamp(2)}:lab` } });
  checkReplica(t, after.world, 3);
  const lost = { ...without, bookmarks: [] };
  const refused = await applied(lost, 3);
  t.match(refused.plan.diagnostics, [{ code: "zfs-replica-unrelated" }]);
  t.strictSame(namesIn(refused.world, REPLICA), namesIn(world, REPLICA), "nothing is destroyed");
});

t.test("a replica that differs is refused with the reason, and nothing of it is changed", async (t) => {
  const world = await days(2);
  const replica = world.datasets.find(({ name }) => name === REPLICA);
  const [newest] = world.snapshots.filter(({ name }) => name === `${REPLICA}@${stamp(2)}`);
  if (replica === undefined || newest === undefined) throw new Error("no replica");
  const root = world.devices["0:22"]?.root ?? newest.root;
  const device = world.devices[replica.device];
  if (device === undefined) throw new Error("no device");
  const broken: { readonly [code: string]: World } = {
    "zfs-replica-newer": {
      ...world,
      snapshots: [...world.snapshots, { ...newest, name: `${REPLICA}@by-hand`, guid: "77", txg: 9999, holds: [] }],
    },
    "zfs-replica-modified": { ...world, devices: { ...world.devices, [replica.device]: { ...device, root } } },
    "zfs-replica-empty": {
      ...world,
      snapshots: world.snapshots.filter(({ name }) => !name.startsWith(`${REPLICA}@`)),
    },
  };
  for (const [code, each] of Object.entries(broken)) {
    const after = await applied(each, 3);
    t.match(after.plan.diagnostics, [{ code, address: `home.replicas["${REPLICA}"]` }], code);
    t.strictSame(
      after.world.datasets.filter(({ name }) => name === REPLICA),
      each.datasets.filter(({ name }) => name === REPLICA),
    );
    t.strictSame(namesIn(after.world, REPLICA), namesIn(each, REPLICA));
    t.ok(namesIn(after.world, SOURCE).includes(stamp(3)), "the source got its snapshot");
  }
});

t.setTimeout(180_000);
t.test("a run that is killed or interrupted at any instant is finished by the next one", async (t) => {
  let [resumed, instants] = [0, 0];
  for (const [day, before] of [
    [1, furnished()],
    [3, await days(2)],
  ] as const) {
    for (const then of day === 1 ? (["die"] as const) : (["die", "stop"] as const)) {
      // An interrupt differs from a kill only while the stream is in flight.
      for (let instant = 0; ; instant += then === "stop" ? 3 : 1) {
        const killer = new Killer({ stop: then === "stop" ? instant : null, die: then === "die" ? instant : null });
        const host = new FakeHost({
          world: worked(before, day),
          now: () => at(day),
          fate: (step, halves) => killer.fate(step, halves),
        });
        const io = host.io({
          dead: () => killer.dead,
          ...(then === "stop" ? { stopped: () => killer.signal.aborted } : {}),
        });
        const run = applyOn(declared(), io, at(day)).catch(() => {});
        await Promise.race([run, killer.died]);
        if (killer.events.length === 0) break;
        instants++;
        if (host.world.datasets.some(({ partial }) => partial !== undefined)) resumed++;
        const words = `day ${day}: ${killer.events.join()}`;
        // On the next day, so that the step that was begun is not the only one.
        const after = await applied(host.world, day + 1);
        t.equal(after.report.status, "ok", words);
        const seen = await planOn(declared(), after.host.io(), at(day + 1));
        // A resumed run brings two points, and a plan counts one: the older one expires in the next run.
        const others = seen.plan.actions.filter(({ kind }) => kind !== "zfs/destroy");
        t.strictSame(others, [], words);
        checkReplica(t, after.world, day + 1);
      }
    }
  }
  t.ok(instants > 40 && resumed > 0, `${instants} instants, ${resumed} of them with an interrupted receive`);
});

t.test("the rest of a stream of the same day completes its point, and no second one is made", async (t) => {
  const before = await days(2);
  const config = declared({ snapshots: { every: "daily" } });
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
      return { at: { half: 0 }, then };
    },
  });
  await Promise.race([applyOn(config, host.io(), at(3)), died]);
  const later = new FakeHost({ world: worked(host.world, 4), now: () => at(3) + 3_600_000 });
  const { plan, report } = await applyOn(config, later.io(), at(3) + 3_600_000);
  wentWell(t, report);
  t.strictSame(
    plan.actions.map(({ kind }) => kind).filter((kind) => kind !== "zfs/destroy"),
    ["zfs/send", "zfs/settle"],
  );
  checkReplica(t, later.world, 3);
  t.equal(namesIn(later.world, SOURCE).at(-1), stamp(3), "the source has one snapshot of the day");
  const next = await planOn(config, later.io(), at(3) + 7_200_000);
  t.strictSame(next.plan.actions, []);
  const tomorrow = await applied(later.world, 4, config);
  wentWell(t, tomorrow.report);
  checkReplica(t, tomorrow.world, 4);
});

t.test("an interrupted stream whose snapshot is lost is discarded, and a new one is sent", async (t) => {
  for (const [day, before] of [
    [1, furnished()],
    [3, await days(2)],
  ] as const) {
    const partial = { toGuid: "4711", fromGuid: null };
    const half =
      day === 1
        ? withDataset(withDataset(before, "vault/copies", { canmount: "off", mountpoint: "none" }), REPLICA, {
            "rdump:dataset": `lab/${REPLICA}`,
            "com.sun:auto-snapshot": "false",
          })
        : before;
    const world = {
      ...half,
      datasets: half.datasets.map((each) => (each.name === REPLICA ? { ...each, partial } : each)),
    };
    const after = await applied(world, day);
    t.match(
      after.plan.actions.map(({ kind }) => kind),
      ["zfs/point", "zfs/discard", "zfs/hold", "zfs/send", "zfs/settle"],
    );
    t.equal(after.report.status, "ok");
    t.equal((await applied(after.world, day + 1)).report.status, "ok");
  }
});

t.test("a mirror is replicated", async (t) => {
  const config: Declared = {
    version: 1,
    id: "lab",
    timezone: "UTC",
    volumes: {
      home: {
        source: { type: "zfs", dataset: SOURCE },
        integrity: false,
        mirrors: [
          {
            dataset: "tank/mirror",
            every: "daily",
            keep: { daily: 2 },
            replicas: [{ dataset: REPLICA, every: "daily" }],
          },
        ],
      },
    },
  };
  let world = furnished();
  for (const day of [1, 2]) {
    const after = await applied(world, day, config);
    wentWell(t, after.report);
    world = after.world;
  }
  const [mirror, replica] = [guidsIn(world, "tank/mirror"), guidsIn(world, REPLICA)];
  t.strictSame([...replica.keys()], [stamp(1), stamp(2)]);
  for (const [name, each] of replica) t.equal(each.guid, mirror.get(name)?.guid);
});

t.test("each child of a recursive volume has a replica below that of its parent", async (t) => {
  const source = { type: "zfs", dataset: SOURCE, recursive: true };
  const replicas = [{ dataset: REPLICA, every: "daily", keep: { daily: 3 } }];
  const config: Declared = { ...declared(), volumes: { home: { source, integrity: false, replicas } } };
  let world = withDataset(withDataset(furnished(), `${SOURCE}/ada`), `${SOURCE}/ada/mail`);
  for (const day of [1, 2]) {
    const after = await applied(world, day, config);
    wentWell(t, after.report);
    world = after.world;
  }
  for (const child of ["", "/ada", "/ada/mail"])
    t.strictSame(namesIn(world, `${REPLICA}${child}`), [stamp(1), stamp(2)], child);
  t.strictSame((await planOn(config, new FakeHost({ world, now: () => at(2) }).io(), at(2))).plan.actions, []);
});
