import { STATES } from "../model/state.ts";
import { cell, tableLines } from "./table.ts";

/** The table of states, for help and pages: state, exit status, meaning. */
export function stateTable(): readonly string[] {
  const heading = ["STATE", "EXIT", "MEANING"];
  const rows = STATES.map(({ state, exit, meaning }) => [state, String(exit), meaning]);
  return tableLines([heading, ...rows].map((row) => row.map((text) => cell(text))));
}
