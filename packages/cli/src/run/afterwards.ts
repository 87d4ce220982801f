import { Failure, isComplete, type Reconciled, type Session } from "@rdump/core";
import type { RunEnd } from "@rdump/notify";
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
    end = { run: null, failure: error instanceof Failure ? summaryOf(error) : "an error in rdump itself" };
    throw error;
  } finally {
    await writeMetrics(session, context);
    // Most configs have no recipients: the code that sends messages is loaded only with them.
    if (end !== null && session.config.notify !== null)
      await (await import("./notify/notify.ts")).notify(session, end, context);
  }
}

/** Null: a person declined or interrupted the run, and knows it. */
function endOf(reconciled: Reconciled): RunEnd | null {
  if (reconciled.ended !== "applied") return null;
  const { report } = reconciled;
  if (report?.status === "interrupted") return null;
  const run = report?.run.id ?? null;
  if (isComplete(reconciled)) return { run, failure: null };
  const bad = report?.actions.find(({ status }) => status !== "done");
  const why = bad?.diagnostic?.summary ?? "not everything that is declared could be planned";
  const name = bad === undefined ? "" : `${bad.action}: `;
  return { run, failure: `Run ${run ?? ""} is ${report?.status ?? "partial"}. ${name}${why}` };
}

function summaryOf({ diagnostics }: Failure): string {
  const [first] = diagnostics;
  return first === undefined ? "the run failed" : `${first.summary} [${first.code}]. ${first.detail}`;
}
