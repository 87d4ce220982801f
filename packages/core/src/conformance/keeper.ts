import assert from "node:assert/strict";
import { onlyPlanned } from "../apply/only-planned.ts";
import type { RunIo } from "../io/capability.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Group } from "../model/group.ts";
import { isoOf } from "../model/instant.ts";
import { PLANNED_RUN, type RunRef } from "../model/run.ts";
import type { Tree } from "../model/scope.ts";
import type { Outcome } from "../provider/handler.ts";
import { inputFault } from "../provider/input-schema.ts";
import type { GroupObservation } from "../provider/observation.ts";
import type { Provider } from "../provider/provider.ts";
import { compose } from "../provider/providers.ts";
import type { KeeperRole, Proposal } from "../provider/roles.ts";
import { claimBy, createRequest, discoveryRequest } from "./requests.ts";
import { assertShownIsWhatRuns } from "./shown.ts";

/** A real place for the test of a keeper: empty, and used only by this test. */
export interface KeeperScene {
  readonly provider: Provider;
  readonly io: RunIo;
  readonly owner: string;
  readonly group: Group;
  /** Keeps its points. */
  readonly tree: Tree;
  /** Two runs, the second later. */
  readonly runs: readonly [RunRef, RunRef];
}

/** A requirement for every provider, and its test. The tests run in order: each depends on the previous one. */
export interface Claim {
  readonly says: string;
  check(): Promise<void>;
}

/** The assumptions of core about a keeper, tested with the real tool. */
export function keeperClaims(scene: KeeperScene): readonly Claim[] {
  const [first, second] = scene.runs;
  return [
    {
      says: "an empty place is not a gap, and has no points",
      check: async () => {
        const { points, gap } = await observe(scene);
        assert.deepEqual({ points, gap }, { points: [], gap: null });
      },
    },
    {
      says: "a run does what the plan shows for a creation, also from a plan file",
      check: async () => {
        for (const proposal of await creations(scene)) showsItsCommands(scene, proposal);
      },
    },
    {
      says: "a creation is absent before, done after, and its point is found with its run and time",
      check: async () => {
        await createPoint(scene, first);
        const { points } = await observe(scene);
        const found = points.map(({ state, run, time }) => ({ state, run, time: isoOf(time) }));
        assert.deepEqual(found, [{ state: "complete", run: first.id, time: first.time }]);
      },
    },
    {
      says: "another owner sees no point of it as own",
      check: async () => {
        const strange = await observe({ ...scene, owner: `${scene.owner}-stranger` });
        assert.deepEqual(strange.points, []);
      },
    },
    {
      says: "an observation changes nothing: two observations are equal",
      check: async () => assert.deepEqual(await observe(scene), await observe(scene)),
    },
    { says: "a second run makes its own point", check: () => createPoint(scene, second) },
    { says: "a destroy removes exactly the named points, by identity", check: () => destroysExactly(scene) },
  ];
}

async function observe({ provider, io, owner, group }: KeeperScene): Promise<GroupObservation> {
  const { groups } = await provider.discover(discoveryRequest({ owner, groups: [group] }), io);
  const found = groups.find(({ address }) => address === group.address);
  assert.ok(found !== undefined, "every group that is asked about is answered for");
  return found;
}

function keeperIn({ provider, group }: KeeperScene): KeeperRole {
  const keeper = provider.keepers[group.target.targetType];
  assert.ok(keeper !== undefined);
  return keeper;
}

async function creations(scene: KeeperScene): Promise<readonly Proposal[]> {
  const { facts } = await observe(scene);
  const { owner, group, tree } = scene;
  return keeperIn(scene).create(createRequest({ owner, group, facts, tree }));
}

function showsItsCommands({ provider, runs }: KeeperScene, { kind, input }: Proposal): void {
  const handler = compose([provider]).action(kind);
  const saved = JSON.parse(JSON.stringify(input));
  assert.deepEqual(saved, input, "an input is the same after a round trip through a plan file");
  assert.equal(inputFault(handler, saved, handler.version), null, "an input passes the schema of its kind");
  for (const run of runs) {
    assert.deepEqual(handler.commands(saved, run), handler.commands(input, run));
    assertShownIsWhatRuns(handler.commands(input, PLANNED_RUN), handler.commands(input, run), run);
  }
}

async function createPoint(scene: KeeperScene, run: RunRef): Promise<void> {
  for (const proposal of await creations(scene)) {
    const handler = compose([scene.provider]).action(proposal.kind);
    const before = await handler.probe(proposal.input, run, scene.io);
    assert.equal(before.state, "absent", `${proposal.kind} before it ran`);
    const outcome = await perform(scene, proposal, run);
    assert.equal(outcome.status, "done", JSON.stringify(outcome));
    const after = await handler.probe(proposal.input, run, scene.io);
    assert.equal(after.state, "done", `${proposal.kind} after it ran`);
  }
}

function perform({ provider, io }: KeeperScene, { kind, input }: Proposal, run: RunRef): Promise<Outcome> {
  const handler = compose([provider]).action(kind);
  return handler.run({
    input,
    run,
    io: onlyPlanned(io, handler.commands(input, run)),
    verifyTree: async () => null,
    counted: async () => null,
    progress: () => {},
  });
}

async function destroysExactly(scene: KeeperScene): Promise<void> {
  const { owner, group, runs } = scene;
  const { facts, points } = await observe(scene);
  const [oldest, ...others] = [...points].sort((a, b) => a.time - b.time);
  assert.ok(oldest !== undefined);
  const named: NamedPoint = { id: oldest.id, name: oldest.name, time: isoOf(oldest.time) };
  const proposalsFor = (point: NamedPoint) =>
    keeperIn(scene).destroy({ owner, claim: claimBy(owner, group), group, facts, points: [point] });
  // A target with one current state has nothing to destroy.
  if (proposalsFor(named).length === 0) return;

  for (const proposal of proposalsFor({ ...named, id: "0".repeat(named.id.length) })) {
    const probe = await compose([scene.provider]).action(proposal.kind).probe(proposal.input, runs[1], scene.io);
    assert.equal(probe.state, "foreign", "a name that now belongs to another object");
    assert.equal((await perform(scene, proposal, runs[1])).status, "failed");
  }
  assert.equal((await observe(scene)).points.length, points.length, "and nothing was done");

  for (const proposal of proposalsFor(named)) {
    assert.deepEqual(proposal.destroys, [named]);
    showsItsCommands(scene, proposal);
    assert.equal((await perform(scene, proposal, runs[1])).status, "done");
    assert.equal((await perform(scene, proposal, runs[1])).status, "done", "already removed is success");
  }
  const left = (await observe(scene)).points.map(({ id }) => id);
  assert.deepEqual(left.sort(), others.map(({ id }) => id).sort());
}
