import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import type { GroupStatus, Status } from "../model/status.ts";
import { lossText, WAYS_OUT } from "../plan/shrinkage.ts";
import { acceptCommand, driftText, forgottenText } from "./drift.ts";
import { counted, spanText } from "./quantity.ts";
import { describeUpkeep } from "./upkeep-status.ts";

/**
 * The exit status: 1 if something failed or could not be read; 2 if a group is overdue or incomplete, a source lost too
 * many files, or points are missing; else 0.
 */
export function statusExitCode({
  groups,
  upkeep,
  shrunken,
  drift = [],
}: Pick<Status, "groups" | "upkeep" | "shrunken"> & Partial<Pick<Status, "drift">>): 0 | 1 | 2 {
  if (groups.some(({ state, obstacle }) => state === "unknown" || obstacle !== null)) return 1;
  if (upkeep.some(({ state }) => state === "unknown" || state === "failed")) return 1;
  if (drift.length > 0 || shrunken.length > 0 || upkeep.some(({ state }) => state === "overdue")) return 2;
  return groups.some(({ state }) => state === "overdue" || state === "incomplete") ? 2 : 0;
}

/** The first column is at least this wide, so that it rarely moves. */
const STATE_WIDTH = "overdue".length;

export function statusLines(status: Status, color: ChalkInstance): readonly string[] {
  const paint = {
    unknown: color.red,
    failed: color.red,
    overdue: color.red,
    incomplete: color.yellow,
    due: color.yellow,
    idle: color.dim,
    ok: color.green,
  };
  const width = Math.max(0, ...[...status.groups, ...status.upkeep].map(({ address }) => visible(address).length));
  const stateWidth = Math.max(STATE_WIDTH, ...[...status.groups, ...status.upkeep].map(({ state }) => state.length));
  const lines = status.groups.map((group) => {
    const address = visible(group.address).padEnd(width);
    return `${paint[group.state](group.state.padEnd(stateWidth))}  ${address}  ${describe(group)}`;
  });
  for (const each of status.upkeep) {
    const address = visible(each.address).padEnd(width);
    lines.push(`${paint[each.state](each.state.padEnd(stateWidth))}  ${address}  ${describeUpkeep(each)}`);
  }
  for (const shrinkage of status.shrunken) {
    const { volume, by } = shrinkage;
    const what = `${lossText(shrinkage)} (counted by ${by}). No point of the volume is destroyed without confirmation. ${WAYS_OUT}`;
    lines.push(`${color.red("shrunken")}  ${visible(volume)}  ${visible(what)}`);
  }
  for (const each of status.drift) {
    lines.push(
      `${color.red("drift")}  ${visible(each.address)}  ${driftText(each)}. To accept it: ${acceptCommand(each)}`,
    );
  }
  for (const each of status.forgotten) {
    lines.push(`${color.dim("forgotten")}  ${visible(each.address)}  ${forgottenText(each)}, no longer declared`);
  }
  return lines.length === 0 ? ["Nothing is declared."] : lines;
}

function describe(group: GroupStatus): string {
  const { state, newest, age, points, incomplete, invalid, foreign, due, slot, obstacle } = group;
  const parts: string[] = [];
  // The group could not be listed, so `never` could be wrong.
  if (newest === null) parts.push(state === "unknown" ? "unknown" : "never");
  else parts.push(`${ageText(age ?? 0)}: ${visible(newest.name)}`, counted(points, "point"));
  if (due) parts.push(`due for ${slot}`);
  if (incomplete > 0) parts.push(`${incomplete} incomplete`);
  if (invalid > 0) parts.push(`${invalid} invalid`);
  if (foreign > 0) parts.push(`${foreign} of another machine`);
  if (obstacle !== null) parts.push(visible(obstacle));
  return parts.join(", ");
}

function ageText(seconds: number): string {
  return seconds < 0 ? "in the future" : `${spanText(seconds * 1000)} ago`;
}
