import type { ActionContext, Moved } from "@rdump/core/provider";
import type { LeftOut } from "../left-out/left-out.ts";
import { type Ending, endingOf } from "../rsync/ending.ts";
import { parseProgress } from "../rsync/progress.ts";
import { parseStats, type RsyncStats } from "../rsync/stats.ts";
import type { MirrorSteps } from "./commands.ts";
import type { MirrorInput } from "./input.ts";

export interface Copied {
  readonly ending: Ending;
  readonly moved: Moved;
}

/** Runs the copy and reports its progress. Runs it a second time if the cause of a failure can be excluded. */
export async function copyTree(
  context: ActionContext<MirrorInput>,
  steps: MirrorSteps,
  leftOut: LeftOut,
): Promise<Copied> {
  const { input } = context;
  const first = await runCopy(context, steps);
  const { result, said } = (await leftOut.learn(first.result)) ? await runCopy(context, steps) : first;
  const ending = endingOf(result, { live: input.live, source: input.from, consequence: INCOMPLETE });
  const stats = parseStats(said.join("\n"));
  return { ending, moved: stats === null ? {} : movedBy(stats) };
}

export async function runCopy(
  context: Pick<ActionContext<unknown>, "io" | "progress">,
  { copy }: Pick<MirrorSteps, "copy">,
) {
  const said: string[] = [];
  const result = await context.io.run(copy, {
    stdout(line) {
      const text = line.toString("latin1");
      const progress = parseProgress(text);
      if (progress !== null) context.progress(progress);
      else if (said.length < MOST_LINES) said.push(text);
    },
  });
  return { result, said };
}

/** Files and bytes of the whole tree, as archives count them; `stored` is the part that was copied. */
function movedBy({ regular, totalBytes, literalBytes }: RsyncStats): Moved {
  return { bytes: totalBytes, stored: literalBytes, files: regular };
}

/** The statistics are some fifteen lines. */
const MOST_LINES = 200;

export const INCOMPLETE = "The mirror is marked incomplete until a later run finishes it.";
