import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { Forgotten } from "../model/plan.ts";
import type { Assessment } from "../plan/assess.ts";
import { counted, spanText } from "./quantity.ts";
import { describeUpkeep, type UpkeepStatus } from "./upkeep-status.ts";

/** How a group stands, worst first. */
export type GroupState = "unknown" | "overdue" | "partial" | "due" | "well";

/** One line of `rdump status`, as a value. */
export interface GroupStatus {
  readonly address: string;
  readonly state: GroupState;
  /** The newest complete point; null when there is none. */
  readonly newest: { readonly id: string; readonly name: string; readonly time: string } | null;
  /** Seconds since the newest complete point; null when there is none. */
  readonly age: number | null;
  readonly points: number;
  /** Own points that were begun and never finished. */
  readonly partial: number;
  /** The slot that wants a point now. */
  readonly slot: string;
  readonly due: boolean;
  readonly overdue: boolean;
  /** Why it could not be seen, or cannot be made; null when nothing hinders. */
  readonly hindrance: string | null;
}

export interface Status {
  readonly formatVersion: 1;
  readonly owner: string;
  readonly asOf: string;
  readonly groups: readonly GroupStatus[];
  /** What is declared to be done to the repositories from time to time. */
  readonly upkeep: readonly UpkeepStatus[];
  readonly forgotten: readonly Forgotten[];
}

export function groupStatus(assessment: Assessment, now: Instant): GroupStatus {
  const { desired, complete, partial, newest, due, overdue, gap, sourceGap } = assessment;
  return {
    address: desired.group.address,
    state: stateOf(assessment),
    newest: newest === null ? null : { id: newest.id, name: newest.name, time: isoOf(newest.time) },
    age: newest === null ? null : Math.round((now - newest.time) / 1000),
    points: complete.length,
    partial: partial.length,
    slot: desired.slot.label,
    due,
    overdue,
    hindrance: (gap ?? sourceGap)?.detail ?? null,
  };
}

function stateOf({ gap, overdue, due, partial, newest }: Assessment): GroupState {
  if (gap !== null) return "unknown";
  if (overdue) return "overdue";
  const newestTime = newest?.time ?? Number.NEGATIVE_INFINITY;
  if (partial.some(({ time }) => time > newestTime)) return "partial";
  return due ? "due" : "well";
}

/** What a user should look at: 1 when something could not be seen or failed, 2 when something is overdue or partial, else 0. */
export function statusExitCode({ groups, upkeep }: Pick<Status, "groups" | "upkeep">): 0 | 1 | 2 {
  if (groups.some(({ state, hindrance }) => state === "unknown" || hindrance !== null)) return 1;
  if (upkeep.some(({ state }) => state === "unknown" || state === "failed")) return 1;
  if (upkeep.some(({ state }) => state === "overdue")) return 2;
  return groups.some(({ state }) => state === "overdue" || state === "partial") ? 2 : 0;
}

export function statusLines(status: Status, color: ChalkInstance): readonly string[] {
  const paint = {
    unknown: color.red,
    failed: color.red,
    overdue: color.red,
    partial: color.yellow,
    due: color.yellow,
    idle: color.dim,
    well: color.green,
  };
  const width = Math.max(0, ...[...status.groups, ...status.upkeep].map(({ address }) => visible(address).length));
  const lines = status.groups.map((group) => {
    const address = visible(group.address).padEnd(width);
    return `${paint[group.state](group.state.padEnd(7))}  ${address}  ${describe(group)}`;
  });
  for (const each of status.upkeep) {
    const address = visible(each.address).padEnd(width);
    lines.push(`${paint[each.state](each.state.padEnd(7))}  ${address}  ${describeUpkeep(each)}`);
  }
  for (const { address, points, newest } of status.forgotten) {
    const what = `${counted(points, "point")}, newest of ${visible(newest)}, declared no more`;
    lines.push(`${color.dim("forgotten")}  ${visible(address)}  ${what}`);
  }
  return lines.length === 0 ? ["Nothing is declared."] : lines;
}

function describe({ state, newest, age, points, partial, due, slot, hindrance }: GroupStatus): string {
  const parts: string[] = [];
  // Nobody saw what is there: that it was never backed up would be a guess, and a frightening one.
  if (newest === null) parts.push(state === "unknown" ? "not seen" : "never");
  else parts.push(`${ageText(age ?? 0)}: ${visible(newest.name)}`, counted(points, "point"));
  if (due) parts.push(`due for ${slot}`);
  if (partial > 0) parts.push(`${partial} incomplete`);
  if (hindrance !== null) parts.push(visible(hindrance));
  return parts.join(", ");
}

function ageText(seconds: number): string {
  return seconds < 0 ? "in the future" : `${spanText(seconds * 1000)} ago`;
}
