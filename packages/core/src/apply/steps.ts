import type { Action } from "../model/action.ts";
import type { Settled } from "../model/outcome.ts";
import type { ActionReport } from "../model/report.ts";
import type { Tree } from "../model/scope.ts";
import { batchesIn } from "../provider/batches.ts";
import type { Batching, LateConfirmation, Outcome, Unconfirmed } from "../provider/handler.ts";
import { errorDiagnostics } from "./error-diagnostics.ts";
import { performBatch } from "./perform.ts";
import type { RunState } from "./run-state.ts";
import { conclude, settle, start, written } from "./settle.ts";
import { unlessStuck, whyStuck } from "./watch.ts";

interface Pending {
  readonly action: Action;
  readonly joint: LateConfirmation<Action["input"]>;
  readonly begun: Unconfirmed & { readonly milliseconds: number };
}

type Means = Pick<RunState, "request" | "recorder" | "scopes" | "findings" | "points" | "machineRecords">;

/**
 * Settles the actions of a run. An action whose result must be confirmed waits until another action needs the result, or
 * until the end: one query then confirms all actions in one place.
 */
export class Steps {
  readonly #means: Means;
  readonly #trees: ReadonlyMap<string, Tree>;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #batches: ReadonlyMap<string, readonly Action[]>;
  readonly #settled = new Map<string, Settled>();
  readonly #reports: ActionReport[] = [];
  /** By place. */
  readonly #pending = new Map<string, Pending[]>();

  constructor(means: Means, trees: ReadonlyMap<string, Tree>) {
    const { plan, providers } = means.request;
    this.#means = means;
    this.#trees = trees;
    this.#numbers = new Map(plan.actions.map(({ id }, index) => [id, index + 1]));
    this.#batches = batchesIn(plan.actions, providers);
  }

  get settled(): ReadonlyMap<string, Settled> {
    return this.#settled;
  }

  /** In the order of the plan. */
  reports(): readonly ActionReport[] {
    return this.#reports.toSorted((a, b) => this.#numberOf(a.action) - this.#numberOf(b.action));
  }

  async settle(action: Action): Promise<void> {
    if (this.#settled.has(action.id)) return;
    const { joint } = this.#means.request.providers.action(action.kind);
    const batch = this.#batches.get(action.id);
    if (joint?.kind === "batch" && batch !== undefined) return this.#settleBatch(action, batch, joint);
    await this.#confirmFor(action);
    const ended = await settle(action, this.#treeOf(action), this.#state(action));
    if (ended.status !== "unconfirmed") return this.#end(action, ended);
    if (joint?.kind !== "confirmation") throw new Error(`${action.kind} does not confirm its results`);
    const place = joint.place(action.input);
    this.#pending.set(place, [...(this.#pending.get(place) ?? []), { action, joint, begun: ended }]);
  }

  /** Confirms the results of all actions that still wait for it. */
  async confirmAll(): Promise<void> {
    for (const place of [...this.#pending.keys()]) await this.#confirm(place);
  }

  /** Upkeep of a repository follows all actions in it. */
  async #confirmFor({ after, records }: Action): Promise<void> {
    for (const [place, pending] of [...this.#pending]) {
      if (records !== null || pending.some(({ action: { id } }) => after.includes(id))) await this.#confirm(place);
    }
  }

  /** Returns the view of the place; null if it was not queried. */
  async #confirm(place: string): Promise<unknown> {
    const pending = this.#pending.get(place) ?? [];
    const [first, ...rest] = pending;
    this.#pending.delete(place);
    if (first === undefined) return null;
    const { request } = this.#means;
    let seen: unknown = null;
    let failure: Outcome | null = null;
    try {
      if (!request.signal.aborted) {
        const [input, ...others] = [first, ...rest].map(({ action }) => action.input);
        seen = await first.joint.look([input ?? null, ...others], request.io);
      }
    } catch (error) {
      failure = failed(error);
    }
    // A stopped query has seen nothing.
    if (request.signal.aborted) [seen, failure] = [null, null];
    for (const { action, joint, begun } of pending) {
      const outcome = failure ?? joint.confirm(action.input, request.run, begun, seen);
      this.#end(action, await conclude(action, outcome, begun.milliseconds, this.#state(action)));
    }
    return seen;
  }

  /** Each action has conditions of its own: an action that must not run is left out. */
  async #settleBatch(first: Action, batch: readonly Action[], joint: Batching<Action["input"]>): Promise<void> {
    const place = joint.place(first.input);
    for (const [other, pending] of [...this.#pending]) {
      const isAwaited = pending.some(({ action: { id } }) => first.after.includes(id));
      if (other !== place && isAwaited) await this.#confirm(other);
    }
    const seen = await this.#confirm(place);
    const members: Action[] = [];
    for (const action of batch) {
      const isReady = action.after.every((id) => this.#settled.has(id));
      if (this.#settled.has(action.id) || (action !== first && !isReady)) continue;
      const ended = await start(action, null, this.#state(action));
      if (ended === null) members.push(action);
      else this.#end(action, await written(action, ended, 0, this.#state(action)));
    }
    const started = performance.now();
    const outcomes = await this.#outcomesOf(members, joint, seen);
    const milliseconds = Math.round(performance.now() - started);
    for (const [index, action] of members.entries()) {
      const outcome = outcomes[index] ?? failed(new Error(`${action.kind} gave no outcome`));
      this.#end(action, await conclude(action, outcome, milliseconds, this.#state(action)));
    }
  }

  /** Abandoned if the kernel has suspended the place of one of them. */
  async #outcomesOf(members: readonly Action[], joint: Batching<Action["input"]>, seen: unknown) {
    const { request } = this.#means;
    const { providers, io } = request;
    const isStuck = async () => {
      for (const action of members) {
        const why = await whyStuck(action, [], providers, io);
        if (why !== null) return why;
      }
      return null;
    };
    const ended = await unlessStuck(() => performBatch(members, joint, seen, request), isStuck);
    if ("done" in ended) return ended.done;
    for (const { id } of members) request.report({ type: "left-behind", what: id, diagnostic: ended.stuck });
    return members.map(
      ({ address }): Outcome => ({ status: "failed", diagnostic: { ...ended.stuck, address }, warnings: [] }),
    );
  }

  #end(action: Action, report: ActionReport): void {
    this.#settled.set(action.id, report.status);
    this.#reports.push(report);
    this.#means.request.report({ type: "action-ends", number: this.#numberOf(action.id), report });
  }

  #state({ id }: Action): RunState {
    return { ...this.#means, settled: this.#settled, before: this.#reports, number: this.#numberOf(id) };
  }

  #treeOf({ tree }: Action): Tree | null {
    return tree === null ? null : (this.#trees.get(tree) ?? null);
  }

  #numberOf(id: string): number {
    return this.#numbers.get(id) ?? 0;
  }
}

function failed(error: unknown): Outcome {
  const [diagnostic, ...warnings] = errorDiagnostics(error);
  return { status: "failed", diagnostic, warnings };
}
