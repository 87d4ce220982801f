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

/** By its signal, by the status with which sudo reports that signal, or by its last words. */
function lostItsReader({ signal, exitCode, stderr }: StageResult): boolean {
  if (signal === "SIGPIPE" || exitCode === SIGPIPE_STATUS) return true;
  return /: Broken pipe\s*$/i.test(stderr.subarray(-200).toString("latin1"));
}
