import { changer, type Step } from "@rdump/core/provider";
import { FakeHost, type World, withDataset, withFile } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared } from "../engine.ts";
import { furnished, SOURCE } from "./one-source.ts";

const REPLICA = "vault/home";
const TAG = "rdump-sending-by:lab";

const CONFIG: Declared = {
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: SOURCE },
      integrity: false,
      snapshots: { every: "daily", keep: { daily: 2 } },
      replicas: [{ dataset: REPLICA, every: "daily", keep: { daily: 3 } }],
    },
  },
};

const at = (day: number) => Date.UTC(2026, 10, day, 3);
const stamp = (day: number) => `rdump-202611${String(day).padStart(2, "0")}T030000Z`;

/** `refuses`: the receiver refuses every stream before its first byte is stored, for example without permission. */
async function applied(world: World, day: number, { refuses = false, config = CONFIG } = {}) {
  const worked = withFile(world, "/vol/home/file", `of day ${day}`, day * 1000);
  const host = new FakeHost({ world: worked, now: () => at(day) });
  const io = host.io();
  const run: typeof io.run = (step, listener) => {
    if (!refuses || step.do !== "pipe") return io.run(step, listener);
    return io.run({ ...changer(["zfs", "receive", "-s", "vault/none/none"]), batch: null }, listener);
  };
  return { ...(await applyOn(config, { ...io, run }, at(day))), world: host.world };
}

const sourceIn = ({ snapshots }: World) => snapshots.filter(({ name }) => name.startsWith(`${SOURCE}@`));
const heldIn = (world: World) => sourceIn(world).flatMap(({ name, holds }) => (holds.includes(TAG) ? [name] : []));

for (const [words, daysBefore] of [
  ["a replica that does not exist yet", 0],
  ["a replica with a base", 2],
] as const) {
  t.test(`streams to ${words} that are refused every day leave no holds behind`, async (t) => {
    let world = furnished();
    for (let day = 1; day <= daysBefore; day++) world = (await applied(world, day)).world;
    for (let day = daysBefore + 1; day <= 12; day++) {
      const after = await applied(world, day, { refuses: true });
      t.equal(after.report.status, "partial");
      world = after.world;
      t.ok(heldIn(world).length <= 1, `day ${day}: ${heldIn(world)}`);
      t.ok(
        sourceIn(world).length <= 4,
        `day ${day}: the points of the source expire: ${sourceIn(world).map(({ name }) => name)}`,
      );
    }
    const after = await applied(world, 13);
    t.equal(after.report.status, "ok", JSON.stringify(after.report.actions.filter(({ status }) => status !== "done")));
    t.strictSame(heldIn(after.world), []);
    t.ok(after.world.snapshots.some(({ name }) => name === `${REPLICA}@${stamp(13)}`));
  });
}

t.test("a snapshot that is destroyed before its hold fails its replica alone", async (t) => {
  const two = Object.fromEntries(
    ["home", "mail"].map((name) => [
      name,
      {
        source: { type: "zfs", dataset: `tank/${name}` },
        integrity: false,
        replicas: [{ dataset: `vault/${name}`, every: "daily", keep: { daily: 3 } }],
      },
    ]),
  );
  const world = withDataset(furnished(), "tank/mail", { mountpoint: "/vol/mail" });
  const isLost = (name: string) => name === `tank/mail@${stamp(1)}`;
  const host = new FakeHost({ world, now: () => at(1) });
  const io = host.io();
  const isHold = (step: Step) => step.do === "run" && step.argv[1] === "hold" && step.argv[2] === TAG;
  const run: typeof io.run = (step, listener) => {
    if (isHold(step))
      host.world = { ...host.world, snapshots: host.world.snapshots.filter(({ name }) => !isLost(name)) };
    return io.run(step, listener);
  };
  const { report } = await applyOn({ ...CONFIG, volumes: two }, { ...io, run }, at(1));
  t.equal(host.ran.filter(isHold).length, 1, "one command for all sources");
  const ends = report.actions.filter(({ action }) => /prepare|create .*replicas/.test(action));
  t.match(
    ends.map(({ action, status, diagnostic }) => [action, status, diagnostic?.code ?? null]),
    [
      ['prepare home.replicas["vault/home"]', "done", null],
      ['create home.replicas["vault/home"]', "done", null],
      ['prepare mail.replicas["vault/mail"]', "failed", "zfs-not-sent"],
      ['create mail.replicas["vault/mail"]', "skipped", "apply-skipped"],
    ],
  );
});

t.test("a hold of one replica of a source is no failure of the other replicas", async (t) => {
  const declared = (...datasets: readonly string[]): Declared => ({
    ...CONFIG,
    volumes: {
      home: {
        source: { type: "zfs", dataset: SOURCE },
        integrity: false,
        replicas: datasets.map((dataset) => ({ dataset, every: "daily", keep: { daily: 3 } })),
      },
    },
  });
  const first = await applied(furnished(), 1, { refuses: true, config: declared("vault/b") });
  t.equal(heldIn(first.world).length, 1);
  const after = await applied(first.world, 2, { config: declared("vault/a", "vault/b", "vault/c") });
  t.strictSame(
    after.report.actions.filter(({ status }) => status !== "done"),
    [],
  );
  for (const { name, holds } of sourceIn(after.world)) t.strictSame(holds, [], name);
});
