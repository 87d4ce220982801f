import { type ReportedRun, spanText } from "@rdump/core";
import { scaleLinear } from "d3-scale";
import { dayText } from "./days.ts";
import { Html, html } from "./html.ts";
import { scrollTable } from "./table.ts";

const WIDTH = 720;
const HEIGHT = 180;
/** Space for the labels, whose letters are twice as large on a phone. */
const LEFT = 84;
const TOP = 14;
const BOTTOM = 24;
const LABEL_DAYS = 55;
const DAYS = 371;
/** How many runs are listed. */
const LISTED = 20;

interface RunsOptions {
  readonly host: string;
  /** The day of the report. */
  readonly today: number;
  readonly dayOf: (instant: number) => number;
  readonly timeText: (time: string) => string;
}

/** The durations of a year of runs as a picture, and the newest runs with their problems. */
export function runsSection(runs: readonly ReportedRun[], { host, today, dayOf, timeText }: RunsOptions): Html {
  if (runs.length === 0) return html`<p>No run has a journal.</p>`;
  const rows = runs.slice(0, LISTED).map((run) => {
    const problems = run.problems ?? [];
    const list = problems.length === 0 ? null : html`<ul>${problems.map((each) => html`<li>${each}</li>`)}</ul>`;
    return html`<tr><th scope="row">${timeText(run.began)}</th><td><span class="state ${stateClass(run)}">${run.status}</span></td><td>${durationText(run)}</td><td class="wide">${list}</td></tr>`;
  });
  return html`${durationsSvg(runs, today, dayOf)}
${scrollTable(`Newest runs of ${host}`, ["Began", "Result", "Duration", "Problems"], rows)}`;
}

function durationsSvg(runs: readonly ReportedRun[], today: number, dayOf: (instant: number) => number): Html | null {
  const bars = runs.flatMap((run) => {
    const milliseconds = durationOf(run);
    const day = dayOf(Date.parse(run.began));
    return milliseconds === null || !(day > today - DAYS) || day > today ? [] : [{ run, milliseconds, day }];
  });
  if (bars.length === 0) return null;
  const longest = bars.reduce((most, { milliseconds }) => Math.max(most, milliseconds), 1);
  const x = scaleLinear([today - DAYS, today], [LEFT, WIDTH - 4]);
  const step = STEPS.find((each) => each * 4 >= longest) ?? longest / 4;
  const y = scaleLinear([0, longest], [HEIGHT - BOTTOM, TOP]);
  const width = (WIDTH - LEFT) / DAYS;
  const path = (isGood: boolean) =>
    bars
      .filter(({ run }) => (run.status === "ok") === isGood)
      .map(({ day, milliseconds }) => {
        const top = Math.min(Math.round(y(milliseconds)), HEIGHT - BOTTOM - 1);
        return `M${x(day).toFixed(1)} ${top}h${(width * 0.85).toFixed(1)}V${HEIGHT - BOTTOM}h-${(width * 0.85).toFixed(1)}z`;
      })
      .join("");
  const ticks = ticksUpTo(longest, step).map((tick) => {
    const at = Math.round(y(tick));
    return html`<path class="axis" d="M${LEFT} ${at}H${WIDTH}"/><text x="${LEFT - 6}" y="${at + 4}" text-anchor="end">${tick === 0 ? "0" : spanText(tick)}</text>`;
  });
  const months = monthsBefore(today).map(
    ({ day, name }) => html`<text x="${Math.round(x(day))}" y="${HEIGHT - 4}">${name}</text>`,
  );
  const failed = bars.filter(({ run }) => run.status !== "ok").length;
  const label = `Durations of ${bars.length} runs since ${dayText(bars.reduce((least, { day }) => Math.min(least, day), today))}: the longest ${spanText(longest)}, ${failed} not ok`;
  return html`<svg class="durations" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${ticks}${months}<path class="good" d="${new Html(path(true))}"/><path class="bad" d="${new Html(path(false))}"/></svg>`;
}

/** Between the lines of the picture, in milliseconds. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400].map(
  (seconds) => seconds * 1000,
);

function ticksUpTo(longest: number, step: number): readonly number[] {
  return Array.from({ length: Math.floor(longest / step) + 1 }, (_, index) => index * step);
}

function monthsBefore(today: number): readonly { readonly day: number; readonly name: string }[] {
  const days = Array.from({ length: DAYS - LABEL_DAYS }, (_, index) => today - DAYS + 1 + index);
  return days
    .map((day) => ({ day, text: dayText(day) }))
    .filter(({ text }) => text.endsWith("-01"))
    .filter((_, index) => index % 2 === 0)
    .map(({ day, text }) => ({ day, name: text.slice(0, 7) }));
}

function stateClass({ status }: ReportedRun): string {
  return status === "ok" ? "good" : status === "recovered" || status === "interrupted" ? "fair" : "bad";
}

function durationText(run: ReportedRun): string {
  const milliseconds = durationOf(run);
  return milliseconds === null ? "–" : spanText(milliseconds);
}

function durationOf({ began, ended }: ReportedRun): number | null {
  const span = ended === null ? Number.NaN : Date.parse(ended) - Date.parse(began);
  return span >= 0 ? span : null;
}
