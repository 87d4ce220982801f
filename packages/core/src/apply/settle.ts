import type { Action } from "../model/action.ts";
import type { ActionReport } from "../model/report.ts";
import type { Tree } from "../model/scope.ts";
import type { Outcome, Unconfirmed } from "../provider/handler.ts";
import { type Ended, notBegun, unwritten, whyNotStarted, whyWithoutBase } from "./not-started.ts";
import { performWatched } from "./perform.ts";
import { remember } from "./remember.ts";
import type { RunState } from "./run-state.ts";

/** Runs or skips one action, and writes the result into the journal; a result that must be confirmed is not written yet. */
export async function settle(
  action: Action,
  tree: Tree | null,
  state: RunState,
): Promise<ActionReport | (Unconfirmed & { readonly milliseconds: number })> {
  const started = performance.now();
  const notStarted = await start(action, tree, state);
  if (notStarted !== null) return written(action, notStarted, 0, state);
  const outcome = await performWatched(action, tree, state);
  const milliseconds = Math.round(performance.now() - started);
  return outcome.status === "unconfirmed"
    ? { ...outcome, milliseconds }
    : conclude(action, outcome, milliseconds, state);
}

/** Prepares an action, and writes its intent into the journal. Null: it can run; else how it ended. */
export async function start(action: Action, tree: Tree | null, state: RunState): Promise<Ended | null> {
  const { request, recorder, scopes, points, number } = state;
  const withoutBase = whyNotStarted(action, state) ?? (await whyWithoutBase(action, state));
  if (withoutBase !== null) return withoutBase;
  const closed = await scopes.open([...(tree?.scopes ?? []), ...action.scopes]);
  if (closed !== null) {
    return notBegun("skipped", "apply-skipped", action, closed.detail);
  }
  const { id, kind, verb, address, input, makes } = action;
  const { version: inputVersion } = request.providers.action(kind);
  const lost = await recorder.write({ type: "intent", action: id, kind, address, input, inputVersion, makes });
  if (lost !== null) return unwritten("failed", lost, action);
  const unrecorded = await points.removing(action);
  if (unrecorded !== null) return unwritten("failed", unrecorded, action);
  request.report({ type: "action-begins", action: id, verb, address, number });
  return null;
}

/** Adds the outcome of an action to the record and to the journal. */
export async function conclude(
  action: Action,
  outcome: Outcome,
  milliseconds: number,
  state: RunState,
): Promise<ActionReport> {
  const { request, findings, points } = state;
  const forgotten = [
    await remember(action, outcome, { ...request, before: state.before }),
    await points.made(action, outcome),
  ];
  findings.proven(action, outcome);
  await findings.accept(action, new Map([...state.settled, [action.id, outcome.status]]));
  const said = [...outcome.warnings, ...forgotten.filter((each) => each !== null)];
  const warnings = [...said, ...findings.takeWarnings()];
  return written(action, endOf(action, outcome, warnings), milliseconds, state);
}

function endOf(action: Action, outcome: Outcome, warnings: Ended["warnings"]): Ended {
  const proof = outcome.proof === undefined ? {} : { proof: outcome.proof };
  if (outcome.status === "failed") {
    const { diagnostic, destroyed = [] } = outcome;
    const destroyedPoints = action.destroys.filter(({ id: point }) => destroyed.includes(point));
    return { status: "failed", diagnostic, warnings, made: null, moved: {}, destroyedPoints, ...proof };
  }
  const { made, moved, stayed = [] } = outcome;
  const destroyedPoints = action.destroys.filter(({ id: point }) => !stayed.includes(point));
  return { status: "done", diagnostic: null, warnings, made, moved, destroyedPoints, ...proof };
}

/** Writes how an action ended into the journal. */
export async function written(
  action: Action,
  ended: Ended,
  milliseconds: number,
  { recorder }: RunState,
): Promise<ActionReport> {
  const result: ActionReport = {
    action: action.id,
    address: action.address,
    destroyed: ended.destroyedPoints?.length ?? 0,
    destroyedPoints: [],
    ...ended,
    milliseconds,
  };
  const { status, made, moved, diagnostic, warnings, destroyedPoints } = result;
  const diagnostics = diagnostic === null ? warnings : [diagnostic, ...warnings];
  await recorder.write({
    ...{ type: "outcome", action: action.id, status, made, moved, milliseconds, diagnostics },
    ...(destroyedPoints.length === 0 ? {} : { destroyed: destroyedPoints }),
  });
  return result;
}
