import type { Desired } from "../desired/desire.ts";
import { previousSlot, type Slot, slotKey, slotOf } from "../desired/schedule.ts";
import type { Address } from "../model/address.ts";
import type { History, HistoryEntry } from "../model/history.ts";
import type { Point } from "../model/point.ts";
import type { Verify } from "../model/volume.ts";
import type { Assessment } from "./assess.ts";

/** The state of the proofs of one group. */
export interface ProofAssessment {
  readonly assessment: Assessment;
  /** The declaration; null: no proof is declared. */
  readonly verify: Verify | null;
  readonly slot: Slot | null;
  /** The point that would be proven now; null: there is none. */
  readonly point: Point | null;
  /** The newest result. */
  readonly last: HistoryEntry | null;
  /** The complete points with a proof that succeeded last, of the whole point or of a sample: their ids. */
  readonly proven: ReadonlySet<string>;
  /** The newest result is a failure that was not accepted. */
  readonly failed: boolean;
  readonly due: boolean;
  /** The previous slot has no proof either, and had a point. */
  readonly overdue: boolean;
}

export function assessProofs(
  assessments: readonly Assessment[],
  desired: Desired,
  history: History,
): readonly ProofAssessment[] {
  return assessments.map((assessment) => assessOne(assessment, desired, history));
}

function assessOne(assessment: Assessment, { config, zone, now }: Desired, history: History): ProofAssessment {
  const { group } = assessment.desired;
  const entries = proofsOf(assessment, config.id, history);
  const last = entries.at(-1) ?? null;
  const failed = last?.status === "failed";
  const verify = group.volume.verify?.find(({ from }) => isDeclaredFor(group.address, from)) ?? null;
  const point = assessment.complete.findLast((each) => each.adopted !== true) ?? null;
  const known = { assessment, verify, point, last, failed, proven: provenIn(entries) };
  if (verify === null) return { ...known, slot: null, due: false, overdue: false };
  const slot = slotOf(verify.every, zone, now);
  const previous = previousSlot(verify.every, zone, now);
  const within = (key: string) =>
    entries.filter(
      ({ proof, time }) => proof?.verdict !== "accepted" && slotKey(verify.every, zone, Date.parse(time)) === key,
    );
  const filled = (key: string) => isFilled(within(key), point);
  const due = point !== null && history.gap === null && assessment.gap === null && !filled(slot.key);
  const hadPoint = assessment.complete.some((each) => each.adopted !== true && each.time < previous.end);
  return { ...known, slot, due, overdue: due && hadPoint && !filled(previous.key) };
}

/** The newest result of each point that was proven in this group, by its id. */
export function lastProofs(
  assessment: Assessment,
  owner: string,
  history: Pick<History, "entries">,
): ReadonlyMap<string, HistoryEntry> {
  return new Map(proofsOf(assessment, owner, history).map((entry) => [entry.subjectId, entry]));
}

/** The newest result of a point counts. */
function provenIn(entries: readonly HistoryEntry[]): ReadonlySet<string> {
  const verdicts = new Map(entries.map(({ subjectId, proof }) => [subjectId, proof?.verdict]));
  return new Set([...verdicts].flatMap(([id, verdict]) => (verdict === "proven" ? [id] : [])));
}

/** Restoring a point again and again costs more than it shows. */
const MOST_TRIES = 3;

/** A point of which files were not proven leaves room for a newer one, which can be proven whole. */
function isFilled(entries: readonly HistoryEntry[], point: Point | null): boolean {
  const made = entries.filter(({ status }) => status === "done");
  const isWhole = made.some(({ proof }) => proof?.verdict !== "not proven");
  return isWhole || made.length >= MOST_TRIES || (made.length > 0 && made.at(-1)?.subjectId === point?.id);
}

/** `from` of a declaration: the key of a group, or its whole address. */
export function isDeclaredFor(address: Address, from: string): boolean {
  return address === from || address.endsWith(`[${JSON.stringify(from)}]`);
}

/**
 * The results of proofs of a group, the newest last. Another repository, disk or dataset at the same address has proven
 * nothing. A result without a place counts for the present one.
 */
function proofsOf(
  { desired: { group }, place: present }: Assessment,
  owner: string,
  { entries }: Pick<History, "entries">,
): readonly HistoryEntry[] {
  return entries.filter(
    ({ kind, owner: whose, subject, place = present }) =>
      kind === "proof" && whose === owner && subject === group.address && (present === null || place === present),
  );
}

/** Why deletions of a group require confirmation; null if its last proof did not fail. */
export function proofGuard({ last, failed }: Pick<ProofAssessment, "last" | "failed">): string | null {
  return failed && last !== null ? failedProofText(last) : null;
}

export function failedProofText({ proof, time, problem }: HistoryEntry): string {
  const what = problem === null ? "" : `: ${problem.summary}`;
  return `the proof of ${proof?.point ?? "a point"} failed (${time}${what}), and no later proof succeeded`;
}
