import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import { bytesText } from "../model/size.ts";
import { exitOfStates, STATES, type State } from "../model/state.ts";
import type { GroupStatus, RunningStatus, Status, UpkeepStatus } from "../model/status.ts";
import { lossText, WAYS_OUT } from "../plan/shrinkage.ts";
import { acceptCommand, driftText, forgottenText } from "./drift.ts";
import { spanText } from "./quantity.ts";
import { tableLines } from "./table.ts";

/** Follows the worst state: see `STATES`; drift counts as 2. */
export function statusExitCode({
  groups,
  upkeep,
  drift = [],
}: Pick<Status, "groups" | "upkeep"> & Partial<Pick<Status, "drift">>): 0 | 1 | 2 {
  const exit = exitOfStates([...groups, ...upkeep]);
  return exit === 0 && drift.length > 0 ? 2 : exit;
}

/** The table of states, for help and pages: state, exit status, meaning. */
export function stateTable(): readonly string[] {
  const heading = ["STATE", "EXIT", "MEANING"];
  const rows = STATES.map(({ state, exit, meaning }) => [state, String(exit), meaning]);
  return tableLines([heading, ...rows].map((row) => row.map((text) => cell(text))));
}

/** One line a target, then each cause once, with the targets that it is about. `timeZone`: of the clock that is shown. */
export function statusLines(status: Status, color: ChalkInstance, timeZone = "UTC"): readonly string[] {
  const { groups, upkeep, drift, forgotten, running, lastRun } = status;
  const rows = [
    ...groups.map((group) => groupRow(group, status, color)),
    ...upkeep.map((each) => upkeepRow(each, color)),
  ];
  const table =
    rows.length === 0
      ? ["Nothing is declared."]
      : tableLines([HEADINGS.map((text) => cell(text, color.bold)), ...rows]);
  return [
    ...(running === null ? [] : [runningText(running, timeZone), ""]),
    ...table,
    ...causeLines(status, color),
    ...(drift.length === 0 && forgotten.length === 0 ? [] : [""]),
    ...drift.map(
      (each) =>
        `${color.red("drift")}  ${visible(each.address)}  ${driftText(each)}. To accept it: ${acceptCommand(each)}`,
    ),
    ...forgotten.map(
      (each) => `${color.dim("forgotten")}  ${visible(each.address)}  ${forgottenText(each)}, no longer declared`,
    ),
    ...(lastRun === null ? [] : ["", `Last run: ${visible(lastRun.run)}, ${lastRun.status}`]),
  ];
}

const HEADINGS = ["STATE", "TARGET", "AGE", "POINTS", "NEWEST", "NOTE"] as const;

function cell(text: string, paint: (text: string) => string = (same) => same) {
  return { text, paint };
}

function stateCell({ state, overdue }: { readonly state: State; readonly overdue: boolean }, color: ChalkInstance) {
  const isBad = exitOfStates([{ state, overdue }]) !== 0;
  const paint = isBad ? color.red : state === "ok" ? color.green : color.yellow;
  return cell(state, paint);
}

function groupRow(group: GroupStatus, { asOf }: Status, color: ChalkInstance) {
  const { state, address, newest, age, points, incomplete, invalid, foreign, adopted = 0, due, slot, observed } = group;
  const notes: string[] = [];
  if (due) notes.push(`due for ${slot}`);
  if (incomplete > 0) notes.push(`${incomplete} incomplete`);
  if (invalid > 0) notes.push(`${invalid} invalid`);
  if (adopted > 0) notes.push(`${adopted} adopted`);
  if (foreign > 0) notes.push(`${foreign} of another machine`);
  if (observed < asOf) notes.push(`as of ${ageText(secondsBetween(observed, asOf))}`);
  // The group could not be listed, so `never` would be a guess.
  const isKnown = newest !== null || state !== "unknown";
  const made = newest === null ? ["never", "0", "-"] : [ageText(age ?? 0), String(points), visible(newest.name)];
  const cells = isKnown ? made : ["-", "-", "-"];
  return [stateCell(group, color), ...[visible(address), ...cells, notes.join(", ")].map((text) => cell(text))];
}

function upkeepRow({ state, address, kind, last, age, due, overdue, slot }: UpkeepStatus, color: ChalkInstance) {
  const notes: string[] = [];
  if (last !== null && last.freed !== null) notes.push(`${bytesText(last.freed)} freed`);
  if (due) notes.push(`due for ${slot}`);
  const cells = [
    `${visible(address)} ${kind}`,
    last === null ? "never" : ageText(age ?? 0),
    "-",
    "-",
    notes.join(", "),
  ];
  return [stateCell({ state, overdue }, color), ...cells.map((text) => cell(text))];
}

/** Each cause once, with the targets that it is about. */
function causeLines({ groups, upkeep, shrunken }: Status, color: ChalkInstance): readonly string[] {
  const causes = new Map<string, string[]>();
  const add = (text: string, about: string) => {
    const abouts = causes.get(text) ?? [];
    causes.set(text, [...abouts, ...(abouts.includes(about) ? [] : [about])]);
  };
  for (const { address, obstacle } of groups) if (obstacle !== null) add(obstacle, address);
  for (const { address, kind, obstacle, failure } of upkeep) {
    if (obstacle !== null) add(obstacle, `${address} ${kind}`);
    if (failure === null) continue;
    add(`Failed at ${failure.time} in run ${failure.run}: ${failure.summary} [${failure.code}]`, `${address} ${kind}`);
  }
  for (const shrinkage of shrunken) {
    const text = `${lossText(shrinkage)} (counted by ${shrinkage.by}). No point of the volume is destroyed without confirmation. ${WAYS_OUT}`;
    add(text, shrinkage.volume);
  }
  return [...causes].flatMap(([text, abouts]) => [
    "",
    color.bold(abouts.map(visible).join(", ")),
    ...text.split("\n").map((line) => `  ${visible(line)}`),
  ]);
}

function runningText({ run, since, step, steps, action }: RunningStatus, timeZone: string): string {
  const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const began = new Date(since);
  const time = new Intl.DateTimeFormat("en-CA", clock).format(began);
  const date = new Intl.DateTimeFormat("en-CA", { ...day, timeZone }).format(began);
  const at = steps === null ? "querying the system" : `step ${step} of ${steps}`;
  const doing = action === null ? "" : `: ${visible(action)}`;
  return `Running since ${date} ${time} (run ${visible(run)}, ${at})${doing}`;
}

function secondsBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / 1000);
}

function ageText(seconds: number): string {
  return seconds < 0 ? "in the future" : `${spanText(seconds * 1000)} ago`;
}
