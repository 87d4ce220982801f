import type { Status } from "@rdump/core";
import { driftText, visible } from "@rdump/core";

/** Something that is wrong now. The key stays the same from run to run, so that it is notified once. */
export interface Problem {
  readonly key: string;
  readonly kind: "failure" | "overdue";
  /** One line, safe to show. */
  readonly text: string;
}

/** How a run ended, for the part that is about no target. */
export interface RunEnd {
  /** The id of the run; null: none began. */
  readonly run: string | null;
  /** Null when everything was done. */
  readonly failure: string | null;
}

const QUIET = new Set(["ok", "due", "running"]);

/** What is wrong by a status and by the end of the run before it. Pure. */
export function problemsOf({ groups, upkeep, drift }: Status, { failure }: RunEnd): readonly Problem[] {
  const targets = groups
    .filter(({ state, overdue }) => !QUIET.has(state) && (state !== "absent" || overdue))
    .map(({ address, state, obstacle }) => problemOf(address, state, obstacle));
  const works = upkeep
    .filter(({ state }) => !QUIET.has(state))
    .map(({ address, kind, state, failure: failed, obstacle }) =>
      problemOf(`${address} ${kind}`, state, failed?.summary ?? obstacle),
    );
  const drifts = drift.map((each): Problem => {
    const text = driftText(each);
    return { key: `drift ${each.address} ${text}`, kind: "failure", text: lineOf(`${each.address}: drift: ${text}`) };
  });
  const found = [...targets, ...works, ...drifts];
  // The failed targets of a run say why it failed, if there are any.
  if (failure === null || found.some(({ kind }) => kind === "failure")) return found;
  return [...found, { key: "run", kind: "failure", text: lineOf(failure) }];
}

function problemOf(name: string, state: string, why: string | null): Problem {
  const kind = state === "overdue" ? "overdue" : "failure";
  return { key: `${kind} ${name}`, kind, text: lineOf(`${name}: ${state}${why === null ? "" : `. ${why}`}`) };
}

/** One line without control characters: the detail of a diagnostic can have several lines. */
function lineOf(text: string): string {
  return visible(text.replaceAll(/\s*\n\s*/g, " "));
}
