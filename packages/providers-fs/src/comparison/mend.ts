import type { Diagnostic } from "@rdump/core/provider";
import { INCOMPLETE, runCopy } from "../mirror/copying.ts";
import type { MirrorInput } from "../mirror/input.ts";
import { changeOf, findBlocker } from "../mirror/readiness.ts";
import { endingOf } from "../rsync/ending.ts";
import { type Compared, type CopiedTree, compareTrees } from "./compare.ts";
import type { Difference } from "./differences.ts";
import { mendRules } from "./mend-rules.ts";
import { changedWhileCopied, stillDiffers } from "./texts.ts";

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
  const { context } = copied;
  const first = await compareTrees(copied);
  if (first.problem !== null || first.faults.length === 0) return verdictOf(context.input, first);
  const fault = await mend(copied, first.faults);
  return fault === null ? verdictOf(context.input, await compareTrees(copied)) : { fault, notes: [] };
}

async function mend(
  { context, steps, leftOut }: CopiedTree,
  faults: readonly Difference[],
): Promise<Diagnostic | null> {
  const { input, io } = context;
  const blocker = await findBlocker(context, leftOut);
  if (blocker !== null) return blocker;
  const paths = faults.filter(({ kind }) => kind !== "extra").map(({ path }) => path);
  const circumstances = { live: input.live, source: input.from, consequence: INCOMPLETE };
  for (const content of mendRules(paths)) {
    const written = await io.run({ ...steps.listDiffering, content });
    // A path that is gone meanwhile is no failure: the copy after this and the comparison decide.
    if (written.exitCode === 0) await io.run(steps.mend);
  }
  const { result } = await runCopy(context, steps);
  const ending = endingOf(result, circumstances);
  return ending.kind === "failed" ? ending.diagnostic : changeOf(context, "after");
}

function verdictOf(input: MirrorInput, { problem, faults, changed, isCut }: Compared): Verdict {
  const note = changedWhileCopied(input, changed);
  const fault = problem ?? (faults.length > 0 ? stillDiffers(input, faults, isCut) : null);
  return { fault, notes: note === null ? [] : [note] };
}
