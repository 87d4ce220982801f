import { bytesText, coverageText, type GroupStatus, type ReportedPoint, STATES } from "@rdump/core";
import { calendarOf, calendarSvg } from "./calendar.ts";
import { type Html, html } from "./html.ts";
import { growthText, samplesOf, sizesSvg } from "./sizes.ts";
import { scrollTable } from "./table.ts";
import { agoText, kindOf } from "./words.ts";

export interface Calendars {
  readonly host: string;
  /** The day of the report. */
  readonly today: number;
  readonly dayOf: (instant: number) => number;
  readonly timeText: (time: string) => string;
  /** How many targets are shown in detail, the worst first; the others have a line each. */
  readonly detailed: number;
}

/** All targets, the worst first. */
export function targetsSection(
  groups: readonly GroupStatus[],
  points: readonly ReportedPoint[],
  calendars: Calendars,
): Html {
  if (groups.length === 0) return html`<p>Nothing is declared.</p>`;
  const byAddress = new Map<string, ReportedPoint[]>();
  for (const point of points) {
    const list = byAddress.get(point.address);
    if (list === undefined) byAddress.set(point.address, [point]);
    else list.push(point);
  }
  const sorted = [...groups].sort((a, b) => rankOf(a) - rankOf(b) || (a.address < b.address ? -1 : 1));
  const cards = sorted
    .slice(0, calendars.detailed)
    .map((group) => card(group, byAddress.get(group.address) ?? [], calendars));
  const others = sorted.slice(calendars.detailed);
  const hasCalendar = points.length > 0 && cards.length > 0;
  const key = html`<p class="dim">Calendars: a column is a week, a square is a day, the newest at the right. Full squares: a complete point. Half squares: only an incomplete one.</p>`;
  return html`${hasCalendar ? key : null}<div class="targets">${cards}</div>${others.length === 0 ? null : table(others, byAddress, calendars)}`;
}

function rankOf({ state }: GroupStatus): number {
  return STATES.findIndex((each) => each.state === state);
}

function card(group: GroupStatus, points: readonly ReportedPoint[], calendars: Calendars): Html {
  const { address, state, newest, age, obstacle, nextDue, due, proof } = group;
  const { today, dayOf, timeText } = calendars;
  const samples = samplesOf(points, dayOf);
  const size = sizeOf(points);
  const growth = growthText(samples);
  const rows: (readonly [string, string])[] = [
    ["Newest", newest === null ? "never" : `${timeText(newest.time)} (${agoText(age ?? 0)})`],
    [due ? "Due since" : "Next due", timeText(nextDue)],
    ["Points", pointsText(group)],
  ];
  if (proof !== undefined) rows.push(["Last proof", proofText(proof, timeText)]);
  if (size !== null) rows.push(["Size", `${size}${growth === null ? "" : `, ${growth}`}`]);
  return html`<article><header><h3>${address}</h3><span class="state ${kindOf([group])}">${state}</span></header>
<dl>${rows.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>${
    obstacle === null ? null : html`<p class="problem">${obstacle}</p>`
  }${points.length === 0 ? null : calendarSvg(calendarOf(points, today, dayOf))}${sizesSvg(samples)}</article>`;
}

function table(
  groups: readonly GroupStatus[],
  byAddress: ReadonlyMap<string, readonly ReportedPoint[]>,
  { host, timeText }: Calendars,
): Html {
  const rows = groups.map((group) => {
    const { address, state, newest, points } = group;
    const made = newest === null ? "never" : timeText(newest.time);
    return html`<tr><th scope="row">${address}</th><td><span class="state ${kindOf([group])}">${state}</span></td><td>${made}</td><td class="number">${points}</td><td class="number">${sizeOf(byAddress.get(address) ?? []) ?? "–"}</td></tr>`;
  });
  return scrollTable(`Other targets of ${host}`, ["Target", "State", "Newest", "Points", "Size"], rows);
}

function proofText({ last, overdue }: NonNullable<GroupStatus["proof"]>, timeText: (time: string) => string): string {
  const covered = last?.coverage === undefined ? "" : `, ${coverageText(last.coverage)}`;
  const made = last === null ? "never" : `${last.verdict}, ${timeText(last.time)}${covered}`;
  return overdue ? `${made} (overdue)` : made;
}

function pointsText({ points, incomplete, invalid, foreign }: GroupStatus): string {
  const others = [
    incomplete > 0 ? `${incomplete} incomplete` : null,
    invalid > 0 ? `${invalid} invalid` : null,
    foreign > 0 ? `${foreign} of another machine` : null,
  ].filter((each) => each !== null);
  return [String(points), ...others].join(", ");
}

/** Of the newest point that has one. */
function sizeOf(points: readonly ReportedPoint[]): string | null {
  const bytes = points.findLast((point) => point.bytes !== undefined)?.bytes;
  return bytes === undefined ? null : bytesText(bytes);
}
