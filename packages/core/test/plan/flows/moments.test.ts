import t from "tap";
import { desire } from "../../../src/desired/desire.ts";
import { NO_HISTORY } from "../../../src/model/history.ts";
import { NO_RULES } from "../../../src/model/keep.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { Target, TargetOf } from "../../../src/model/target.ts";
import type { Volume } from "../../../src/model/volume.ts";
import { plan } from "../../../src/plan/planner.ts";
import { scopeHandler } from "../../../src/provider/handler.ts";
import type { Provider } from "../../../src/provider/provider.ts";
import { compose } from "../../../src/provider/providers.ts";
import type { KeeperRole, Proposal, Wants } from "../../../src/provider/roles.ts";
import { configOf, observedFor, paperProvider, volumeOf } from "../world.ts";

type Moment = { readonly volumes: readonly string[] };

const proposal = (kind: string, rest: Partial<Proposal>): Proposal => ({
  kind,
  verb: "create",
  once: null,
  reason: null,
  input: null,
  makes: `${kind}-{run.time}`,
  destroys: [],
  readsTree: false,
  ...rest,
});
const keeps = (wants: Wants, proposals: readonly Proposal[]): KeeperRole => ({
  wants,
  create: () => proposals,
  destroy: () => [],
});

/** Datasets on paper: one scope fixes the moment of all, each is read behind one of its own. */
const datasets: Provider = {
  ...paperProvider,
  name: "datasets",
  sources: {
    zfs: {
      open({ volume: { name }, reads }) {
        const moment = { kind: "paper/moment", input: { volumes: [name] }, moment: true, shared: "tank" };
        if (!reads) return { scopes: [moment], tree: null };
        const scan = { kind: "paper/scan", input: name, moment: false, shared: null };
        const tree = { path: `/${name}`, origin: null, mounted: true, live: false, root: true, input: null };
        return { scopes: [moment, scan], tree: { verifier: "paper/tree", ...tree } };
      },
    },
  },
  keepers: {
    "snapshots/zfs": keeps("kept moment", [proposal("paper/point", { ofMoment: true })]),
    "archives/borg": keeps("tree", [proposal("paper/archive", { readsTree: true })]),
    "clones/zfs": keeps("moment", [proposal("paper/clone", {})]),
    "mirrors/dataset": {
      ...keeps("tree", [
        proposal("paper/copy", { makes: null, readsTree: true, within: [{ kind: "paper/scan", input: "mirror" }] }),
        proposal("paper/snapshot", {}),
      ]),
      openPoint: () => ({
        scopes: [{ kind: "paper/scan", input: "point", moment: false, shared: null }],
        tree: {
          ...{ verifier: "paper/point", path: "/point", origin: null, mounted: true, live: false, root: true },
          input: null,
        },
      }),
    },
  },
  scopes: [
    scopeHandler<Moment>({
      kind: "paper/moment",
      version: 1,
      schema: () => ({}),
      handle: (input) => input,
      commands: () => ({ acquire: [], release: [] }),
      acquire: async () => null,
      release: async () => null,
      sharing: {
        merge: (one, other) => ({ volumes: [...one.volumes, ...other.volumes] }),
        without: ({ volumes }, out) => ({ volumes: volumes.filter((name) => !out.has(name)) }),
      },
    }),
  ],
};

const scheduled = { every: { kind: "calendar", unit: "daily" } as const, keep: NO_RULES };
const target = {
  snapshots: { kind: "snapshots", targetType: "snapshots/zfs", address: "snapshots", ...scheduled },
  archives: { kind: "archives", targetType: "archives/borg", address: "archives", repository: "offsite", ...scheduled },
  clones: {
    kind: "clones",
    targetType: "clones/zfs",
    address: "clones",
    dataset: "tank/c",
    renew: "ask",
    ...scheduled,
  },
} as const satisfies { readonly [kind: string]: Target };

const mirror: Target = {
  kind: "mirrors",
  targetType: "mirrors/dataset",
  address: "mirrors",
  dataset: "vault/m",
  compare: "times",
  archives: [{ ...target.archives, address: "behind" }],
  replicas: [],
  ...scheduled,
};

