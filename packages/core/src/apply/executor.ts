import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CodeOf } from "../diagnostics/register.ts";
import type { RunIo } from "../io/capability.ts";
import type { Journal } from "../journal/journal.ts";
import type { Action } from "../model/action.ts";
import type { ApplyEvent } from "../model/apply-event.ts";
import type { HistoryEntry } from "../model/history.ts";
import type { RunEnd, Settled } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { ActionReport, Report } from "../model/report.ts";
import type { RunRef } from "../model/run.ts";
import type { Tree } from "../model/scope.ts";
import type { SourceFinding } from "../model/shrinkage.ts";
import type { Outcome } from "../provider/handler.ts";
import type { Providers } from "../provider/providers.ts";
import { APPLY } from "./codes.ts";
import { Findings } from "./findings.ts";
import { whyLeftOut } from "./left-out.ts";
import { onlyPlanned } from "./only-planned.ts";
import { Recorder } from "./recorder.ts";
import { remember } from "./remember.ts";
import { Scopes } from "./scopes.ts";
import { troubleOf } from "./trouble.ts";
import { unlessStuck, whyStuck } from "./watch.ts";

export interface ApplyRequest {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly providers: Providers;
  readonly io: RunIo;
  /** What closes the scopes: not stopped with the run, since whatever was opened is taken down in any case. */
  readonly closing: RunIo;
  readonly journal: Journal;
  /** Adds a result to those that outlive their runs; when it has returned, the result survives a power cut. */
  readonly remember: (entry: HistoryEntry | SourceFinding) => Promise<void>;
  /** Guarded destroys may go: the user named their exact number. */
  readonly allowDestroy: boolean;
  /** Aborted when the run is told to stop: nothing new starts, what is open is closed. */
  readonly signal: AbortSignal;
  readonly report: (event: ApplyEvent) => void;
  /** How many commands that change the state of the system have not ended. */
  readonly atWork: () => number;
}

/** Does what the plan says, in its order, and decides nothing. Every action is settled; the report says how. */
export async function applyPlan(request: ApplyRequest): Promise<Report> {
  const { plan, run, report } = request;
  const recorder = new Recorder(request.journal);
  const scopes = new Scopes({ ...request, recorder });
  const trees = new Map(plan.trees.map((tree) => [tree.id, tree]));
  const settled = new Map<string, Settled>();
  const findings = new Findings(request);
  const actions: ActionReport[] = [];
  report({ type: "run-begins", run: run.id, time: run.time, actions: plan.actions.length });
  const perform = async (action: Action, index: number) => {
    const tree = action.tree === null ? null : (trees.get(action.tree) ?? null);
    const around = { request, recorder, scopes, findings, settled, before: actions, number: index + 1 };
    const ended = await settle(action, tree, around);
    settled.set(action.id, ended.status);
    actions.push(ended);
    report({ type: "action-ends", number: index + 1, report: ended });
  };
  // What dead runs left is taken down before anything is opened: it may be in the way.
  const recovery = plan.actions.filter(({ verb }) => verb === "recover");
  for (const [index, action] of recovery.entries()) await perform(action, index);
  await scopes.openMoments(request.signal, scopesWithout(plan, settled, trees));
  for (const [index, action] of plan.actions.entries()) {
    if (action.verb === "recover") continue;
    await perform(action, index);
    await scopes.closeExcept(scopesNeededBy(plan.actions.slice(index + 1), trees));
  }
  const status = endOf(actions, scopes, recorder, request.signal);
  await recorder.write({ type: "end", status, ...(request.atWork() > 0 ? { atWork: true } : {}) });
  const end: Report = {
    run,
    status: recorder.lost === null ? status : worse(status),
    actions,
    scopes: scopes.failures,
    journal: recorder.lost,
  };
  report({ type: "run-ends", report: end });
  return end;
}

/** A run whose end is not written down is not well done. */
function worse(status: RunEnd): RunEnd {
  return status === "done" ? "failed" : status;
}

interface Surroundings {
  readonly request: ApplyRequest;
  readonly recorder: Recorder;
  readonly scopes: Scopes;
  readonly findings: Findings;
  readonly settled: ReadonlyMap<string, Settled>;
  readonly before: readonly ActionReport[];
  readonly number: number;
}

