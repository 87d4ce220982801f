import { type Plan, type Report, recoveryPlan, settleDeadRuns } from "@rdump/core";
import { showDiagnostics } from "../failures.ts";
import { type CarryOut, carryOut } from "./carry-out.ts";
import { newRunId } from "./locked.ts";
import type { Planned } from "./planned.ts";

/** Takes down what dead runs left, in a run of its own, and writes down what became of them. Null: there was nothing. */
export async function recover({ plan, dead }: Planned, how: CarryOut): Promise<Report | null> {
  const recovery = recoveryPlan(plan, dead);
  const run = newRunId(how.context);
  const report = recovery.actions.length === 0 ? null : await carryOut(recovery, run, how);
  await settle({ plan: recovery, dead }, report, run, how);
  return report;
}

/** Writes into the journals of dead runs what is known of them now. */
export async function settle(
  { plan, dead }: Planned,
  report: Report | null,
  by: string,
  { context }: CarryOut,
): Promise<void> {
  showDiagnostics(await settleDeadRuns(dead, { plan, report, by }, context.clock), context);
}

export function hasRecovery({ actions }: Plan): boolean {
  return actions.some(({ verb }) => verb === "recover");
}
