import { visible } from "../diagnostics/visible.ts";
import type { CommandResult } from "../io/capability.ts";

/** What a command said last, fit to be shown. Warnings about descriptors and the like come before it. */
export function lastWords({ stderr, notStarted, signal, exitCode }: CommandResult): string {
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
