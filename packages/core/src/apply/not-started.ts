import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CodeOf } from "../diagnostics/register.ts";
import type { Action } from "../model/action.ts";
import type { Settled } from "../model/outcome.ts";
import type { ActionReport } from "../model/report.ts";
import { APPLY } from "./codes.ts";
import { whyLeftOut } from "./left-out.ts";
import type { RunState } from "./run-state.ts";
import { unlessStuck, whyStuck } from "./watch.ts";

/** How an action ended. */
export type Ended = Pick<ActionReport, "status" | "diagnostic" | "warnings" | "made" | "moved" | "proof"> & {
  readonly destroyedPoints?: ActionReport["destroyedPoints"];
};

/** How an action ends that must not start: the run stops, a step before it failed, or it requires confirmation. Null: it starts. */
export function whyNotStarted(action: Action, { request, recorder, findings, settled }: RunState): Ended | null {
  if (request.signal.aborted) return notBegun("skipped", "apply-stopped", action, "");
  if (recorder.lost !== null) return unwritten("skipped", recorder.lost, action);
  const missing = action.after.find((id) => settled.get(id) !== "done");
  if (missing !== undefined) {
    return notBegun("skipped", "apply-skipped", action, `"${missing}" was not done.`);
  }
  const loss = findings.lossAffecting(action);
  if (loss !== null) {
    const detail = `This run found that ${loss}. The next plan shows what you can do.`;
    return notBegun("withheld", "apply-withheld", action, detail);
  }
  if (action.guard === null || request.allowDestroy) return null;
  const { guarded } = request.plan.summary;
  const detail = `Not done: ${action.guard}. To confirm it:\nrdump apply --allow-destroy ${guarded}`;
  return notBegun("withheld", "apply-withheld", action, detail);
}

/** How an action ends whose base does not exist; null when the base exists. Nothing has been opened for the action yet. */
export async function whyWithoutBase(action: Action, { request, before }: RunState): Promise<Ended | null> {
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

export function notBegun(status: Settled, code: CodeOf<typeof APPLY>, { address }: Action, detail: string): Ended {
  const diagnostic = APPLY.error(code, detail, { address });
  return { status, diagnostic, warnings: [], made: null, moved: {} };
}

/** How an action ends whose journal entry could not be written. */
export function unwritten(status: Settled, lost: Diagnostic, { address }: Action): Ended {
  return { status, diagnostic: { ...lost, address }, warnings: [], made: null, moved: {} };
}
