import { createHash } from "node:crypto";
import type { Instant } from "./instant.ts";
import { isoOf, RECORD_TOKEN, RUN_ID_TOKEN, RUN_SUFFIX_TOKEN, RUN_TIME_TOKEN, stampOf } from "./instant.ts";

/** One application of a plan, as far as names and marks need it. All points of a run have the time of the run. */
export interface RunRef {
  readonly id: string;
  /** `20261122T200640Z`, as in names. */
  readonly stamp: string;
  /** `2026-11-22T20:06:40Z`, as tools and marks take it. */
  readonly time: string;
  /** The digest of the machine, for marks; null: no mark is written (a dead run), or it is not known. */
  readonly machine: string | null;
  /** By volume: the digest of the machine record that this run has written. Absent: in a plan, or of a dead run. */
  readonly machineRecords?: ReadonlyMap<string, string>;
}

export function runAt(id: string, instant: Instant, machine: string | null = null): RunRef {
  return { id, stamp: stampOf(instant), time: isoOf(instant), machine };
}

/**
 * A dead run: its id, and the time of its points and scopes. If that time is unknown, it is the time in the id, which
 * is the start of the observation.
 */
export function deadRunRef(id: string, time: string | null): RunRef {
  const instant = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(instant) ? runOfId(id) : runAt(id, instant);
}

/** The parts of a run that its id contains. */
function runOfId(id: string): RunRef {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-/.exec(id);
  if (found === null) return { id, stamp: "", time: "", machine: null };
  const [, year, month, day, hour, minute, second] = found;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return { id, stamp: id.slice(0, 16), time, machine: null };
}

/** The digest of the machine record of a volume; null: this run has written none. In a plan it is a placeholder. */
export function machineRecordDigest({ machineRecords }: RunRef, volume: string): string | null {
  return machineRecords === undefined ? RECORD_TOKEN : (machineRecords.get(volume) ?? null);
}

/** The run in a plan, before the run exists: placeholders that apply fills in. */
export const PLANNED_RUN: RunRef = plannedRun(null);

/** The same on the machine with this digest. */
export function plannedRun(machine: string | null): RunRef {
  return { id: RUN_ID_TOKEN, stamp: RUN_TIME_TOKEN, time: RUN_TIME_TOKEN, machine };
}

/**
 * Four characters of the id of a run, for names in a place that several hosts use: the last ones, which are random. An
 * id of another form is hashed.
 */
export function suffixOf({ id }: Pick<RunRef, "id">): string {
  if (id === RUN_ID_TOKEN) return RUN_SUFFIX_TOKEN;
  const [, random] = /-[0-9a-f]{4}([0-9a-f]{4})$/.exec(id) ?? [];
  return random ?? createHash("sha256").update(id).digest("hex").slice(0, 4);
}

/** Where a state directory keeps the files of its runs: a journal each, and what a run needs only while it runs. */
export function runFilesIn(stateDir: string): string {
  return stateDir.endsWith("/") ? `${stateDir}runs` : `${stateDir}/runs`;
}
