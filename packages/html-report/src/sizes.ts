import { bytesText, type ReportedPoint } from "@rdump/core";
import { scaleLinear } from "d3-scale";
import { area, curveStepAfter } from "d3-shape";
import { dayText } from "./days.ts";
import { Html, html } from "./html.ts";

/** A size of a target: days since 1970-01-01, and bytes. */
export type Sample = readonly [day: number, bytes: number];

const MOST = 30;
const WIDTH = 120;
const HEIGHT = 28;
/** The growth is measured over this number of days, or less where the points are younger. */
const SPAN = 30;

/** The sizes of complete points, oldest first, thinned out to 30; the first and the last are kept. */
export function samplesOf(points: readonly ReportedPoint[], dayOf: (instant: number) => number): readonly Sample[] {
  const all = points.flatMap(({ time, bytes, missing }): Sample[] =>
    bytes === undefined || missing !== undefined ? [] : [[dayOf(Date.parse(time)), bytes]],
  );
  const step = Math.max(1, (all.length - 1) / (MOST - 1));
  const count = Math.min(all.length, MOST);
  return Array.from({ length: count }, (_, index) => all[Math.round(index * step)]).filter(
    (each) => each !== undefined,
  );
}

/** `+3.1 % in 30 days`; null with fewer than two sizes. */
export function growthText(samples: readonly Sample[]): string | null {
  const last = samples.at(-1);
  if (last === undefined || samples.length < 2) return null;
  const base = samples.findLast(([day]) => day <= last[0] - SPAN) ?? samples[0];
  if (base === undefined || base[1] === 0 || base[0] === last[0]) return null;
  const percent = (last[1] / base[1] - 1) * 100;
  const rounded = Math.abs(percent) < 0.05 ? "0" : percent.toFixed(Math.abs(percent) < 10 ? 1 : 0);
  return `${percent > 0 && rounded !== "0" ? "+" : ""}${rounded} % in ${last[0] - base[0]} ${last[0] - base[0] === 1 ? "day" : "days"}`;
}

export function sizesSvg(samples: readonly Sample[]): Html | null {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || first[0] === last[0]) return null;
  const largest = Math.max(...samples.map(([, bytes]) => bytes));
  const x = scaleLinear([first[0], last[0]], [0, WIDTH]);
  const y = scaleLinear([0, largest], [HEIGHT, 1]);
  const shape = area<Sample>(
    (sample) => Math.round(x(sample[0])),
    HEIGHT,
    (sample) => Math.round(y(sample[1])),
  ).curve(curveStepAfter)(samples as Sample[]);
  const label = `Size from ${dayText(first[0])}, ${bytesText(first[1])}, to ${dayText(last[0])}, ${bytesText(last[1])}; at most ${bytesText(largest)}`;
  return html`<svg class="sizes" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}"><path d="${new Html(shape ?? "")}"/></svg>`;
}
