/**
 * The states of groups and of upkeep, worst first: the one place that defines them. `exit`: the exit status of
 * `rdump status` when no state is worse. `absent` within its grace exits with 0.
 */
export const STATES = [
  { state: "unknown", exit: 1, meaning: "cannot be queried" },
  { state: "failed", exit: 2, meaning: "the last attempt failed, or the source cannot be read" },
  { state: "decayed", exit: 2, meaning: "files of the source decayed; deletions require confirmation" },
  { state: "shrunken", exit: 2, meaning: "the source lost too many files; deletions require confirmation" },
  { state: "absent", exit: 2, meaning: "an optional disk is not connected; within its grace the exit status is 0" },
  { state: "incomplete", exit: 2, meaning: "files are missing in the newest point" },
  { state: "unproven", exit: 2, meaning: "a declared proof failed or is overdue" },
  { state: "overdue", exit: 2, meaning: "due for longer than one slot of the schedule, or never made" },
  { state: "due", exit: 0, meaning: "the present slot has no complete point yet" },
  { state: "running", exit: 0, meaning: "a run is working on it now" },
  { state: "ok", exit: 0, meaning: "everything that is declared is there" },
] as const;

export type State = (typeof STATES)[number]["state"];

/** The worst of some states; `ok` of none. */
export function worstState(states: readonly State[]): State {
  return STATES.find(({ state }) => states.includes(state))?.state ?? "ok";
}

/** The exit status of `rdump status`. A state of which `overdue` is false is within its grace. */
export function exitOfStates(all: readonly { readonly state: State; readonly overdue: boolean }[]): 0 | 1 | 2 {
  const counted = all.filter(({ state, overdue }) => state !== "absent" || overdue);
  const worst = worstState(counted.map(({ state }) => state).filter((state) => state !== "running"));
  return STATES.find(({ state }) => state === worst)?.exit ?? 0;
}
