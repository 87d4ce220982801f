import { allGroups } from "@rdump/core";
import type { ChainedScope, ReadRequest, RunIo } from "@rdump/core/provider";
import { runAt } from "@rdump/core/provider";
import { bareWorld, FakeHost, withDataset, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn, type Declared, planOn, providersWith } from "../engine.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 1, 3);
const daily = { every: "daily", keep: { daily: 4 } };
const providers = providersWith();
const RUN = runAt("20261110T030000Z-00000001", Date.UTC(2026, 10, 10, 3));

const DECLARED: Declared = {
  version: 1,
  id: "lab",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      integrity: { snapshot: true },
      snapshots: daily,
      mirrors: [{ dataset: "vault/home", ...daily }],
      replicas: [{ dataset: "vault/copy", ...daily }],
    },
  },
};

/** A host with two days of snapshots, mirrors and replicas. */
async function twoDays() {
  let now = START;
  const pools = withPool(withPool(bareWorld(), "tank"), "vault");
  const world = withDataset(pools, "tank/home", { mountpoint: "/vol/home" });
  const host = new FakeHost({ world: withFile(world, "/vol/home/file", "day 0", 1000), now: () => now });
  for (const day of [0, 1]) {
    now = START + day * DAY;
    host.world = withFile(host.world, "/vol/home/file", `day ${day}`, 1000 + day);
    const { report } = await applyOn(DECLARED, host.io(), now);
    t.equal(report.status, "ok", JSON.stringify(report.actions.filter(({ status }) => status !== "done")));
  }
  return { host, now };
}

async function chainsOf(host: FakeHost, now: number) {
  const { observed, desired } = await planOn(DECLARED, host.io(), now);
  return allGroups(desired.config).map(({ group }) => {
    const seen = observed.groups.get(group.address);
    const oldest = seen?.points[0];
    const reader = providers.reader(group.target.targetType);
    if (seen === undefined || oldest === undefined || reader === null) throw new Error(group.address);
    const request = { owner: "lab", claim: { owners: ["lab"], volumes: ["home"], machines: [] }, facts: seen.facts };
    const { scratch } = desired.config;
    const reading = reader.read({ ...request, group, point: oldest, scratch } as unknown as ReadRequest as never);
    if (reading.kind !== "tree" || reading.opening.tree === null) throw new Error("no tree");
    const { tree, scopes } = reading.opening;
    return { address: group.address, scopes, tree, records: reading.records };
  });
}

function opened(scope: ChainedScope, io: RunIo) {
  return providers.scope(scope.kind).acquire(scope.input, RUN, io);
}

t.test("the oldest snapshot of a source, a mirror and a replica is read, and closed again", async (t) => {
  const { host, now } = await twoDays();
  const io = host.io();
  const mounts = host.world.mounts.length;
  const chains = await chainsOf(host, now);
  t.equal(chains.length, 3);
  for (const { address, scopes, tree, records } of chains) {
    for (const scope of scopes) t.equal(await opened(scope, io), null, address);
    t.equal((await io.readFile(`${tree.path}/file`, 100))?.toString(), "day 0", address);
    t.equal(
      await providers.verifier(tree.verifier).verify({ ...tree, run: runAt("run-1", 0) }, "before", io),
      null,
      address,
    );
    const isSource = address.startsWith("home.snapshots");
    t.equal(records.length, isSource ? 1 : 0, address);
    for (const record of records) {
      const surefile = await io.readFile(`${record}/2sure.dat.gz`, 1_000_000);
      t.match(surefile?.toString(), /20261101T030000Z/, "the companion has the revision of the point");
    }
    for (const { kind, input } of scopes.toReversed())
      t.equal(await providers.scope(kind).release(input, RUN, io), null);
    t.equal(host.world.mounts.length, mounts);
  }
});

t.test("a snapshot of the same name that is not the planned one is not read", async (t) => {
  const { host, now } = await twoDays();
  const chains = await chainsOf(host, now);
  const snapshots = host.world.snapshots.map((each) => ({ ...each, guid: `${each.guid}9` }));
  host.world = { ...host.world, snapshots };
  for (const { scopes } of chains) {
    const [last] = scopes.slice(-1);
    if (last === undefined) throw new Error("no scope");
    t.match(await opened(last, host.io()), { code: "zfs-point-changed" });
  }
});

t.test("a mount of a dead restore is found and unmounted", async (t) => {
  const { host, now } = await twoDays();
  const mounts = host.world.mounts.length;
  for (const { scopes } of await chainsOf(host, now)) for (const scope of scopes) await opened(scope, host.io());
  t.equal(host.world.mounts.length, mounts + 4);
  const { observed } = await planOn(DECLARED, host.io(), now);
  t.equal(observed.leftovers.length, 4);
  for (const { kind, input } of observed.leftovers) {
    t.equal(await providers.scope(kind).release(input, RUN, host.io()), null);
  }
  t.equal(host.world.mounts.length, mounts);
  t.strictSame((await planOn(DECLARED, host.io(), now)).observed.leftovers, []);
});
