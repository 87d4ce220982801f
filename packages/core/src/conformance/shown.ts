import assert from "node:assert/strict";
import type { Step } from "../model/command.ts";
import { RUN_ID_TOKEN, RUN_SUFFIX_TOKEN, RUN_TIME_TOKEN } from "../model/instant.ts";
import { type RunRef, suffixOf } from "../model/run.ts";

/** The steps of a plan, with its placeholders filled in, are the steps of a run. Nothing else may differ. */
export function assertShownIsWhatRuns(shown: readonly Step[], ran: readonly Step[], run: RunRef): void {
  const pieces = JSON.stringify(shown).split(/(\{run\.(?:time|suffix|id)\})/);
  const pattern = pieces.map((piece) => {
    if (piece === RUN_TIME_TOKEN)
      return `(?:${literal(run.stamp)}|${literal(run.time)}|${literal(timeWithSpace(run))})`;
    if (piece === RUN_SUFFIX_TOKEN) return suffixOf(run);
    return literal(piece === RUN_ID_TOKEN ? run.id : piece);
  });
  assert.match(JSON.stringify(ran), new RegExp(`^${pattern.join("")}$`, "s"));
}

/** As restic takes it. */
function timeWithSpace({ time }: RunRef): string {
  return time.replace("T", " ").replace("Z", "");
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
