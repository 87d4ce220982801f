import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { RunIo } from "../io/capability.ts";
import type { Journal } from "../journal/journal.ts";
import type { Plan } from "../model/plan.ts";
import type { RunRef } from "../model/run.ts";
import type { Scope } from "../model/scope.ts";
import type { Providers } from "../provider/providers.ts";
import type { ApplyEvent } from "./event.ts";
import { onlyPlanned } from "./only-planned.ts";

interface ScopesRequest {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly providers: Providers;
  readonly io: RunIo;
  readonly closing: RunIo;
  readonly journal: Journal;
  readonly report: (event: ApplyEvent) => void;
}

/** Opens a run's scopes when they are first needed, and closes each, in reverse order, as soon as nobody needs it. */
export class Scopes {
  readonly #request: ScopesRequest;
  readonly #byId: ReadonlyMap<string, Scope>;
  /** In the order in which they were opened. A scope that failed to open may still have left something: it is closed too. */
  #open: Scope[] = [];
  readonly #broken = new Map<string, Diagnostic>();
  /** Those that opened and closed around the moment, and those that would not close: neither is touched again. */
  readonly #past = new Set<string>();
  readonly #stuck = new Set<string>();
  readonly #failures: Diagnostic[] = [];

  constructor(request: ScopesRequest) {
    this.#request = request;
    this.#byId = new Map(request.plan.scopes.map((scope) => [scope.id, scope]));
  }

  /** What could not be opened or closed so far. */
  get failures(): readonly Diagnostic[] {
    return this.#failures;
  }

  /**
   * Opens all that fix a moment, one right after the other, within what is to be around it. One that fails is the affair of
   * what needs it. What is `unneeded` stays closed.
   */
  async openMoments(signal: AbortSignal, unneeded: ReadonlySet<string>): Promise<void> {
    const scopes = this.#request.plan.scopes.filter(({ id }) => !unneeded.has(id));
    const around = scopes.filter(({ moment }) => moment === "around");
    for (const { id } of around) if (!signal.aborted) await this.open([id]);
    for (const { id, moment, volume } of scopes) {
      if (moment !== "fixes" || signal.aborted) continue;
      const hook = around.find((scope) => scope.volume === volume && this.#broken.has(scope.id));
      if (hook === undefined) await this.open([id]);
    }
    for (const scope of around.toReversed()) {
      this.#past.add(scope.id);
      if (this.#isOpen(scope.id)) await this.#closeOne(scope);
    }
  }

  /** Opens what of these is not open yet, in the given order. The first that fails is the answer. */
  async open(ids: readonly string[]): Promise<Diagnostic | null> {
    for (const id of ids) {
      const isThere = this.#isOpen(id) || this.#past.has(id);
      const problem = this.#broken.get(id) ?? (isThere ? null : await this.#openOne(this.#scope(id)));
      if (problem !== null) return problem;
    }
    return null;
  }

  /** Closes all but the scopes that are still needed. */
  async closeExcept(needed: ReadonlySet<string>): Promise<void> {
    for (const scope of this.#open.toReversed()) {
      if (needed.has(scope.id) || this.#stuck.has(scope.id)) continue;
      // What stands on it could not be closed: pulling it away would do harm.
      if (this.#open.some(({ on }) => on.includes(scope.id))) continue;
      await this.#closeOne(scope);
    }
  }

  #isOpen(id: string): boolean {
    return this.#open.some((scope) => scope.id === id);
  }

  #scope(id: string): Scope {
    const scope = this.#byId.get(id);
    if (scope === undefined) throw new Error(`the plan has no scope ${id}`);
    return scope;
  }

  async #openOne(scope: Scope): Promise<Diagnostic | null> {
    const { providers, run, io, journal, report } = this.#request;
    const handler = providers.scope(scope.kind);
    const handle = handler.handle(scope.input, run);
    await journal.append({ type: "scope-intent", scope: scope.id, kind: scope.kind, handle });
    report({ type: "scope-opens", scope: scope.id });
    this.#open.push(scope);
    const steps = handler.commands(scope.input, run).acquire;
    const problem = await handler.acquire(scope.input, run, onlyPlanned(io, steps));
    if (problem === null) {
      await journal.append({ type: "scope-open", scope: scope.id });
      return null;
    }
    this.#broken.set(scope.id, problem);
    this.#failures.push(problem);
    return problem;
  }

  async #closeOne(scope: Scope): Promise<void> {
    const { providers, run, closing, journal, report } = this.#request;
    const handler = providers.scope(scope.kind);
    const steps = handler.commands(scope.input, run).release;
    report({ type: "scope-closes", scope: scope.id });
    const problem = await handler.release(scope.input, run, onlyPlanned(closing, steps));
    await journal.append({ type: "scope-closed", scope: scope.id, diagnostic: problem });
    if (problem === null) this.#open = this.#open.filter(({ id }) => id !== scope.id);
    else {
      this.#failures.push(problem);
      this.#stuck.add(scope.id);
    }
  }
}
