import { visible } from "../diagnostics/visible.ts";
import { repositoryAddress, type UpkeepKind } from "../model/history.ts";
import type { Instant } from "../model/instant.ts";
import { bytesText } from "../model/size.ts";
import type { UpkeepAssessment } from "../plan/assess-upkeep.ts";
import { spanText } from "./quantity.ts";

/** How one kind of upkeep stands, worst first. `idle`: there is nothing to do it on, or nothing would come of it. */
export type UpkeepState = "unknown" | "failed" | "overdue" | "due" | "idle" | "well";

/** One line of `rdump status` about a repository, as a value. */
export interface UpkeepStatus {
  readonly address: string;
  readonly kind: UpkeepKind;
  readonly state: UpkeepState;
  /** The newest that was done; `freed` in bytes, null when that was not told. */
  readonly last: { readonly run: string; readonly time: string; readonly freed: number | null } | null;
  /** Seconds since then; null when it never was. */
  readonly age: number | null;
  /** The slot that it should be done in. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** The newest that failed, when nothing was done since. */
  readonly failure: {
    readonly run: string;
    readonly time: string;
    readonly code: string;
    readonly summary: string;
  } | null;
  /** Why it is not known or not done; null when nothing hinders. */
  readonly hindrance: string | null;
}

export function upkeepStatus(assessment: UpkeepAssessment, now: Instant): UpkeepStatus {
  const { desired, last, failure, due, overdue, standing } = assessment;
  return {
    address: repositoryAddress(desired.repository.name),
    kind: desired.kind,
    state: stateOf(assessment),
    last: last === null ? null : { run: last.run, time: last.time, freed: last.freed },
    age: last === null ? null : Math.round((now - Date.parse(last.time)) / 1000),
    slot: desired.slot.label,
    due,
    overdue,
    failure:
      failure === null
        ? null
        : {
            run: failure.run,
            time: failure.time,
            code: failure.problem?.code ?? "",
            summary: failure.problem?.summary ?? "",
          },
    hindrance: HINDRANCES[standing],
  };
}

const HINDRANCES: { readonly [standing in UpkeepAssessment["standing"]]: string | null } = {
  known: null,
  unknown: "the repository, or the history, cannot be read",
  absent: "there is no repository yet",
  futile: "append-only: nothing would come free",
};

function stateOf({ standing, failure, due, overdue }: UpkeepAssessment): UpkeepState {
  if (standing === "unknown") return "unknown";
  if (standing !== "known") return "idle";
  if (failure !== null) return "failed";
  if (overdue) return "overdue";
  return due ? "due" : "well";
}

/** What stands behind a repository's address in its line. */
export function describeUpkeep({ kind, last, age, due, slot, failure, hindrance }: UpkeepStatus): string {
  const parts: string[] = [];
  if (last === null) parts.push(`${kind}: never`);
  else parts.push(`${kind}: ${(age ?? 0) < 0 ? "in the future" : `${spanText((age ?? 0) * 1000)} ago`}`);
  if (last !== null && last.freed !== null) parts.push(`${bytesText(last.freed)} freed`);
  if (due) parts.push(`due for ${slot}`);
  if (failure !== null)
    parts.push(`failed at ${failure.time} (run ${visible(failure.run)}): ${visible(failure.summary)}`);
  if (hindrance !== null) parts.push(hindrance);
  return parts.join(", ");
}
