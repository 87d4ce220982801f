import type { Step } from "@rdump/core/provider";
import { FakeHost, type World, withFile } from "@rdump/fake-host";
import t, { type Test as Tap } from "tap";
import { Killer } from "../crash/killer.ts";
import { applyOn, type Declared, planOn } from "../engine.ts";
import { furnished, SOURCE } from "./one-source.ts";

const REPLICA = "vault/home";

const declared = (replica: Declared = {}, snapshots: Declared = { every: "daily", keep: { daily: 10 } }): Declared => ({
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      snapshots,
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 4 }, ...replica }],
    },
  },
});

const HOUR = 3_600_000;
const at = (day: number, hour = 3) => Date.UTC(2026, 10, day, hour);
const stamp = (day: number, hour = 3) => `rdump-${new Date(at(day, hour)).toISOString().replaceAll(/[-:]|\.000/g, "")}`;

const worked = (world: World, now: number) => withFile(world, "/vol/home/file", `at ${now}`, now);

interface Applied extends Awaited<ReturnType<typeof applyOn>> {
  readonly world: World;
  readonly ran: readonly Step[];
}

/** `without`: the pool of the replica cannot be seen. */
async function applied(world: World, now: number, config: Declared, { without = false } = {}): Promise<Applied> {
  const pools = { ...world.pools };
  const host = new FakeHost({ world: hidden(worked(world, now), without), now: () => now });
  const after = await applyOn(config, host.io(), now);
  return { ...after, world: { ...host.world, pools }, ran: host.ran };
}

function hidden(world: World, isHidden: boolean): World {
  if (!isHidden) return world;
  const { vault: _, ...pools } = world.pools;
  return { ...world, pools };
}

const namesIn = ({ snapshots }: World, dataset: string) =>
  snapshots.filter(({ name }) => name.startsWith(`${dataset}@`)).map(({ name }) => name.slice(dataset.length + 1));

const sendsIn = (ran: readonly Step[]) =>
  ran.flatMap((step) => (step.do === "pipe" ? [(step.stages[0]?.command.argv ?? []).slice(7).join(" ")] : []));

async function paused(config: Declared, from: number, to: number): Promise<World> {
  let { world } = await applied(furnished(), at(1), config);
  for (let day = from; day <= to; day++) world = (await applied(world, at(day), config, { without: true })).world;
  return world;
}

function settled(t: Tap, world: World, newest: string) {
  const replica = world.snapshots.filter(({ name }) => name.startsWith(`${REPLICA}@`));
  for (const each of replica) {
    const name = each.name.slice(REPLICA.length + 1);
    t.equal(each.properties["rdump:point"], `lab/${name}`);
    t.strictSame(each.holds, name === newest ? ["rdump-base"] : [], name);
    const origin = world.snapshots.find((other) => other.name === `${SOURCE}@${name}`);
    if (origin !== undefined) t.equal(each.guid, origin.guid);
  }
  for (const { name, holds } of world.snapshots) if (name.startsWith(`${SOURCE}@`)) t.strictSame(holds, [], name);
}

t.test("after a pause, a replica gets the points that its rules keep, oldest first, one stream each", async (t) => {
  const config = declared();
  const world = await paused(config, 2, 8);
  t.strictSame(namesIn(world, REPLICA), [stamp(1)]);
  const after = await applied(world, at(9), config);
  t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
  t.match(
    after.plan.actions.find(({ kind }) => kind === "zfs/send"),
    { reason: "due: no replica for 2026-11-09 yet; before it 3 points that the replica missed" },
  );
  t.strictSame(sendsIn(after.ran), [
    `-i ${SOURCE}@${stamp(1)} ${SOURCE}@${stamp(6)}`,
    `-i ${SOURCE}@${stamp(6)} ${SOURCE}@${stamp(7)}`,
    `-i ${SOURCE}@${stamp(7)} ${SOURCE}@${stamp(8)}`,
    `-i ${SOURCE}@${stamp(8)} ${SOURCE}@${stamp(9)}`,
  ]);
  t.strictSame(namesIn(after.world, REPLICA), [stamp(6), stamp(7), stamp(8), stamp(9)], "and the older ones expire");
  settled(t, after.world, stamp(9));
  const next = await planOn(config, new FakeHost({ world: after.world, now: () => at(9) }).io(), at(9));
  t.strictSame([next.plan.actions, next.plan.diagnostics], [[], []], "nothing is left to do");
  const tomorrow = await applied(after.world, at(10), config);
  t.equal(tomorrow.report.status, "ok");
  t.equal(sendsIn(tomorrow.ran).length, 1, "one step a day");
  t.equal(tomorrow.world.bookmarks.length, 2, "bookmarks that no stream needs are destroyed");
});

