import type { DatasetText, EveryText } from "../../text/scalars.ts";

/** A writable clone of the newest snapshot. */
export interface CloneText {
  dataset: DatasetText;
  /** Schedule of the renewal. Default: `daily`. */
  every?: EveryText;
  /**
   * The treatment of a clone that users changed: `ask` reports it as overdue, with the command that renews it;
   * `discard` discards the changes.
   *
   * @default ask
   */
  renew?: "ask" | "discard";
}
