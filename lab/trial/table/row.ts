import type { Archiver } from "../archivers/archiver.ts";
import type { BusyResult } from "../busy/busy.ts";
import type { DayResult } from "../run/trial.ts";

/** The result of one archiver, or the reason why it took no part. */
export type Row =
  | { readonly archiver: Archiver; readonly why: string }
  | {
      readonly archiver: Archiver;
      readonly version: string;
      readonly days: readonly DayResult[];
      readonly busy: BusyResult;
    };
