import assert from "node:assert/strict";
import { onlyPlanned } from "../apply/only-planned.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunIo } from "../io/capability.ts";
import type { Json } from "../model/json.ts";
import type { Leftover } from "../model/leftover.ts";
import { deadRunRef, PLANNED_RUN, type RunRef } from "../model/run.ts";
import type { ScopeHandler } from "../provider/handler.ts";
import { inputFault } from "../provider/input-schema.ts";
import type { Provider } from "../provider/provider.ts";
import { compose } from "../provider/providers.ts";
import type { Claim } from "./keeper.ts";
import { assertShownIsWhatRuns } from "./shown.ts";

/** A real place for the test of a chain of scopes. */
export interface ScopesScene {
  readonly provider: Provider;
  readonly io: RunIo;
  /** Two runs, the second later. */
  readonly runs: readonly [RunRef, RunRef];
  /** Whether the objects of two runs have the same names, so that one blocks the other. */
  readonly names: "alike" | "by run";
  /** The leftovers of dead runs that discovery reports. */
  leftovers(): Promise<readonly Leftover[]>;
  /** Discovers, and opens the tree: the chain, innermost last. */
  open(): Promise<readonly { readonly kind: string; readonly input: Json }[]>;
  /** The objects of the chain in the system, found without the provider; empty without objects. */
  look(): Promise<string>;
  /**
   * Creates a foreign object at the place of the first object of the chain, checks that it is unchanged, and removes
   * it.
   */
  readonly foreign: { plant(): Promise<void>; look(): Promise<boolean>; remove(): Promise<void> };
}

interface Link {
  readonly handler: ScopeHandler;
  readonly input: Json;
}

/** The assumptions of core about scopes, tested with the real tool, in this order. */
export function scopeClaims(scene: ScopesScene): readonly Claim[] {
  const [first, second] = scene.runs;
  return [
    {
      says: "a handle and all commands are known before anything is made, also from a plan file",
      check: async () => {
        for (const link of await chain(scene)) isKnown(link, scene);
        assert.equal(await scene.look(), "", "and nothing was made for it");
      },
    },
    {
      says: "a release without an acquire is success",
      check: async () => {
        assert.deepEqual(await release(await chain(scene), first, scene), []);
        assert.equal(await scene.look(), "");
      },
    },
    { says: "a second acquire fails and leaves the first unchanged", check: () => acquiredTwice(scene) },
    {
      says: "after a release the object is removed; a second release is success",
      check: async () => {
        const links = await chain(scene);
        assert.deepEqual(await acquire(links, first, scene), null);
        assert.notEqual(await scene.look(), "");
        assert.deepEqual(await release(links, first, scene), []);
        assert.equal(await scene.look(), "");
        assert.deepEqual(await release(links, first, scene), []);
      },
    },
    {
      says: "discovery finds leftovers of a dead run, and its result is enough to remove them",
      check: () => reportedAndCleanedUp(scene),
    },
    {
      says: "after the cleanup of a dead run the next run can make its own scopes",
      check: async () => {
        assert.deepEqual(await acquire(await chain(scene), first, scene), null);
        await recover(scene);
        const links = await chain(scene);
        assert.deepEqual(await acquire(links, second, scene), null);
        assert.notEqual(await scene.look(), "");
        assert.deepEqual(await release(links, second, scene), []);
        assert.equal(await scene.look(), "");
      },
    },
    {
      says: "a foreign object in its place is neither used nor removed",
      check: async () => {
        const links = await chain(scene);
        await scene.foreign.plant();
        const reported = await acquire(links, first, scene);
        assert.equal(reported?.severity, "error");
        assert.ok(await scene.foreign.look(), "it is as it was");
        assert.deepEqual(await release(links, first, scene), []);
        assert.ok(await scene.foreign.look(), "also when the run has closed what it could not open");
        await scene.foreign.remove();
      },
    },
  ];
}

async function chain({ provider, open }: ScopesScene): Promise<readonly Link[]> {
  const providers = compose([provider]);
  return (await open()).map(({ kind, input }) => ({ handler: providers.scope(kind), input }));
}

function isKnown({ handler, input }: Link, { runs }: ScopesScene): void {
  const saved = JSON.parse(JSON.stringify(input));
  assert.deepEqual(saved, input, "an input is the same after a round trip through a plan file");
  assert.equal(inputFault(handler, saved, handler.version), null, "an input passes the schema of its kind");
  for (const run of runs) {
    const handle = handler.handle(input, run);
    assert.deepEqual(JSON.parse(JSON.stringify(handle)), handle, "a handle is what a journal can hold");
    assert.deepEqual(handler.handle(saved, run), handle);
    const [shown, ran] = [handler.commands(saved, PLANNED_RUN), handler.commands(input, run)];
    assertShownIsWhatRuns(shown.acquire, ran.acquire, run);
    assertShownIsWhatRuns(shown.release, ran.release, run);
  }
}

/** As the engine does it: returns the first failure. */
async function acquire(links: readonly Link[], run: RunRef, { io }: ScopesScene): Promise<Diagnostic | null> {
  for (const { handler, input } of links) {
    const problem = await handler.acquire(input, run, onlyPlanned(io, handler.commands(input, run).acquire));
    if (problem !== null) return problem;
  }
  return null;
}

/** Releases in reverse order; returns all reported diagnostics. */
async function release(links: readonly Link[], run: RunRef, { io }: ScopesScene): Promise<readonly Diagnostic[]> {
  const reported: Diagnostic[] = [];
  for (const { handler, input } of links.toReversed()) {
    const problem = await handler.release(input, run, onlyPlanned(io, handler.commands(input, run).release));
    if (problem !== null) reported.push(problem);
  }
  return reported;
}

async function acquiredTwice(scene: ScopesScene): Promise<void> {
  const [first, second] = scene.runs;
  const links = await chain(scene);
  assert.deepEqual(await acquire(links, first, scene), null);
  const there = await scene.look();
  assert.notEqual(there, "");
  for (const run of scene.names === "alike" ? [first, second] : [first]) {
    for (const link of links) {
      const reported = await acquire([link], run, scene);
      assert.equal(reported?.severity, "error", `${link.handler.kind} by ${run.id}`);
      assert.equal(await scene.look(), there, "it is as it was");
    }
  }
  assert.deepEqual(await release(links, first, scene), []);
  assert.equal(await scene.look(), "");
}

/** Cleans up leftovers like the first actions of a run; returns the runs that had made them. */
async function recover({ provider, io, leftovers }: ScopesScene): Promise<readonly string[]> {
  const providers = compose([provider]);
  const runs: string[] = [];
  for (const { kind, input, run, time } of await leftovers()) {
    const handler = providers.scope(kind);
    const saved = JSON.parse(JSON.stringify(input));
    assert.equal(inputFault(handler, saved, handler.version), null, "what is left over has an input of its kind");
    const { release } = handler.commands(saved, deadRunRef(run, time));
    assert.equal(await handler.release(saved, deadRunRef(run, time), onlyPlanned(io, release)), null);
    runs.push(run);
  }
  return runs;
}

async function reportedAndCleanedUp(scene: ScopesScene): Promise<void> {
  const [first] = scene.runs;
  assert.deepEqual(await scene.leftovers(), []);
  assert.deepEqual(await acquire(await chain(scene), first, scene), null);
  const runs = await recover(scene);
  assert.deepEqual([...new Set(runs)], [first.id]);
  assert.equal(await scene.look(), "");
  assert.deepEqual(await scene.leftovers(), []);
}
