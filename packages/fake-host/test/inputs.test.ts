import { allGroups, inputFault, type Plan, type Providers, planFault } from "@rdump/core";
import { discoveryRequest } from "@rdump/core/conformance";
import { type Json, type Proposal, runAt, sampleFilesIn, stampOf } from "@rdump/core/provider";
import { bareWorld, changed, FakeHost, type World, withDataset, withPool } from "@rdump/fake-host";
import fc from "fast-check";
import t from "tap";
import type { Recipe } from "./crash/recipe.ts";
import { declaredBy, livedOn, worldFor } from "./crash/scene.ts";
import { applyOn, type Declared, planOn, providersWith } from "./engine.ts";

const EVERYTHING: Recipe = {
  volumes: [
    {
      source: "dataset",
      type: "ext4",
      archives: 1,
      mirror: true,
      snapshots: 1,
      mirrored: 1,
      clone: true,
      integrity: true,
      files: 3,
    },
    {
      source: "dataset",
      type: "ext4",
      archives: 1,
      mirror: false,
      snapshots: null,
      mirrored: null,
      clone: true,
      integrity: true,
      files: 2,
    },
    { source: "classic", type: "ext4", archives: 1, mirror: true, integrity: true, files: 2 },
    { source: "thin", type: "xfs", archives: 1, mirror: true, integrity: true, files: 2 },
    { source: "directory", type: "ext4", archives: 1, mirror: true, integrity: true, files: 2 },
  ],
  past: [],
  strangers: [],
  upkeep: true,
  minute: 0,
  later: 1,
  power: "process",
  overflow: null,
};

const DAY = 86_400_000;
const RUN = runAt(`${stampOf(DAY)}-00000000`, DAY);
const providers = providersWith();

type Handler = Pick<ReturnType<Providers["action"]>, "kind" | "version" | "schema">;

interface Sample {
  readonly handler: Handler;
  readonly input: Json;
  /** Calls the handler's `commands` with an input. */
  readonly show: (input: Json) => unknown;
  /** Why a plan file with an input is refused; null when it is not. */
  readonly faultIn: (input: unknown) => string | null;
}

/** Every action and every scope that some days of runs plan, on a host that has everything. */
async function samples(): Promise<readonly Sample[]> {
  const declared: Declared = declaredBy(EVERYTHING);
  for (const volume of Object.values(declared.volumes as { [name: string]: { hooks?: object } }))
    volume.hooks = { before: ["true"], after: ["true"] };
  const found: Sample[] = [];
  const planned: Plan["config"]["resolved"][] = [];
  let world = worldFor(EVERYTHING);
  for (const day of [20, 21, 22]) {
    const now = Date.UTC(2026, 10, day, 3);
    const host = new FakeHost({ world: livedOn(world, EVERYTHING, now / 1000), now: () => now });
    const { plan } = await applyOn(declared, host.io(), now);
    t.equal(planFault(JSON.parse(JSON.stringify(plan)), providers), null, "what is planned can be read back");
    found.push(...samplesIn(plan));
    planned[0] ??= plan.config.resolved;
    if (day === 22) found.push(...(await retiredSamples(plan.config.resolved, host)));
    world = sharedByOlder(host.world);
  }
  found.push(...(await replicaSamples()));
  const [scope] = found.filter(({ handler }) => handler.kind === "lvm/snapshot");
  const input = { scope: "lvm/snapshot", input: scope?.input ?? null, run: RUN.id, time: RUN.time };
  return [...found, ...planned.flatMap(restoreSamples), ofAction("core/recover", input)];
}

/** A mirror that is no longer declared, as `rdump retire` finds it. */
async function retiredSamples(config: Plan["config"]["resolved"], host: FakeHost): Promise<readonly Sample[]> {
  const request = discoveryRequest({ owner: config.id });
  const ownership = { ...request.ownership, machine: config.machine };
  const samples: Sample[] = [];
  for (const type of ["mirrors/directory", "mirrors/dataset"]) {
    const mirror = allGroups(config).find(({ group }) => group.target.targetType === type);
    const asked = { ...request, ownership, retiring: mirror?.group.address ?? "" };
    const found = await Promise.all(providers.all.map((provider) => provider.discover(asked, host.io())));
    const groups = found.flatMap(({ forgotten }) => forgotten).filter(({ address }) => address === asked.retiring);
    const deletions = groups.flatMap(({ points, destroy }) =>
      points.flatMap(({ id, name }) => destroy?.([{ id, name, time: RUN.time }]) ?? []),
    );
    samples.push(...samplesOf(deletions));
  }
  return samples;
}

function samplesOf(deletions: readonly Proposal[]): readonly Sample[] {
  return deletions.map(({ kind, input }) => ofAction(kind, input));
}

