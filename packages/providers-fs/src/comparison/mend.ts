import type { Diagnostic } from "@rdump/core/provider";
import { INCOMPLETE, runCopy } from "../mirror/copying.ts";
import { changeOf, findBlocker } from "../mirror/readiness.ts";
import { separate } from "../mirror/separate.ts";
import { endingOf } from "../rsync/ending.ts";
import { type Compared, type CopiedTree, compareTrees } from "./compare.ts";
import type { Difference } from "./differences.ts";
import { mendRules } from "./mend-rules.ts";
import { changedWhileCopied, stillDiffers, timesNotStored } from "./texts.ts";

export interface Verdict {
  /** Why the mirror is incomplete; null: it equals the source, except for later changes there. */
  readonly fault: Diagnostic | null;
  readonly notes: readonly Diagnostic[];
}

/**
 * Compares the mirror with the source after a copy without errors. What differs is copied again in the same run: the paths
 * themselves, each as a new file, so that a file that was linked to another one gets its own; then the whole tree.
 */
export async function compareAndMend(copied: CopiedTree): Promise<Verdict> {
  const first = await compareTrees(copied);
  const faults = first.faults.filter((each) => !copied.isPartial || isSeparable(each));
  if (first.problem !== null || faults.length === 0) return verdictOf(copied, first);
  const fault = await mend(copied, faults, first.merged);
  return fault === null ? mendedVerdict(copied, await compareTrees(copied)) : { fault, notes: [] };
}

/** After a second copy without errors, a time that differs is one that the file system accepts and does not store. */
function mendedVerdict(copied: CopiedTree, second: Compared): Verdict {
  if (copied.isPartial || second.isCut) return verdictOf(copied, second);
  const note = timesNotStored(copied.context.input, second.faults.filter(isOnlyTime));
  const { fault, notes } = verdictOf(copied, { ...second, faults: second.faults.filter((each) => !isOnlyTime(each)) });
  return { fault, notes: [...notes, ...(note === null ? [] : [note])] };
}

function isOnlyTime({ kind, attributes }: Difference): boolean {
  return kind === "other" && attributes.length === 1 && attributes[0] === "time";
}

/** Only `mend` separates names of one file. A second copy fails where the first one did, in every run. */
function isSeparable({ attributes }: Difference): boolean {
  return attributes.includes("hard link");
}

async function mend(
  { context, steps, leftOut, isPartial }: CopiedTree,
  faults: readonly Difference[],
  merged: readonly string[],
): Promise<Diagnostic | null> {
  const { input, io } = context;
  const blocker = await findBlocker(context, leftOut);
  if (blocker !== null) return blocker;
  const paths = faults.filter(({ kind }) => kind !== "extra").map(({ path }) => path);
  const circumstances = { live: input.live, source: input.from, consequence: INCOMPLETE };
  await separate(context, steps, merged);
  for (const content of mendRules(paths)) {
    const written = await io.run({ ...steps.listDiffering, content });
    // A path that is gone meanwhile is no failure: the copy after this and the comparison decide.
    if (written.exitCode === 0) await io.run(steps.mend);
  }
  const { result } = await runCopy(context, steps);
  const ending = endingOf(result, circumstances);
  if (ending.kind === "failed" && !(ending.isPartial && isPartial)) return ending.diagnostic;
  return changeOf(context, "after");
}

function verdictOf({ context, isPartial }: CopiedTree, compared: Compared): Verdict {
  const { problem, faults, changed } = compared;
  const note = changedWhileCopied(context.input, changed);
  const fault = problem ?? (faults.length > 0 ? stillDiffers(context.input, compared, isPartial) : null);
  return { fault, notes: note === null ? [] : [note] };
}
