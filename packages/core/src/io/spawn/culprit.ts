import type { StageResult } from "../capability.ts";

/**
 * The place of the stage that made a pipeline fail; the last place if none failed. A stage that fails makes the stages
 * before it fail with a broken pipe, and the stages after it read half a stream. So the first stage that failed for
 * another reason than a broken pipe is the cause. A stage that never started or that rdump ended is the cause in any case.
 * When the stages ended says nothing: the kernel reports the ends of several processes at once, in any order.
 */
export function culpritOf(stages: readonly StageResult[]): number {
  const first = (isCause: (stage: StageResult) => boolean): number | null => {
    const found = stages.findIndex((stage) => stage.exitCode !== 0 && isCause(stage));
    return found < 0 ? null : found;
  };
  return (
    first(({ notStarted }) => notStarted !== null) ??
    first(({ stopped }) => stopped) ??
    first((stage) => !lostItsReader(stage)) ??
    first(() => true) ??
    stages.length - 1
  );
}

const SIGPIPE_STATUS = 128 + 13;

/** The stage was ended because nothing read its output any more: by its signal, or by the status with which sudo reports it. */
export function endedBySigpipe({ signal, exitCode }: Pick<StageResult, "signal" | "exitCode">): boolean {
  return signal === "SIGPIPE" || exitCode === SIGPIPE_STATUS;
}

/** By its end, or by its last words. */
function lostItsReader(stage: StageResult): boolean {
  return endedBySigpipe(stage) || /: Broken pipe\s*$/i.test(stage.stderr.subarray(-200).toString("latin1"));
}