function volume(name: string, ...targets: readonly Target[]): Volume {
  const own = targets.map((each) => ({ ...each, address: `${name}.${each.address}` }));
  return volumeOf(name, {}, { source: { type: "zfs", dataset: `tank/${name}`, recursive: false }, targets: own });
}

const planFor = (...volumes: readonly Volume[]): Plan => planBy(datasets, volumes);

function planBy(provider: Provider, volumes: readonly Volume[]): Plan {
  const config = { ...configOf({}), volumes };
  const desired = desire(config, Date.parse("2026-11-22T03:00:00Z"));
  const observed = observedFor(config, {});
  const groups = desired.groups.map(({ group: { address } }) => ({
    ...{ address, points: [], gap: null, facts: null, diagnostics: [] },
  }));
  return plan({
    desired,
    observed: { ...observed, groups: new Map(groups.map((group) => [group.address, group])) },
    history: NO_HISTORY,
    providers: compose([provider]),
    config: { file: "/etc/rdump.json5", digest: "d".repeat(64) },
    host: "joke",
    simulated: false,
  });
}

t.test("one scope fixes the moment of all due volumes, and only volumes that are read are opened", (t) => {
  const made = planFor(volume("a", target.snapshots), volume("b", target.snapshots, target.archives));
  t.match(made.scopes, [
    { id: "paper/moment tank", volumes: ["a", "b"], input: { volumes: ["a", "b"] }, moment: "fixes" },
    { kind: "paper/scan", volumes: ["b"], on: ["paper/moment tank"], moment: null },
  ]);
  t.strictSame(
    made.actions.map(({ id, scopes, tree }) => [id, scopes, tree]),
    [
      ["create a.snapshots", ["paper/moment tank"], null],
      ["create b.snapshots", ["paper/moment tank"], null],
      ["create b.archives", [], "tree b"],
    ],
  );
  t.end();
});

t.test("an action without a moment and without files opens nothing", (t) => {
  t.strictSame(planFor(volume("a", target.clones)).scopes, []);
  t.end();
});

t.test("an action that reads a mirror waits for the mirror, and reads its point", (t) => {
  const made = planFor(volume("a", mirror));
  t.match(made.actions, [
    { kind: "paper/copy", tree: "tree a", scopes: ["a.mirrors paper/scan"] },
    { kind: "paper/snapshot", makes: "paper/snapshot-{run.time}" },
    { address: "behind", tree: "tree a.mirrors", after: [made.actions[1]?.id] },
  ]);
  t.equal(made.trees.find(({ id }) => id === "tree a.mirrors")?.path, "/point");
  t.end();
});

t.test("a keeper's declaration, and not the kind of its target, decides what is opened", (t) => {
  const archivesWanting = (wants: Wants): Provider => ({
    ...datasets,
    keepers: { "archives/borg": keeps(wants, [proposal("paper/archive", { readsTree: true, ofMoment: true })]) },
  });
  const opened = (wants: Wants) => {
    const { trees, scopes, actions } = planBy(archivesWanting(wants), [volume("a", target.archives)]);
    return { trees: trees.length, scopes: scopes.map(({ kind }) => kind), tree: actions[0]?.tree };
  };
  t.strictSame(opened("tree"), { trees: 1, scopes: ["paper/moment", "paper/scan"], tree: "tree a" });
  t.strictSame(opened("kept moment"), { trees: 0, scopes: ["paper/moment"], tree: null });
  t.strictSame(opened("moment"), { trees: 0, scopes: [], tree: null });
  t.end();
});

t.test("a keeper is typed by its target type", (t) => {
  const ofClones: KeeperRole<TargetOf<"clones/zfs">> = keeps("moment", []);
  // @ts-expect-error a keeper of clones cannot keep archives
  const keepers: Provider["keepers"] = { "archives/borg": ofClones };
  t.ok(keepers);
  t.end();
});

t.test("each opening names the verifier of its tree, also the opening of a point", (t) => {
  const { trees } = planFor(volume("a", mirror));
  t.strictSame(
    trees.map(({ id, verifier }) => [id, verifier]),
    [
      ["tree a", "paper/tree"],
      ["tree a.mirrors", "paper/point"],
    ],
  );
  t.end();
});
