import { join } from "node:path";
import { Failure } from "../diagnostics/failure.ts";
import { writeFileAtomically } from "../io/atomic-file.ts";
import { readRegularFile } from "../io/regular-file.ts";
import type { Status } from "../model/status.ts";

/** What the last run saw when it began, and what it made since. For display only: no plan depends on it. */
export interface LastStatus {
  readonly formatVersion: 1;
  /** The digest of the config whose groups these are. */
  readonly digest: string;
  readonly status: Status;
}

const MAX_BYTES = 16 * 1024 * 1024;

/** One name, so that a killed run leaves one file at most, until the next run. */
const TEMPORARY = ".last-status.json.tmp";

function lastStatusPath(stateDir: string): string {
  return join(stateDir, "last-status.json");
}

/** Null without a readable observation. */
export async function readLastStatus(stateDir: string): Promise<LastStatus | null> {
  try {
    const found = await readRegularFile(lastStatusPath(stateDir), MAX_BYTES);
    const value = "text" in found ? (JSON.parse(found.text) as Partial<LastStatus> | null) : null;
    return value?.formatVersion === 1 && Array.isArray(value.status?.groups) ? (value as LastStatus) : null;
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError || "code" in (error as object)) return null;
    throw error;
  }
}

/** The caller holds the lock. If the observation is too large or cannot be written, it is not stored: it is for display only. */
export async function writeLastStatus(stateDir: string, last: LastStatus): Promise<void> {
  const text = `${JSON.stringify(last)}\n`;
  if (text.length > MAX_BYTES) return;
  await writeFileAtomically(lastStatusPath(stateDir), text, 0o600, { temporary: TEMPORARY }).catch(() => {});
}
