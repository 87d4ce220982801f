import type { RunIo } from "../io/capability.ts";
import type { Journal } from "../journal/journal.ts";
import type { ApplyEvent } from "../model/apply-event.ts";
import type { Plan } from "../model/plan.ts";
import type { RecordLine } from "../model/record.ts";
import type { RunRef } from "../model/run.ts";
import type { Providers } from "../provider/providers.ts";

export interface ApplyRequest {
  readonly plan: Plan;
  readonly run: RunRef;
  readonly providers: Providers;
  readonly io: RunIo;
  /** The io that closes scopes. It is not stopped with the run, because open scopes are always closed. */
  readonly closing: RunIo;
  readonly journal: Journal;
  /** Adds lines to the record of points. When it has returned, they survive a power cut. */
  readonly note: (lines: readonly RecordLine[]) => Promise<void>;
  /** Guarded deletions are confirmed: the user gave their exact number. */
  readonly allowDestroy: boolean;
  /** Aborted when the run is interrupted: nothing new starts, and open scopes are closed. */
  readonly signal: AbortSignal;
  readonly report: (event: ApplyEvent) => void;
  /** How many commands that change the state of the system have not ended. */
  readonly atWork: () => number;
}
