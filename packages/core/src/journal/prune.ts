import { readdir, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import { syncDirectory } from "../io/atomic-file.ts";
import { LEFT_OUT_SUFFIX } from "../provider/left-out.ts";
import { hasEnded } from "./dead-run.ts";
import { journalPath, runsDirectory } from "./journal.ts";
import { isReadable, readJournal, runsIn } from "./read-journal.ts";

/** The number of newest journals that are kept, at any age. */
const NEWEST = 100;
/** Younger journals are kept too, in milliseconds: 90 days. */
const YOUNG = 90 * 86_400_000;

/**
 * Removes the journals of runs that ended long ago, and files that a killed run left beside its journal. A journal that
 * has no end, or cannot be read, stays: it says what may be left over. `now` in milliseconds. Only the holder of the state directory's lock prunes.
 */
export async function pruneRuns(stateDir: string, now: number): Promise<readonly string[]> {
  const removed: string[] = [];
  const directory = runsDirectory(stateDir);
  for (const name of await readdir(directory).catch(() => [])) {
    // Under its temporary name, too.
    if (name.includes(LEFT_OUT_SUFFIX)) await rm(join(directory, name), { recursive: true, force: true });
  }
  for (const run of (await runsIn(stateDir)).slice(0, -NEWEST)) {
    const lines = await readJournal(stateDir, run);
    if (lines === null || !isReadable(lines) || !hasEnded(lines)) continue;
    if (now - Date.parse(lines.at(-1)?.at ?? "") < YOUNG) continue;
    await unlink(journalPath(stateDir, run));
    removed.push(run);
  }
  if (removed.length > 0) await syncDirectory(directory);
  return removed;
}
