import type { Desired } from "../desired/desire.ts";
import { slotKey } from "../desired/schedule.ts";
import type { DesiredUpkeep } from "../desired/upkeep.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { Observed } from "../observe/observe.ts";
import type { RepositoryObservation } from "../provider/observation.ts";

/** The state of one kind of upkeep of one repository. */
export interface UpkeepAssessment {
  readonly desired: DesiredUpkeep;
  /** The identity of the repository; null if the repository is missing or could not be queried. */
  readonly id: string | null;
  /**
   * `unknown`: the repository or the history could not be read. `absent`: there is no repository yet; the slot in which
   * it is made counts as filled. `futile`: compacting frees nothing, since the repository is append-only.
   */
  readonly standing: "known" | "unknown" | "absent" | "futile";
  /** The newest successful result. */
  readonly last: HistoryEntry | null;
  /** The newest failed result, unless a later one succeeded. */
  readonly failure: HistoryEntry | null;
  /** Its slot has no successful result. A compaction that waits for deletions can be due after the deletions of a plan. */
  readonly pending: boolean;
  readonly due: boolean;
  /** The previous slot has no successful result either. */
  readonly overdue: boolean;
}

export function assessUpkeep(desired: Desired, observed: Observed, history: History): readonly UpkeepAssessment[] {
  return desired.upkeep.map((each) => assessOne(each, desired, observed, history));
}

function assessOne(desired: DesiredUpkeep, all: Desired, observed: Observed, history: History): UpkeepAssessment {
  const { repository, kind, every, slot, previous } = desired;
  const observation = observed.repositories.get(repository.name) ?? null;
  const id = observation?.id ?? null;
  const results = id === null ? [] : resultsOf(history, all.config.id, id);
  const standing = history.gap === null ? standingOf(desired, observation, results) : "unknown";
  const ofKind = results.filter((entry) => entry.kind === kind);
  const last = newest(ofKind.filter(({ status }) => status === "done"));
  const failed = newest(ofKind.filter(({ status }) => status === "failed"));
  const filling = results.filter((entry) => entry.status === "done" && (entry.kind === kind || entry.kind === "made"));
  const filled = (key: string) => filling.some(({ time }) => slotKey(every, all.zone, Date.parse(time)) === key);
  const pending = standing === "known" && !filled(slot.key);
  const due = pending && (!desired.afterDeletions || isDeletedSince(results));
  return {
    desired,
    id,
    standing,
    last,
    failure: failed !== null && (last === null || ofKind.indexOf(failed) > ofKind.indexOf(last)) ? failed : null,
    pending,
    due,
    overdue: due && !filled(previous.key),
  };
}

/** Whether points were deleted after the newest compaction. */
function isDeletedSince(results: readonly HistoryEntry[]): boolean {
  const newestOf = (wanted: (entry: HistoryEntry) => boolean) => results.findLastIndex(wanted);
  const compacted = newestOf(({ kind, status }) => kind === "compact" && status === "done");
  return newestOf(({ kind }) => kind === "deleted") > compacted;
}

/** Without a declaration, nothing is compacted where the last compaction freed nothing. */
function standingOf(
  { kind, afterDeletions }: DesiredUpkeep,
  observation: RepositoryObservation | null,
  results: readonly HistoryEntry[],
): UpkeepAssessment["standing"] {
  if (observation === null || observation.state === "hidden") return "unknown";
  if (observation.state === "absent") return "absent";
  const isFutile =
    observation.appendOnly === true || (afterDeletions && observation.appendOnly === null && freedNothing(results));
  return kind === "compact" && isFutile ? "futile" : "known";
}

/** For a repository on another host, only the result of a compaction shows that it is append-only. */
export function freedNothing(results: readonly HistoryEntry[]): boolean {
  const last = results.findLast(({ kind, status }) => kind === "compact" && status === "done");
  return last !== undefined && last.freed === null;
}

/** Sorted by the time of writing. */
export function resultsOf({ entries }: History, owner: string, id: string): readonly HistoryEntry[] {
  return entries.filter((entry) => entry.owner === owner && entry.subjectId === id);
}

function newest(entries: readonly HistoryEntry[]): HistoryEntry | null {
  return entries.at(-1) ?? null;
}
