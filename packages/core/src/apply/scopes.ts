import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ScopeFailure } from "../model/report.ts";
import type { Scope } from "../model/scope.ts";
import { errorDiagnostics } from "./error-diagnostics.ts";
import { onlyPlanned } from "./only-planned.ts";
import type { Recorder } from "./recorder.ts";
import type { ApplyRequest } from "./request.ts";
import { unlessStuck, whyStuck } from "./watch.ts";

type ScopesRequest = Pick<ApplyRequest, "plan" | "run" | "providers" | "io" | "closing" | "report"> & {
  readonly recorder: Recorder;
};

/**
 * Opens a run's scopes when they are first needed, and closes each, in reverse order, as soon as no action needs it.
 */
export class Scopes {
  readonly #request: ScopesRequest;
  readonly #byId: Map<string, Scope>;
  /**
   * In the order in which they were opened. A scope that failed to open may still have left something: it is closed
   * too.
   */
  #open: Scope[] = [];
  readonly #broken = new Map<string, Diagnostic>();
  /** Scopes that opened and closed around the moment, and scopes that could not be closed. They are not used again. */
  readonly #past = new Set<string>();
  readonly #stuck = new Set<string>();
  readonly #failures: ScopeFailure[] = [];

  constructor(request: ScopesRequest) {
    this.#request = request;
    this.#byId = new Map(request.plan.scopes.map((scope) => [scope.id, scope]));
  }

  /** The scopes that could not be opened or closed so far. */
  get failures(): readonly ScopeFailure[] {
    return this.#failures;
  }

  /**
   * Opens all scopes that fix a moment, one right after the other, inside the scopes around them. Failures are reported
   * by the dependent action. `unneeded` scopes are not opened.
   */
  async openMoments(signal: AbortSignal, unneeded: ReadonlySet<string>): Promise<void> {
    const scopes = this.#request.plan.scopes.filter(({ id }) => !unneeded.has(id));
    const around = scopes.filter(({ moment }) => moment === "around");
    for (const { id } of around) if (!signal.aborted) await this.open([id]);
    const failed = new Set(around.flatMap(({ id, volumes }) => (this.#broken.has(id) ? volumes : [])));
    for (const { id, moment, volumes } of scopes) {
      if (moment !== "fixes" || signal.aborted || volumes.every((volume) => failed.has(volume))) continue;
      if (volumes.some((volume) => failed.has(volume))) this.#leaveOut(id, failed);
      await this.open([id]);
    }
    for (const scope of around.toReversed()) {
      this.#past.add(scope.id);
      if (this.#isOpen(scope.id)) await this.#closeOne(scope);
    }
  }

  /** Opens the scopes that are not open yet, in the given order. Returns the first failure. */
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
      // A scope that depends on it could not be closed, so closing it would be harmful.
      if (this.#open.some(({ on }) => on.includes(scope.id))) continue;
      await this.#closeOne(scope);
    }
  }

  named(ids: readonly string[]): readonly Scope[] {
    return ids.map((id) => this.#scope(id));
  }

  #isOpen(id: string): boolean {
    return this.#open.some((scope) => scope.id === id);
  }

  /** From a scope that several volumes share. */
  #leaveOut(id: string, volumes: ReadonlySet<string>): void {
    const scope = this.#scope(id);
    const { sharing } = this.#request.providers.scope(scope.kind);
    if (sharing === undefined) throw new Error(`scopes of kind ${scope.kind} cannot be shared`);
    this.#byId.set(id, { ...scope, input: sharing.without(scope.input, volumes) });
  }

  #scope(id: string): Scope {
    const scope = this.#byId.get(id);
    if (scope === undefined) throw new Error(`the plan has no scope ${id}`);
    return scope;
  }

  /** As the plan shows it, including skipped actions. */
  #planned({ id }: Scope): Scope {
    return this.#request.plan.scopes.find((scope) => scope.id === id) ?? this.#scope(id);
  }

  async #openOne(scope: Scope): Promise<Diagnostic | null> {
    const { recorder, report } = this.#request;
    const { id, kind, volumes, input } = scope;
    const [volume = ""] = volumes;
    const handler = this.#request.providers.scope(kind);
    const { version: inputVersion } = handler;
    const handle = handler.handle(input, this.#request.run);
    const lost = await recorder.write({ type: "scope-intent", scope: id, kind, volume, input, inputVersion, handle });
    if (lost !== null) return this.#failed(scope, lost);
    report({ type: "scope-opens", scope: id, handle });
    this.#open.push(scope);
    const opening = () => this.#acquire(scope).catch((error: unknown) => errorDiagnostics(error, volume)[0]);
    const problem = await this.#unlessStuck(scope, opening);
    if (problem !== null) return this.#failed(scope, problem);
    await recorder.write({ type: "scope-open", scope: id });
    return null;
  }

  #failed({ id }: Scope, problem: Diagnostic): Diagnostic {
    this.#broken.set(id, problem);
    this.#failures.push({ ...problem, left: false });
    return problem;
  }

  async #closeOne(scope: Scope): Promise<void> {
    const { recorder, report } = this.#request;
    report({ type: "scope-closes", scope: scope.id });
    const closing = () => this.#release(scope).catch((error: unknown) => errorDiagnostics(error, scope.volumes[0])[0]);
    const problem = await this.#unlessStuck(scope, closing);
    // The scope is closed even if that cannot be recorded: recovery then finds nothing.
    await recorder.write({ type: "scope-closed", scope: scope.id, diagnostic: problem });
    report({ type: "scope-closed", scope: scope.id, left: problem !== null });
    if (problem === null) this.#open = this.#open.filter(({ id }) => id !== scope.id);
    else {
      this.#failures.push({ ...problem, left: true });
      this.#stuck.add(scope.id);
    }
  }

  async #unlessStuck(scope: Scope, work: () => Promise<Diagnostic | null>): Promise<Diagnostic | null> {
    const { providers, io, report } = this.#request;
    const ended = await unlessStuck(work, () => whyStuck(null, [scope], providers, io));
    if ("done" in ended) return ended.done;
    report({ type: "left-behind", what: scope.id, diagnostic: ended.stuck });
    return ended.stuck;
  }

  async #acquire(scope: Scope): Promise<Diagnostic | null> {
    const { providers, run, io } = this.#request;
    const handler = providers.scope(scope.kind);
    const { acquire } = handler.commands(this.#planned(scope).input, run);
    return handler.acquire(scope.input, run, onlyPlanned(io, acquire));
  }

  async #release(scope: Scope): Promise<Diagnostic | null> {
    const { providers, run, closing } = this.#request;
    const handler = providers.scope(scope.kind);
    const { release } = handler.commands(this.#planned(scope).input, run);
    return handler.release(scope.input, run, onlyPlanned(closing, release));
  }
}
