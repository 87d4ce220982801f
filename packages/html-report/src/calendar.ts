import type { ReportedPoint } from "@rdump/core";
import { dayText, weekdayOf } from "./days.ts";
import { Html, html } from "./html.ts";

export const WEEKS = 53;

/** The days of a calendar that have a point. */
export interface Calendar {
  /** Days since 1970-01-01. */
  readonly first: number;
  readonly last: number;
  readonly complete: ReadonlySet<number>;
  /** Days with nothing but incomplete points. */
  readonly incomplete: ReadonlySet<number>;
}

/** The 53 weeks, Monday to Sunday, that end with the week of `today`. */
export function calendarOf(
  points: readonly ReportedPoint[],
  today: number,
  dayOf: (instant: number) => number,
): Calendar {
  const first = today - weekdayOf(today) - (WEEKS - 1) * 7;
  const complete = new Set<number>();
  const partial = new Set<number>();
  for (const { time, missing } of points) {
    const day = dayOf(Date.parse(time));
    if (day >= first && day <= today) (missing === undefined ? complete : partial).add(day);
  }
  return { first, last: today, complete, incomplete: new Set([...partial].filter((day) => !complete.has(day))) };
}

/** A column for each week, a square for each day with a point: filled if the point is complete, else half as high. */
export function calendarSvg(calendar: Calendar): Html {
  const { first, last, complete, incomplete } = calendar;
  const shapes = [
    html`<path class="none" d="${new Html(squares(first, allDays(first, last), 1))}"/>`,
    complete.size === 0 ? null : html`<path class="complete" d="${new Html(squares(first, complete, 1))}"/>`,
    incomplete.size === 0 ? null : html`<path class="incomplete" d="${new Html(squares(first, incomplete, 0.5))}"/>`,
  ];
  return html`<svg class="calendar" viewBox="0 0 ${WEEKS} 7" role="img" aria-label="${sentence(calendar)}">${shapes}<use href="#lines"/></svg>`;
}

/** The lines between the days of all calendars, once a page. */
export function calendarLines(): Html {
  const columns = Array.from({ length: WEEKS - 1 }, (_, index) => `M${index + 1} 0v7`).join("");
  const rows = Array.from({ length: 6 }, (_, index) => `M0 ${index + 1}h${WEEKS}`).join("");
  return html`<svg width="0" height="0" aria-hidden="true"><defs><path id="lines" class="lines" d="${new Html(columns + rows)}"/></defs></svg>`;
}

/** Successive days of a week are one rectangle. */
function squares(first: number, days: ReadonlySet<number>, height: number): string {
  const sorted = [...days].sort((a, b) => a - b);
  let path = "";
  for (let index = 0; index < sorted.length; ) {
    const begin = sorted[index] ?? 0;
    const row = weekdayOf(begin);
    let length = 1;
    while (height === 1 && row + length < 7 && sorted[index + length] === begin + length) length++;
    path += `M${Math.floor((begin - first) / 7)} ${row + (1 - height)}h1v${height * length}h-1z`;
    index += length;
  }
  return path;
}

function allDays(first: number, last: number): ReadonlySet<number> {
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

/** What the picture shows, for a screen reader. */
function sentence({ first, complete, incomplete }: Calendar): string {
  const since = `since ${dayText(first)}`;
  if (complete.size + incomplete.size === 0) return `No point ${since}`;
  const newest =
    complete.size === 0 ? "none of them complete" : `the newest complete one on ${dayText(Math.max(...complete))}`;
  const partial = incomplete.size === 0 ? "" : `, on ${incomplete.size} of them only incomplete ones`;
  return `Points on ${complete.size + incomplete.size} days ${since}${partial}, ${newest}`;
}
