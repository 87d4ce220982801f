import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "../io/atomic-file.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import type { HistoryEntry } from "../model/history.ts";
import type { SourceFinding } from "../model/shrinkage.ts";

/**
 * The format of the history that is written. A reader knows older ones; it skips a line of a newer one, with a warning.
 */
export const HISTORY_VERSION = 2;

/** Where a state directory keeps the results that outlive runs. It is never pruned with the runs. */
export function historyPath(stateDir: string): string {
  return join(stateDir, "history.jsonl");
}

const LINE_FEED = 0x0a;
const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Adds a result. When it has returned, the result survives a power cut. Only the holder of the state directory's lock
 * writes. `now` returns the time of the line, in milliseconds.
 */
export async function appendHistory(
  stateDir: string,
  entry: HistoryEntry | SourceFinding,
  now: () => number,
): Promise<void> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const file = await open(historyPath(stateDir), O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    await refuseForeign(file, historyPath(stateDir));
    const line = JSON.stringify({ v: HISTORY_VERSION, at: new Date(now()).toISOString(), ...entry });
    const torn = await endsTorn(file);
    await file.appendFile(`${torn ? "\n" : ""}${line}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(stateDir);
}

/** A power cut can leave the beginning of a line; the next one must not be glued to it. */
async function endsTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== LINE_FEED;
}