/** A restore is a plan of its own: its actions are proposed for one point of an archive and of a mirror. */
function restoreSamples(config: Plan["config"]["resolved"]): readonly Sample[] {
  const scopes: Sample[] = [];
  const order = {
    owner: "o",
    volume: "v",
    address: "a",
    point: { id: "1", name: "p", time: RUN.time },
    paths: ["a/b"],
  };
  const place = { exists: true, staging: "/.rdump-restore-0", exposed: true, staged: null, taken: [], problem: null };
  const where = { to: "/to", order, overwrite: ["a/b"], place };
  const { placer, integrity, machine } = providers;
  const proposals: Proposal[] = [];
  const proving = placer?.proving("/scratch").scope;
  if (proving !== undefined) scopes.push(ofScope(proving.kind, proving.input));
  if (placer !== null) {
    proposals.push(
      placer.stage(where),
      placer.place(where),
      placer.placeRoot(where, true),
      placer.finish(where, "/state", {
        keep: true,
        note: { staging: "/.rdump-restore-1", finished: [{ to: "/to", order, run: "R" }], order },
      }),
    );
  }
  for (const { group } of allGroups(config)) {
    const reader = providers.reader(group.target.targetType);
    const claim = { owners: ["o"], volumes: [group.volume.name], machines: [] };
    const point = { id: "1", name: "p", time: 0 };
    const request = { owner: "o", claim, group: group as never, facts: null, point, scratch: config.scratch };
    const reading = reader?.read(request);
    if (reading?.kind === "extracted") {
      const root = reading.extractRoot?.("/to");
      proposals.push(reading.extract("/to", ["a/b"]), ...(root === undefined ? [] : [root]));
    }
    if (reading?.kind === "tree") scopes.push(...reading.opening.scopes.map(({ kind, input }) => ofScope(kind, input)));
    const tree = reading?.kind === "tree" ? reading.opening.tree : null;
    if (tree !== null && placer !== null) {
      for (const asRoot of [true, false]) {
        proposals.push(
          placer.copyOut({ ...tree, id: "t", volume: "v", scopes: [] }, "/to", { paths: ["a/b"], asRoot }),
        );
      }
    }
    const { volume } = group;
    if (tree !== null && machine !== null) {
      const opened = { ...tree, id: "t", volume: "v", scopes: [] };
      const about = { host: "h", config: "{}", runFiles: "/state/runs" };
      proposals.push(machine.record({ owner: "o", volume, tree: opened, file: "a/record", ...about }));
    }
    if (integrity === null || volume.integrity === null) continue;
    const what = {
      directory: "/to",
      others: ["/from"],
      time: 0,
      live: true,
      paths: ["a/b"],
      asRoot: true,
      own: [],
      tree: null,
      proof: null,
      lacksRoot: false,
    };
    proposals.push(integrity.check({ volume, integrity: volume.integrity, ...what }));
    const files = sampleFilesIn("/state", "o", group.address);
    const proof = { address: group.address, point, carries: true, place: null };
    const sample = { kind: "part", part: 0.02 } as const;
    proposals.push(integrity.sample({ volume, integrity: volume.integrity, ...what, proof, sample, files }));
  }
  return [...scopes, ...proposals.map(({ kind, input }) => ofAction(kind, input))];
}

/** A replica with a pinned point, and one whose interrupted stream cannot go on. */
async function replicaSamples(): Promise<readonly Sample[]> {
  const source = { type: "zfs", dataset: "tank/home" };
  const home = { source, integrity: false, replicas: [{ dataset: "vault/copies/home", every: "daily" }] };
  const declared: Declared = { version: 1, id: "lab", timezone: "UTC", volumes: { home } };
  let world = withDataset(withPool(withPool(bareWorld(), "tank"), "vault"), "tank/home");
  const found: Sample[] = [];
  for (const day of [20, 21]) {
    const now = Date.UTC(2026, 10, day, 3);
    const host = new FakeHost({ world, now: () => now });
    found.push(...samplesIn((await applyOn(declared, host.io(), now)).plan));
    const sent = host.world.snapshots.find(({ name }) => name.startsWith("vault/copies/home@"));
    const pinned = { 'home.replicas["vault/copies/home"]': [{ id: sent?.guid }] };
    found.push(...samplesIn((await planOn({ ...declared, pinned }, host.io(), now)).plan));
    world = changed(host.world, (draft) => {
      for (const each of draft.datasets)
        if (each.name === "vault/copies/home") each.partial = { toGuid: "4711", fromGuid: null };
    });
  }
  return found;
}

/** As an older rdump left the datasets that it made, whose shares a run then switches off. */
function sharedByOlder(world: World): World {
  return changed(world, (draft) => {
    for (const { name, properties } of draft.datasets) if (name.startsWith("vault/self/")) delete properties.sharenfs;
  });
}

function samplesIn({ actions, scopes }: Plan): readonly Sample[] {
  return [
    ...actions.map(({ kind, input }) => ofAction(kind, input)),
    ...scopes.map(({ kind, input }) => ofScope(kind, input)),
    ofAction("zfs/rollback", ROLLBACK),
  ];
}

/** Only a request of the user plans it. */
const ROLLBACK: Json = {
  ...{ owner: "lab", target: "vault/home", base: { name: "rdump-20261101T030000Z", guid: "7" } },
  written: 4096,
  newer: [{ name: "@by-hand", guid: "8", held: true }],
};

