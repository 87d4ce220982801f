import type { Action } from "../model/action.ts";
import type { ActionReport } from "../model/report.ts";
import type { Tree } from "../model/scope.ts";
import { type Ended, notBegun, unwritten, whyNotStarted, whyWithoutBase } from "./not-started.ts";
import { performWatched } from "./perform.ts";
import { remember } from "./remember.ts";
import type { RunState } from "./run-state.ts";

/** Runs or skips one action, and writes the result into the journal. */
export async function settle(action: Action, tree: Tree | null, state: RunState): Promise<ActionReport> {
  const started = performance.now();
  const ended = whyNotStarted(action, state) ?? (await attempt(action, tree, state));
  const result: ActionReport = {
    action: action.id,
    address: action.address,
    destroyed: ended.destroyedPoints?.length ?? 0,
    destroyedPoints: [],
    ...ended,
    milliseconds: Math.round(performance.now() - started),
  };
  const { status, made, moved, milliseconds, diagnostic, warnings, destroyedPoints } = result;
  const diagnostics = diagnostic === null ? warnings : [diagnostic, ...warnings];
  await state.recorder.write({
    ...{ type: "outcome", action: action.id, status, made, moved, milliseconds, diagnostics },
    ...(destroyedPoints.length === 0 ? {} : { destroyed: destroyedPoints }),
  });
  return result;
}

async function attempt(action: Action, tree: Tree | null, state: RunState): Promise<Ended> {
  const { request, recorder, scopes, findings, points, number } = state;
  const { report } = request;
  const withoutBase = await whyWithoutBase(action, state);
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
  report({ type: "action-begins", action: id, verb, address, number });
  const outcome = await performWatched(action, tree, state);
  const forgotten = [await remember(action, outcome, request), await points.made(action, outcome)];
  await findings.accept(action, new Map([...state.settled, [action.id, outcome.status]]));
  const said = [...outcome.warnings, ...forgotten.filter((each) => each !== null)];
  const warnings = [...said, ...findings.takeWarnings()];
  if (outcome.status === "failed") {
    const { diagnostic, destroyed = [] } = outcome;
    const destroyedPoints = action.destroys.filter(({ id: point }) => destroyed.includes(point));
    return { status: "failed", diagnostic, warnings, made: null, moved: {}, destroyedPoints };
  }
  const { made, moved, stayed = [] } = outcome;
  const destroyedPoints = action.destroys.filter(({ id: point }) => !stayed.includes(point));
  return { status: "done", diagnostic: null, warnings, made, moved, destroyedPoints };
}
