import { bareWorld, FakeHost, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared } from "../engine.ts";

const NAMES = Array.from({ length: 6 }, (_, index) => `data${String(index).padStart(2, "0")}`);
const at = (day: number) => Date.UTC(2026, 10, day, 3);

/** Many datasets, each with a replica in another pool, here or on another host. */
function declared(host: string | null, keep: object = {}): Declared {
  const place = host === null ? {} : { host };
  return {
    ...{ version: 1, id: "lab", timezone: "UTC" },
    ...(host === null ? {} : { ssh: { nas: {} } }),
    volumes: Object.fromEntries(
      NAMES.map((name) => [
        name,
        {
          source: { type: "zfs", dataset: `tank/${name}` },
          integrity: false,
          snapshots: { every: "daily", ...keep },
          replicas: [{ dataset: `vault/copies/${name}`, ...place, every: "daily", ...keep }],
        },
      ]),
    ),
  };
}

function furnished(): World {
  const tank = withPool(withPool(bareWorld(), "tank"), "vault");
  const world = NAMES.reduce((now, name) => withDataset(now, `tank/${name}`, { mountpoint: `/vol/${name}` }), tank);
  return { ...world, hosts: { nas: withPool({ ...bareWorld(), next: 1_000_000 }, "vault") } };
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
        if (step.do !== "write")
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

for (const [host, most] of [
  [null, 11],
  ["nas", 15],
] as const) {
  t.test(`a round of many replicas needs ${most} commands and 4 a step: ${host ?? "this host"}`, async (t) => {
    let { world } = await applied(furnished(), 1, declared(host));
    for (const day of [2, 3]) {
      const after = await applied(world, day, declared(host));
      t.equal(after.commands.filter((each) => / send /.test(each)).length, NAMES.length);
      t.ok(after.commands.length <= most + 4 * NAMES.length, shown(after.commands));
      world = after.world;
    }
    const idle = await applied(world, 3, declared(host), false);
    t.ok(idle.commands.length <= 7, shown(idle.commands));
    t.notOk(idle.commands.some((each) => / (send|receive|hold|release|set) /.test(each)));
  });
}

t.test("expired points of many datasets are examined by two commands", async (t) => {
  const first = await applied(furnished(), 1, declared(null, KEEPS));
  const second = await applied(first.world, 2, declared(null, KEEPS));
  const destroys = second.commands.filter((each) => /^zfs destroy .*@/.test(each));
  t.equal(destroys.length, 2 * NAMES.length);
  t.ok(second.commands.length <= 11 + 2 + 6 * NAMES.length, shown(second.commands));
});
