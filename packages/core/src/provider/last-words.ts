import { visible } from "../diagnostics/visible.ts";
import type { CommandResult } from "../io/capability.ts";
import { durationText } from "../model/duration.ts";

/** What goes on a sentence about a command whose time was over; null when that is not how it ended. */
export function outOfTimeText({ outOfTime }: Pick<CommandResult, "outOfTime">): string | null {
  return outOfTime === undefined
    ? null
    : `had not ended after ${durationText(outOfTime)}, which is all the time it may take, and was ended`;
}

/** What a command said last, fit to be shown. Warnings about descriptors and the like come before it. */
export function lastWords(result: CommandResult): string {
  const { stderr, notStarted, signal, exitCode } = result;
  const late = outOfTimeText(result);
  if (late !== null) return `it ${late}`;
  if (notStarted !== null) return `it could not be started (${notStarted})`;
  const line = stderr
    .toString("utf8")
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "" && !each.startsWith("WARNING:"))
    .at(-1);
  const how = signal === null ? `exit status ${exitCode}` : signal;
  return line === undefined ? how : `${visible(line.slice(0, 500).replace(/\.$/, ""))} (${how})`;
}
