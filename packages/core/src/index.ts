export { awaitChangers, liveChangers } from "./apply/await-changers.ts";
export { watchChangers } from "./apply/changers.ts";
export type { ApplyEvent } from "./apply/event.ts";
export { type ApplyRequest, applyPlan } from "./apply/executor.ts";
export { breakLock, type LockState, NOBODY_CAN_TELL, readLock, takeLock } from "./apply/lock.ts";
export type { ActionReport, Report } from "./apply/report.ts";
export { settleDeadRuns } from "./apply/settle-dead-runs.ts";
export { configSchemaText, findConfig, load, type Machine, masked, readConfig, suggestion } from "./config/index.ts";
export { configSchema } from "./config/schema.generated.ts";
export { type Desired, desire } from "./desired/desire.ts";
export { type Diagnostic, hasErrors } from "./diagnostics/diagnostic.ts";
export { Failure, failure } from "./diagnostics/failure.ts";
export { visible } from "./diagnostics/visible.ts";
export { writeFileAtomically } from "./io/atomic-file.ts";
export { openLocalHost, openLocalReader } from "./io/local-host.ts";
export { isElsewhere, ownIdentity } from "./io/process-identity.ts";
export { withoutLifeline } from "./io/program.ts";
export { appendHistory } from "./journal/history.ts";
export { beginJournal } from "./journal/journal.ts";
export { pruneRuns } from "./journal/prune.ts";
export { readHistory } from "./journal/read-history.ts";
export { isReadable, readJournal, runsIn } from "./journal/read-journal.ts";
export { type RunRecord, recordOf } from "./journal/run-record.ts";
export { summaryOf } from "./journal/run-summary.ts";
export { unfinishedRuns } from "./journal/unfinished.ts";
export {
  type Explanation,
  explanations,
  type Finding,
  fix,
  format,
  lint,
  lintLoaded,
  type MachineFiles,
} from "./lint/index.ts";
export type { Config } from "./model/config.ts";
export type { History } from "./model/history.ts";
export { type Instant, isoOf, stampOf } from "./model/instant.ts";
export type { Plan } from "./model/plan.ts";
export { runAt } from "./model/run.ts";
export { RDUMP_VERSION } from "./model/version.ts";
export { withDeadRuns } from "./observe/dead-runs.ts";
export { type ExaminedRun, examine } from "./observe/examine.ts";
export { expand } from "./observe/expand.ts";
export { hindrances, type Observed, observe } from "./observe/observe.ts";
export { assess } from "./plan/assess.ts";
export { assessUpkeep } from "./plan/assess-upkeep.ts";
export { checkGuards } from "./plan/guards.ts";
export { withLost } from "./plan/lost.ts";
export { MAX_PLAN_BYTES, type PlanHeader, planText, readPlan, readPlanHeader } from "./plan/plan-file.ts";
export { forgottenOf, plan, shrunkenIn } from "./plan/planner.ts";
export { recoveryPlan, sameBehindRecovery } from "./plan/recovery.ts";
export { checkApplicable, checkConfig, checkUnchanged } from "./plan/stale.ts";
export { elevatedProviders } from "./privilege/providers.ts";
export { compose, type Providers } from "./provider/providers.ts";
export { diagnosticLines } from "./render/diagnostics.ts";
export { diagnosticsGithub } from "./render/diagnostics-github.ts";
export { diagnosticsJson } from "./render/diagnostics-json.ts";
export { diagnosticsSarif } from "./render/diagnostics-sarif.ts";
export { type GraphFormat, planGraph } from "./render/graph.ts";
export { planLines } from "./render/plan.ts";
export { actionEndLines, progressText, reportLines } from "./render/run.ts";
export { runDetailLines, runListLines } from "./render/runs.ts";
export { groupStatus, type Status, statusExitCode, statusLines } from "./render/status.ts";
export { upkeepStatus } from "./render/upkeep-status.ts";