function ofAction(kind: string, input: Json): Sample {
  const handler = providers.action(kind);
  const action = { id: "a", kind } as Plan["actions"][number];
  return {
    handler,
    input,
    show: (each) => handler.commands(each, RUN),
    faultIn: (each) =>
      planFault({ actions: [{ ...action, input: each as Json }], scopes: [] }, providers)?.fault ?? null,
  };
}

function ofScope(kind: string, input: Json): Sample {
  const handler = providers.scope(kind);
  const scope = { id: "s", kind } as Plan["scopes"][number];
  return {
    handler,
    input,
    show: (each) => [handler.handle(each, RUN), handler.commands(each, RUN)],
    faultIn: (each) =>
      planFault({ actions: [], scopes: [{ ...scope, input: each as Json }] }, providers)?.fault ?? null,
  };
}

/** The same with one thing changed somewhere: taken away, added, or of another type. */
function mutants(input: Json): fc.Arbitrary<unknown> {
  const other = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, -1, 1e300, "", "x", "\0", "../..", [], {}, [[]], { "": null }),
    fc.jsonValue({ maxDepth: 3 }),
  );
  if (typeof input !== "object" || input === null) return other;
  if (Array.isArray(input)) {
    const items = input as readonly Json[];
    const added = other.map((each) => [...items, each]);
    if (items.length === 0) return fc.oneof(other, added);
    const changed = fc
      .nat(items.length - 1)
      .chain((at) => mutants(items[at] ?? null).map((each) => items.with(at, each as Json)));
    return fc.oneof(other, added, changed);
  }
  const fields = input as { readonly [key: string]: Json };
  const names = Object.keys(fields);
  const added = fc
    .tuple(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "toString")), other)
    .map(([name, each]) => Object.fromEntries([...Object.entries(fields), [name, each]]));
  if (names.length === 0) return fc.oneof(other, added);
  const name = fc.constantFrom(...names);
  const taken = name.map((left) => Object.fromEntries(Object.entries(fields).filter(([key]) => key !== left)));
  const changed = name.chain((key) => mutants(fields[key] ?? null).map((each) => ({ ...fields, [key]: each })));
  return fc.oneof(other, added, taken, { arbitrary: changed, weight: 4 });
}

t.test("inputs that are read back are checked by the schema of their kind", async (t) => {
  const all = await samples();

  t.test("every handler has a schema, and its proposed inputs are valid", async (t) => {
    const seen = new Set(all.map(({ handler }) => handler));
    for (const { name, actions, scopes } of providers.all) {
      for (const { kind, version, schema } of [...actions, ...scopes]) {
        t.ok(Number.isInteger(version) && version >= 1, `${name}: ${kind} has a version`);
        t.match(schema(), { type: "object", additionalProperties: false }, `${name}: ${kind} has a schema`);
      }
      const unseen = [...actions, ...scopes].filter((handler) => !seen.has(handler)).map(({ kind }) => kind);
      t.same(unseen, [], `${name}: a run was planned for each kind`);
    }
    for (const { handler, input } of all) {
      t.equal(inputFault(handler, JSON.parse(JSON.stringify(input)), handler.version), null, handler.kind);
    }
  });

  t.test("an input of another version is refused", async (t) => {
    for (const { handler, input } of all) {
      const words = new RegExp(
        `has version ${handler.version + 1}, and this version of rdump reads version ${handler.version} of "${handler.kind}"`,
      );
      t.match(inputFault(handler, input, handler.version + 1), words);
    }
  });

  t.test("a changed input is refused with a reason, or can be shown: it never throws", async (t) => {
    const one = fc.constantFrom(...all).chain((sample) => fc.tuple(fc.constant(sample), mutants(sample.input)));
    let refused = 0;
    const property = fc.property(one, ([{ show, faultIn }, input]) => {
      if (faultIn(input) === null) show(input as Json);
      else refused++;
    });
    fc.assert(property, { numRuns: process.env.RDUMP_QUICK_TESTS === undefined ? 20_000 : 2000 });
    t.ok(refused > 1000, `${refused} were refused`);
  });

  t.test("inputs that are too deep, too long or cyclic are refused", async (t) => {
    const [{ handler }] = all as [Sample];
    let deep: unknown = [];
    for (let level = 0; level < 1_000_000; level++) deep = [deep];
    t.match(inputFault(handler, deep, handler.version), /more than 32 levels/);
    t.match(inputFault(handler, Array(3_000_000).fill(0), handler.version), /more than 2000000 values/);
    t.match(
      inputFault(handler, { owner: "x".repeat(2_000_000) }, handler.version),
      /a text of more than 1048576 characters/,
    );
    t.match(inputFault(handler, { owner: "a\0b" }, handler.version), /a NUL character/);
    t.type(inputFault(handler, JSON.parse('{"__proto__":{"owner":"x"}}'), handler.version), "string");
  });
});
