import type { Moved } from "../model/outcome.ts";
import type { ActionRecord, RunRecord } from "./run-record.ts";

/** `recovered`: a later run determined its result. */
export const COUNTED = ["done", "failed", "skipped", "withheld", "begun", "recovered"] as const;

type ActionCounts = { readonly [status in (typeof COUNTED)[number]]: number };

/** A short form of a run: the number of its actions, and the sum of their data. */
export type RunSummary = Omit<RunRecord, "actions" | "scopes"> & {
  readonly actions: ActionCounts;
  readonly moved: Moved;
};

export function summaryOf({ actions, scopes, ...run }: RunRecord): RunSummary {
  const count = (wanted: string) => actions.filter((each) => countedAs(each) === wanted).length;
  const counts = Object.fromEntries(COUNTED.map((status) => [status, count(status)])) as ActionCounts;
  return { ...run, actions: counts, moved: actions.reduce<Moved>((sum, { moved }) => added(sum, moved), {}) };
}

function countedAs({ status }: ActionRecord): string {
  return status.startsWith("recovered: ") ? "recovered" : status;
}

function added(one: Moved, other: Moved): Moved {
  const keys = ["files", "bytes", "stored", "freed"] as const;
  const sums = keys.flatMap((key) => {
    const [a, b] = [one[key], other[key]];
    return a === undefined && b === undefined ? [] : [[key, (a ?? 0) + (b ?? 0)] as const];
  });
  return Object.fromEntries(sums);
}
