import type { Settled } from "../model/outcome.ts";
import type { ActionReport } from "../model/report.ts";
import type { Findings } from "./findings.ts";
import type { RecordedPoints } from "./record-points.ts";
import type { Recorder } from "./recorder.ts";
import type { ApplyRequest } from "./request.ts";
import type { Scopes } from "./scopes.ts";

/** The state of a run when it reaches one of its actions. */
export interface RunState {
  readonly request: ApplyRequest;
  readonly recorder: Recorder;
  readonly scopes: Scopes;
  readonly findings: Findings;
  readonly points: RecordedPoints;
  /** By volume: the digest of its machine record. */
  readonly machineRecords: Map<string, string>;
  readonly settled: ReadonlyMap<string, Settled>;
  readonly before: readonly ActionReport[];
  readonly number: number;
}
