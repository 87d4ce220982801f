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
  const standing = history.gap === null ? standingOf(desired, observation) : "unknown";
  const results = id === null ? [] : resultsOf(history, all.config.id, id);
  const ofKind = results.filter((entry) => entry.kind === kind);
  const last = newest(ofKind.filter(({ status }) => status === "done"));
  const failed = newest(ofKind.filter(({ status }) => status === "failed"));
  const filling = results.filter((entry) => entry.status === "done" && (entry.kind === kind || entry.kind === "made"));
  const filled = (key: string) => filling.some(({ time }) => slotKey(every, all.zone, Date.parse(time)) === key);
  const due = standing === "known" && !filled(slot.key);
  return {
    desired,
    id,
    standing,
    last,
    failure: failed !== null && (last === null || ofKind.indexOf(failed) > ofKind.indexOf(last)) ? failed : null,
    due,
    overdue: due && !filled(previous.key),
  };
}

function standingOf({ kind }: DesiredUpkeep, observation: RepositoryObservation | null): UpkeepAssessment["standing"] {
  if (observation === null || observation.state === "hidden") return "unknown";
  if (observation.state === "absent") return "absent";
  return kind === "compact" && observation.appendOnly === true ? "futile" : "known";
}

/** Sorted by the time of writing. */
export function resultsOf({ entries }: History, owner: string, id: string): readonly HistoryEntry[] {
  return entries.filter((entry) => entry.owner === owner && entry.subjectId === id);
}

function newest(entries: readonly HistoryEntry[]): HistoryEntry | null {
  return entries.at(-1) ?? null;
}
