export type { Entry, RunEnd, Settled } from "./entry.ts";
export { beginJournal, type Journal, journalPath } from "./journal.ts";
export { type UnfinishedRun, unfinishedRuns } from "./replay.ts";
