import type { Address } from "./address.ts";
import type { RunResult } from "./outcome.ts";
import type { HostStatus } from "./status.ts";

/** A point that exists as far as the record knows. */
export interface ReportedPoint {
  readonly address: Address;
  /** `2026-11-22T20:06:40Z`. */
  readonly time: string;
  readonly files?: number;
  readonly bytes?: number;
  /** How many files the run could not read; absent for a complete point. */
  readonly missing?: number;
}

export interface ReportedRun {
  readonly run: string;
  /** `unfinished`: it died, or is in progress. `unreadable`: its journal cannot be read. */
  readonly status: RunResult | "recovered" | "unfinished" | "unreadable";
  readonly began: string;
  /** Null when it has not ended, or died. */
  readonly ended: string | null;
  /** One line each, the first ten; absent where the journal was not read whole. */
  readonly problems?: readonly string[];
}

/** What `rdump report --json` prints: the state of a host, its points and its runs. */
export interface HostReport {
  readonly formatVersion: 1;
  /** The time zone of its schedules, for calendars. */
  readonly timezone: string;
  readonly status: HostStatus;
  /** By target, then oldest first. */
  readonly points: readonly ReportedPoint[];
  /** Newest first, 400 at most. */
  readonly runs: readonly ReportedRun[];
}
