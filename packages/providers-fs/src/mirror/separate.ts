import type { ActionContext } from "@rdump/core/provider";
import { separateRules } from "../comparison/mend-rules.ts";
import type { MirrorSteps } from "./commands.ts";

/**
 * Deletes paths of the mirror that a copy cannot replace. The copy after this creates what the source has in their places. If
 * it fails, the comparison says so.
 */
export async function separate(
  { io }: Pick<ActionContext<unknown>, "io">,
  steps: Pick<MirrorSteps, "listDiffering" | "separate">,
  paths: readonly string[],
): Promise<void> {
  for (const content of separateRules(paths)) {
    const written = await io.run({ ...steps.listDiffering, content });
    if (written.exitCode === 0) await io.run(steps.separate);
  }
}
