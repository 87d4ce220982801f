import { type Diagnostic, Failure, isComplete, type Reconciled, type Session } from "@rdump/core";
import type { RunEnd, RunFault } from "@rdump/notify";
import type { Context } from "../context.ts";
import { writeMetrics } from "./metrics.ts";

/** Does a run, and then what follows each run, also a failed one: metrics and notifications. The lock is released by then. */
export async function afterwards(
  session: Session,
  context: Context,
  run: () => Promise<Reconciled>,
): Promise<Reconciled> {
  let end: RunEnd | null = null;
  try {
    const reconciled = await run();
    end = endOf(reconciled);
    return reconciled;
  } catch (error) {
    end = endOfFailure(error);
    throw error;
  } finally {
    await writeMetrics(session, context, end);
    // Most configs have no recipients: the code that sends messages is loaded only with them.
    if (end !== null && session.config.notify !== null)
      await (await import("./notify/notify.ts")).notify(session, end, context);
  }
}

/** Null: a person declined or interrupted the run, and knows it. */
function endOf(reconciled: Reconciled): RunEnd | null {
  if (reconciled.ended !== "applied") return null;
  const { report, plan } = reconciled;
  if (report?.status === "interrupted") return null;
  const run = report?.run.id ?? null;
  if (isComplete(reconciled)) return { run, failure: null, faults: [] };
  const bad = report?.actions.find(({ status }) => status !== "done");
  const why = bad?.diagnostic?.summary ?? "not everything that is declared could be planned";
  const name = bad === undefined ? "" : `${bad.action}: `;
  const undone = (report?.actions ?? []).flatMap(({ address, action, status, diagnostic }) =>
    diagnostic !== null && (status === "failed" || status === "withheld")
      ? [faultOf(address, diagnostic, `${status}: ${action}`)]
      : [],
  );
  const unplanned = plan.diagnostics
    .filter(({ severity }) => severity === "error")
    .map((each) => faultOf(each.address ?? "plan", each, "not planned"));
  const failure = `Run ${run ?? ""} is ${report?.status ?? "partial"}. ${name}${why}`;
  return { run, failure, faults: [...undone, ...unplanned] };
}

function endOfFailure(error: unknown): RunEnd {
  if (!(error instanceof Failure)) return { run: null, failure: "an error in rdump itself", faults: [] };
  const [first] = error.diagnostics;
  if (first === undefined) return { run: null, failure: "the run failed", faults: [] };
  const failure = `${first.summary} [${first.code}]. ${first.detail}`;
  return { run: null, failure, faults: [{ address: "run", code: first.code, text: failure }] };
}

function faultOf(address: string, { code, summary }: Diagnostic, what: string): RunFault {
  return { address, code, text: `${what}. ${summary} [${code}]` };
}
