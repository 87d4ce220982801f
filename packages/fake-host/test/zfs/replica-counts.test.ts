import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared } from "../engine.ts";

/** `npm test` tries 8 of the 100 datasets: each stream needs the same commands. */
const COUNT = Number(process.env.RDUMP_REPLICAS ?? 8);
const NAMES = Array.from({ length: COUNT }, (_, index) => `data${String(index).padStart(2, "0")}`);
const at = (day: number) => Date.UTC(2026, 10, day, 3);

type Way = "local" | "push" | "pull";

/** Many datasets, each with a replica in another pool: on this host, there, or from there. */
function declared(way: Way, keep: object = {}): Declared {
  const on = (side: Way) => (way === side ? { host: "nas" } : {});
  return {
    ...{ version: 1, id: "lab", timezone: "UTC" },
    ...(way === "local" ? {} : { ssh: { nas: {} } }),
    volumes: Object.fromEntries(
      NAMES.map((name) => [
        name,
        {
          source: { type: "zfs", dataset: `tank/${name}`, ...on("pull") },
          integrity: false,
          snapshots: { every: "daily", ...keep },
          replicas: [{ dataset: `vault/copies/${name}`, ...on("push"), every: "daily", ...keep }],
        },
      ]),
    ),
  };
}

function furnished(): World {
  const bothPools = (world: World) => {
    const pools = withPool(withPool(world, "tank"), "vault");
    return NAMES.reduce((now, name) => withDataset(now, `tank/${name}`, { mountpoint: `/vol/${name}` }), pools);
  };
  return { ...bothPools(bareWorld()), hosts: { nas: bothPools({ ...bareWorld(), next: 1_000_000 }) } };
}

function worked(world: World, day: number): World {
  return NAMES.reduce((now, name) => withFile(now, `/vol/${name}/file`, `of day ${day}`, day * 1000), world);
}

async function applied(world: World, day: number, config: Declared, works = true) {
  const commands: string[] = [];
  const host = new FakeHost({ world: works ? worked(world, day) : world, now: () => at(day) });
  const io = host.io();
  const count = (argv: readonly string[]) => void commands.push(argv.join(" "));
  const { report } = await applyOn(
    config,
    {
      ...io,
      query: (command, options) => {
        count(command.argv);
        return io.query(command, options);
      },
      run: (step, listener) => {
        if (step.do === "run" || step.do === "pipe")
          count(step.do === "run" ? step.argv : step.stages.flatMap(({ command }) => command.argv));
        return io.run(step, listener);
      },
    },
    at(day),
  );
  t.equal(report.status, "ok", JSON.stringify(report.actions.filter(({ status }) => status !== "done")));
  return { world: host.world, commands: commands.filter((each) => /\bz(fs|pool)\b/.test(each)) };
}

const KEEPS = { keep: { last: 1 } };

/** A shell gets a command of another host as one word, so one line is enough of each. */
function shown(commands: readonly string[]): string {
  return `${commands.length} commands:\n${commands.map((each) => each.slice(-100)).join("\n")}`;
}

/** The limit is 12 commands and 4 a step; fewer a step leave room for the queries on both hosts. */
for (const [way, most] of [
  ["local", 12],
  ["push", 16],
  ["pull", 16],
] as const) {
  t.test(`a round of many replicas needs ${most} commands and 3 a step: ${way}`, async (t) => {
    let { world } = await applied(furnished(), 1, declared(way));
    for (const day of [2, 3]) {
      const after = await applied(world, day, declared(way));
      t.equal(after.commands.filter((each) => /zfs send /.test(each)).length, NAMES.length);
      t.ok(after.commands.length <= most + 3 * NAMES.length, shown(after.commands));
      t.ok(after.commands.length <= 12 + 4 * NAMES.length, shown(after.commands));
      world = after.world;
    }
    const idle = await applied(world, 3, declared(way), false);
    t.ok(idle.commands.length <= 7, shown(idle.commands));
    t.notOk(idle.commands.some((each) => / (send|receive|hold|release|set) /.test(each)));
  });
}

t.test("expired points of many datasets are examined by two commands", async (t) => {
  const first = await applied(furnished(), 1, declared("local", KEEPS));
  const second = await applied(first.world, 2, declared("local", KEEPS));
  const destroys = second.commands.filter((each) => /^zfs destroy .*@/.test(each));
  t.equal(destroys.length, 2 * NAMES.length);
  t.ok(second.commands.length <= 12 + 2 + 5 * NAMES.length, shown(second.commands));
});