async function settle(action: Action, tree: Tree | null, around: Surroundings): Promise<ActionReport> {
  const started = performance.now();
  const hindrance = hindranceOf(action, around);
  const ended = hindrance ?? (await attempt(action, tree, around));
  const result: ActionReport = {
    action: action.id,
    address: action.address,
    destroyed: 0,
    ...ended,
    milliseconds: Math.round(performance.now() - started),
  };
  const { status, made, moved, milliseconds, diagnostic, warnings } = result;
  const diagnostics = diagnostic === null ? warnings : [diagnostic, ...warnings];
  await around.recorder.write({ type: "outcome", action: action.id, status, made, moved, milliseconds, diagnostics });
  return result;
}

type Ended = Pick<ActionReport, "status" | "diagnostic" | "warnings" | "made" | "moved"> & {
  readonly destroyed?: number;
};

/** Why an action is not even begun; null when it may be. */
function hindranceOf(action: Action, { request, recorder, findings, settled }: Surroundings): Ended | null {
  if (request.signal.aborted) return notBegun("skipped", "apply-stopped", action, "");
  if (recorder.lost !== null) return unwritten("skipped", recorder.lost, action);
  const missing = action.after.find((id) => settled.get(id) !== "done");
  if (missing !== undefined) {
    return notBegun("skipped", "apply-skipped", action, `"${missing}" was not done.`);
  }
  const loss = findings.hindrance(action);
  if (loss !== null) {
    const detail = `This run found that ${loss}. The next plan says what to do.`;
    return notBegun("withheld", "apply-withheld", action, detail);
  }
  if (action.guard === null || request.allowDestroy) return null;
  const { guarded } = request.plan.summary;
  const detail = `Not done: ${action.guard}. To confirm it:\nrdump apply --allow-destroy ${guarded}`;
  return notBegun("withheld", "apply-withheld", action, detail);
}

function notBegun(status: Settled, code: CodeOf<typeof APPLY>, { address }: Action, detail: string): Ended {
  const diagnostic = APPLY.error(code, detail, { address });
  return { status, diagnostic, warnings: [], made: null, moved: {} };
}

function unwritten(status: Settled, lost: Diagnostic, { address }: Action): Ended {
  return { status, diagnostic: { ...lost, address }, warnings: [], made: null, moved: {} };
}

async function attempt(action: Action, tree: Tree | null, around: Surroundings): Promise<Ended> {
  const { request, recorder, scopes, findings, number } = around;
  const { report } = request;
  const baseless = await baselessEnd(action, around);
  if (baseless !== null) return baseless;
  const closed = await scopes.open([...(tree?.scopes ?? []), ...action.scopes]);
  if (closed !== null) {
    return notBegun("skipped", "apply-skipped", action, closed.detail);
  }
  const { id, kind, verb, address, input, makes } = action;
  const { version: inputVersion } = request.providers.action(kind);
  const lost = await recorder.write({ type: "intent", action: id, kind, address, input, inputVersion, makes });
  if (lost !== null) return unwritten("failed", lost, action);
  report({ type: "action-begins", action: id, verb, address, number });
  const outcome = await watched(action, tree, around);
  const forgotten = await remember(action, outcome, request);
  await findings.accept(action, new Map([...around.settled, [action.id, outcome.status]]));
  const said = forgotten === null ? outcome.warnings : [...outcome.warnings, forgotten];
  const warnings = [...said, ...findings.takeWarnings()];
  if (outcome.status === "failed") {
    return { status: "failed", diagnostic: outcome.diagnostic, warnings, made: null, moved: {} };
  }
  const { made, moved, destroyed = action.destroys.length } = outcome;
  return { status: "done", diagnostic: null, warnings, made, moved, destroyed };
}

