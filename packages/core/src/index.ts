export { LOCK_HOLDER_ELSEWHERE, type Lock, type LockState } from "./apply/lock.ts";
export {
  adoptedPath,
  matchesNames,
  parseResolved,
  type ResolvedNames,
  type ResolvedPoint,
  resolvedText,
  unresolvedNames,
  withResolved,
} from "./config/adopted-file.ts";
export { type AdoptedLine, adoptedText, withAdopted } from "./config/edit/adopted.ts";
export { pinText, withoutPin, withPin } from "./config/edit/pins.ts";
export { takenOverText, withTakenOver } from "./config/edit/taken-over.ts";
export {
  type ConfigValue,
  configSchemaText,
  findConfig,
  type Includes,
  isWithin,
  type Loaded,
  load,
  type Machine,
  masked,
  nearest,
  openTrustedConfig,
  type Place,
  partSchemaText,
  readConfig,
  readIncludes,
  recordedConfig,
  suggestion,
  suggestionOrList,
  type Texts,
  type TreeNode,
  untrustedInputs,
  untrustedRepository,
  valuesOf,
} from "./config/index.ts";
export { addressInTree } from "./config/notify-address.ts";
export { sampleOf } from "./config/read/sample.ts";
export { configSchema } from "./config/schema.generated.ts";
export { allGroups } from "./desired/desire.ts";
export { type Diagnostic, hasErrors } from "./diagnostics/diagnostic.ts";
export { Failure } from "./diagnostics/failure.ts";
export { type CodeText, register } from "./diagnostics/register.ts";
export { shellWord } from "./diagnostics/shell-word.ts";
export { visible } from "./diagnostics/visible.ts";
export { diff } from "./history/diff.ts";
export { evidence } from "./history/evidence.ts";
export { find } from "./history/find.ts";
export { list } from "./history/list.ts";
export { createDirectory, createFile, removeCreated, writeFileAtomically } from "./io/atomic-file.ts";
export { openLocalReader } from "./io/local-host.ts";
export { thisProcess } from "./io/process-identity.ts";
export { modeWithoutWaiting } from "./io/prompt-mode.ts";
export { rewriteFile } from "./io/rewrite-file.ts";
export { systemReason } from "./io/system-reason.ts";
export { trustedPath } from "./io/trust/open.ts";
export { isReadable } from "./journal/read-journal.ts";
export { type RunRecord, recordOf } from "./journal/run-record.ts";
export { summaryOf } from "./journal/run-summary.ts";
export {
  type Explanation,
  explanations,
  type Finding,
  fix,
  format,
  type LintSource,
  lint,
  lintAll,
  lintLoaded,
  type MachineFiles,
} from "./lint/index.ts";
export { pointAddress } from "./model/address.ts";
export { adoptedIn } from "./model/adopted.ts";
export type { ApplyEvent } from "./model/apply-event.ts";
export type { Config, SecretRecipient } from "./model/config.ts";
export type { Every } from "./model/every.ts";
export type { History } from "./model/history.ts";
export type { HostReport, ReportedPoint, ReportedRun } from "./model/host-report.ts";
export { type Instant, isoOf, stampOf } from "./model/instant.ts";
export type { Plan } from "./model/plan.ts";
export type { Point } from "./model/point.ts";
export type { RecordedPoint } from "./model/record.ts";
export type { FindOutput } from "./model/recorded.ts";
export type { ActionReport, Report } from "./model/report.ts";
export type { BorgRepository } from "./model/repository.ts";
export { bytesText } from "./model/size.ts";
export { exitOfStates, STATES, type State, worstState } from "./model/state.ts";
export type { GroupStatus, HostStatus, Status } from "./model/status.ts";
export { VERBS } from "./model/verb.ts";
export { RDUMP_VERSION } from "./model/version.ts";
export { adoptionOf } from "./observe/adoption.ts";
export { otherMachinesIn } from "./observe/other-machines.ts";
export { PLAN as PLAN_CODES } from "./plan/codes.ts";
export { isWithholding } from "./plan/decay.ts";
export { MAX_PLAN_BYTES, planText, readPlan } from "./plan/plan-file.ts";
export { checkConfig } from "./plan/stale.ts";
export { elevatedProviders } from "./privilege/providers.ts";
export { inputFault } from "./provider/input-schema.ts";
export { compose, type Providers } from "./provider/providers.ts";
export { planFault } from "./provider/read-back.ts";
export { reachingProviders } from "./reach/providers.ts";
export { BEGUN, stageFailed } from "./reach/remote-line.ts";
export { servedWords } from "./reach/served.ts";
export * from "./reconcile/index.ts";
export { unbuiltIn } from "./reconcile/unbuilt.ts";
export { diagnosticLines } from "./render/diagnostics.ts";
export { diagnosticsGithub } from "./render/diagnostics-github.ts";
export { diagnosticsJson } from "./render/diagnostics-json.ts";
export { diagnosticsSarif } from "./render/diagnostics-sarif.ts";
export { differenceLines, driftText, forgottenText } from "./render/drift.ts";
export { coverageText, evidenceLines, evidenceMarkdown } from "./render/evidence.ts";
export { type GraphFormat, planGraph } from "./render/graph.ts";
export { metricsText } from "./render/metrics.ts";
export { planLines } from "./render/plan.ts";
export { pointText } from "./render/point.ts";
export { spanText } from "./render/quantity.ts";
export { diffLines, findLines, listLines } from "./render/recorded.ts";
export { actionEndLines, progressText, reportLines } from "./render/run.ts";
export { runDetailLines, runListLines } from "./render/runs.ts";
export { statusExitCode, statusLines } from "./render/status.ts";
export { type RestoreAllWish, restoreAll, type VolumeChoices } from "./restore/all.ts";
export type { Choice } from "./restore/choose.ts";
export { restore } from "./restore/restore.ts";
export { type RestoredVolume, restoredLines, restoredVolumes } from "./restore/restored.ts";
export { type VerifyWish, verify } from "./restore/verify.ts";
export type { VolumeChoice } from "./restore/volume-choice.ts";
export type { At, RestoreWish } from "./restore/wish.ts";
