import type { ChalkInstance } from "chalk";
import { exitOfStates, type State } from "../model/state.ts";

/** Red: `rdump status` would not exit with 0. */
export function statePaint(
  each: { readonly state: State; readonly overdue: boolean },
  color: ChalkInstance,
): ChalkInstance {
  return exitOfStates([each]) !== 0 ? color.red : each.state === "ok" ? color.green : color.yellow;
}