/** How an action ends that is left out, before anything is opened for it; null when it is not. */
async function baselessEnd(action: Action, { request, before }: Surroundings): Promise<Ended | null> {
  const { onlyIf, address, id } = action;
  if (onlyIf === undefined) return null;
  const { providers, io, report, signal } = request;
  const looked = await unlessStuck(
    () => whyLeftOut(onlyIf, before, request),
    () => whyStuck(action, [], providers, io),
  );
  if (signal.aborted) return notBegun("skipped", "apply-stopped", action, "");
  if ("stuck" in looked) report({ type: "left-behind", what: id, diagnostic: looked.stuck });
  const why = "stuck" in looked ? looked.stuck : looked.done;
  if (why === null) return null;
  const nothing = { made: null, moved: {} };
  if (why.severity === "error") {
    return { status: "failed", diagnostic: { ...why, address }, warnings: [], ...nothing };
  }
  return { status: "skipped", diagnostic: null, warnings: [{ ...why, address }], ...nothing };
}

/** Does it, unless what it works on has stopped for good. */
async function watched(action: Action, tree: Tree | null, around: Surroundings): Promise<Outcome> {
  const { request, scopes } = around;
  const { providers, io, report } = request;
  const work = () =>
    perform(action, tree, around).catch((error: unknown): Outcome => {
      const [diagnostic, ...warnings] = troubleOf(error, action.address);
      return { status: "failed", diagnostic, warnings };
    });
  const under = scopes.named([...(tree?.scopes ?? []), ...action.scopes]);
  const ended = await unlessStuck(work, () => whyStuck(action, under, providers, io));
  if ("done" in ended) return ended.done;
  report({ type: "left-behind", what: action.id, diagnostic: ended.stuck });
  return { status: "failed", diagnostic: { ...ended.stuck, address: action.address }, warnings: [] };
}

async function perform(
  action: Action,
  tree: Tree | null,
  { request, recorder, findings }: Surroundings,
): Promise<Outcome> {
  const { providers, run, report } = request;
  const handler = providers.action(action.kind);
  // What takes something down is not stopped in the middle.
  const io = action.verb === "recover" ? request.closing : request.io;
  const probe = await handler.probe(action.input, run, io);
  if (probe.state === "foreign") return { status: "failed", diagnostic: probe.diagnostic, warnings: [] };
  if (probe.state === "done") return { status: "done", made: probe.made ?? null, moved: {}, warnings: [] };
  return handler.run({
    input: action.input,
    run,
    io: onlyPlanned(io, handler.commands(action.input, run), ({ path, content }) =>
      recorder.write({ type: "file-written", action: action.id, path, content }),
    ),
    verifyTree: async (when) => {
      if (tree === null) throw new Error(`${action.id} has no tree that could be verified`);
      return providers.verifier(tree.verifier).verify(tree, when, io);
    },
    counted: async (count) => {
      if (tree === null) throw new Error(`${action.id} has no tree whose files could be counted`);
      return findings.counted(action, tree.volume, count);
    },
    progress: (progress) => report({ type: "progress", action: action.id, progress }),
  });
}

/** The scopes that nobody will use, since a leftover that all their users wait for could not be taken down. */
function scopesWithout(
  { actions }: Plan,
  settled: ReadonlyMap<string, Settled>,
  trees: ReadonlyMap<string, Tree>,
): ReadonlySet<string> {
  const blocked = (action: Action) => action.after.some((id) => settled.has(id) && settled.get(id) !== "done");
  const needed = scopesNeededBy(
    actions.filter((action) => !blocked(action)),
    trees,
  );
  const unusable = scopesNeededBy(actions.filter(blocked), trees);
  return new Set([...unusable].filter((id) => !needed.has(id)));
}

function scopesNeededBy(actions: readonly Action[], trees: ReadonlyMap<string, Tree>): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const { tree, scopes } of actions) {
    for (const id of [...(trees.get(tree ?? "")?.scopes ?? []), ...scopes]) needed.add(id);
  }
  return needed;
}

function endOf(actions: readonly ActionReport[], scopes: Scopes, recorder: Recorder, signal: AbortSignal): RunEnd {
  if (signal.aborted) return "stopped";
  if (recorder.lost !== null) return "failed";
  const isWell = ({ status, diagnostic }: ActionReport) => status === "done" || diagnostic === null;
  return actions.every(isWell) && scopes.failures.length === 0 ? "done" : "failed";
}
