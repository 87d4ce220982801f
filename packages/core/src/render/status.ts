import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import { bytesText } from "../model/size.ts";
import { exitOfStates, STATES } from "../model/state.ts";
import type { HeldStatus, RunningStatus, Status } from "../model/status.ts";
import { momentIn } from "./clock.ts";
import { acceptCommand, driftText, forgottenText } from "./drift.ts";
import { counted, spanText } from "./quantity.ts";
import { statePaint } from "./state-paint.ts";
import { Causes } from "./status-causes.ts";
import { repositoryLines, targetLines } from "./status-table.ts";
import { wrapped } from "./wrap.ts";

/** Follows the worst state: see `STATES`; drift counts as 2. */
export function statusExitCode({
  groups,
  upkeep,
  drift = [],
}: Pick<Status, "groups" | "upkeep"> & Partial<Pick<Status, "drift">>): 0 | 1 | 2 {
  const exit = exitOfStates([...groups, ...upkeep]);
  return exit === 0 && drift.length > 0 ? 2 : exit;
}

/** The time zone of the clock that is shown, and the characters of a line. */
export interface StatusStyle {
  readonly color: ChalkInstance;
  readonly timeZone?: string;
  readonly width?: number;
}

/** A page: counts, one line a target, one a repository, then each cause once. */
export function statusLines(status: Status, { color, timeZone = "UTC", width = 80 }: StatusStyle): readonly string[] {
  const { drift, forgotten, running, lastRun, heldSpace = [] } = status;
  const style = { color, timeZone, width };
  const causes = new Causes(status);
  const targets = targetLines(status, causes, style);
  const repositories = repositoryLines(status, causes, style);
  const tables = [targets, repositories].filter((lines) => lines.length > 1).flatMap((lines) => ["", ...lines]);
  return [
    ...(running === null ? [] : [runningText(running, timeZone)]),
    headText(status, style),
    ...tables,
    ...causes.lines(color, width),
    ...(drift.length + forgotten.length + heldSpace.length === 0 ? [] : [""]),
    ...heldSpace.flatMap((each) => [
      `${color.yellow("held")}  ${visible(each.place)}`,
      ...indented(`${heldText(each)}. Details:`, width),
      "    rdump plan",
    ]),
    ...drift.flatMap((each) => [
      `${color.red("drift")}  ${visible(each.address)}`,
      ...indented(`${driftText(each)}. To accept it:`, width),
      `    ${acceptCommand(each)}`,
    ]),
    ...forgotten.flatMap((each) => [
      `${color.dim("forgotten")}  ${visible(each.address)}`,
      ...indented(`${forgottenText(each)}, no longer declared.`, width),
    ]),
    ...(lastRun === null ? [] : ["", `Last run: ${visible(lastRun.run)}, ${lastRun.status}`]),
  ];
}

function heldText({ bytes, points }: HeldStatus): string {
  const many = counted(points.length, "expired point");
  const named = points.slice(0, 3).map(visible).join(", ");
  const more = points.length > 3 ? ", and others" : "";
  return `${many} kept for replicas, at least ${bytesText(bytes)}: ${named}${more}`;
}

function indented(text: string, width: number): readonly string[] {
  return wrapped(text, width - 4).map((line) => `    ${line}`);
}

/** `4 targets: 1 unknown, 3 ok. As of 2026-11-29 06:40.` */
function headText({ groups, asOf, running }: Status, { color, timeZone }: Required<StatusStyle>): string {
  if (groups.length === 0) return "No target is declared.";
  const counts = STATES.flatMap(({ state }) => {
    const all = groups.filter((group) => group.state === state);
    const overdue = all.some((group) => group.overdue);
    return all.length === 0 ? [] : [`${all.length} ${statePaint({ state, overdue }, color)(state)}`];
  });
  const observed = groups.reduce((first, group) => (group.observed < first ? group.observed : first), asOf);
  const age = running === null || observed === asOf ? "" : `, observed ${ageText(secondsBetween(observed, asOf))}`;
  return `${counted(groups.length, "target")}: ${counts.join(", ")}. As of ${momentIn(timeZone, Date.parse(asOf))}${age}.`;
}

function runningText({ run, since, step, steps, action }: RunningStatus, timeZone: string): string {
  const at = steps === null ? "querying the system" : `step ${step} of ${steps}`;
  const doing = action === null ? "" : `: ${visible(action)}`;
  return `Running since ${momentIn(timeZone, Date.parse(since))} (run ${visible(run)}, ${at})${doing}`;
}

function secondsBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 1000);
}

function ageText(seconds: number): string {
  return seconds < 0 ? "in the future" : `${spanText(seconds * 1000)} ago`;
}