t.test("a daily replica with hourly rules gets the points of the hours", async (t) => {
  const config = declared({ keep: { hourly: 3, daily: 2 } }, { every: "hourly", keep: { hourly: 30 } });
  let world = furnished();
  for (let now = at(1, 22); now < at(2, 0); now += HOUR) world = (await applied(world, now, config)).world;
  t.strictSame(namesIn(world, REPLICA), [stamp(1, 22)]);
  const midnight = await applied(world, at(2, 0), config);
  t.strictSame(namesIn(midnight.world, REPLICA), [stamp(1, 22), stamp(1, 23), stamp(2, 0)]);
  t.equal(midnight.report.status, "ok");
});

t.test("a daily replica of hourly snapshots with daily rules gets one a day", async (t) => {
  const config = declared({}, { every: "hourly", keep: { hourly: 30 } });
  let world = furnished();
  for (let now = at(1, 20); now < at(2, 3); now += HOUR) {
    const after = await applied(world, now, config);
    t.ok(sendsIn(after.ran).length <= 1);
    world = after.world;
  }
  t.strictSame(namesIn(world, REPLICA), [stamp(1, 20), stamp(2, 0)]);
});

t.test("snapshots that the source expires in the same run, and those of others, are not sent", async (t) => {
  const config = declared({}, { every: "daily", keep: { daily: 2 } });
  const world = await paused(config, 2, 5);
  const newest = world.snapshots.find(({ name }) => name === `${SOURCE}@${stamp(5)}`);
  if (newest === undefined) throw new Error("no snapshot");
  const others = { ...newest, name: `${SOURCE}@by-hand`, guid: "77", properties: {} };
  const after = await applied({ ...world, snapshots: [...world.snapshots, others] }, at(6), config);
  t.equal(after.report.status, "ok", JSON.stringify(after.report.actions));
  t.strictSame(namesIn(after.world, REPLICA).slice(-2), [stamp(5), stamp(6)]);
  t.notOk(namesIn(after.world, REPLICA).includes("by-hand"));
});

t.setTimeout(180_000);
t.test("a run with several steps that is killed at any instant is finished by the next one", async (t) => {
  const config = declared();
  const before = await paused(config, 2, 4);
  let instants = 0;
  for (let instant = 0; ; instant += 3) {
    const killer = new Killer({ stop: null, die: instant });
    const host = new FakeHost({
      world: worked(before, at(5)),
      now: () => at(5),
      fate: (step, halves) => killer.fate(step, halves),
    });
    const run = applyOn(config, host.io({ dead: () => killer.dead }), at(5)).catch(() => {});
    await Promise.race([run, killer.died]);
    if (killer.events.length === 0) break;
    instants++;
    const words = killer.events.join();
    const after = await applied(host.world, at(6), config);
    t.equal(after.report.status, "ok", words);
    settled(t, after.world, stamp(6));
    const got = namesIn(after.world, REPLICA);
    for (const day of [4, 6]) t.ok(got.includes(stamp(day)), `${words}: ${stamp(day)} in ${got}`);
  }
  t.ok(instants > 5, `${instants} instants`);
});
