import { visible } from "../diagnostics/visible.ts";
import { bytesText } from "../model/size.ts";
import type { UpkeepStatus } from "../model/status.ts";
import { spanText } from "./quantity.ts";

/** The text after the address of a repository. */
export function describeUpkeep({ kind, last, age, due, slot, failure, obstacle }: UpkeepStatus): string {
  const parts: string[] = [];
  if (last === null) parts.push(`${kind}: never`);
  else parts.push(`${kind}: ${(age ?? 0) < 0 ? "in the future" : `${spanText((age ?? 0) * 1000)} ago`}`);
  if (last !== null && last.freed !== null) parts.push(`${bytesText(last.freed)} freed`);
  if (due) parts.push(`due for ${slot}`);
  if (failure !== null)
    parts.push(`failed at ${failure.time} (run ${visible(failure.run)}): ${visible(failure.summary)}`);
  if (obstacle !== null) parts.push(obstacle);
  return parts.join(", ");
}
