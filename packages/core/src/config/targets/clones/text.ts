import type { DatasetText, EveryText } from "../../text/scalars.ts";

/** A writable clone of the newest snapshot. */
export interface CloneText {
  dataset: DatasetText;
  /** Schedule of the renewal. Default: `daily`. */
  every?: EveryText;
  /**
   * What to do with a clone that somebody changed: `ask` reports it overdue, with the command; `discard` throws the
   * changes away.
   *
   * @default ask
   */
  renew?: "ask" | "discard";
}
