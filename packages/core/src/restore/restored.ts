import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { isoOf } from "../model/instant.ts";
import type { Report } from "../model/report.ts";
import type { VolumeChoices } from "./all.ts";
import { type Compared, comparedAs, isCheck, isUnsure } from "./compared.ts";
import { restoreAddress } from "./plan.ts";
import type { VolumeChoice } from "./volume-choice.ts";

/**
 * What is known about a restored volume. `proven`: as it was saved. `differs`: files differ from the integrity data. `not
 * proven`: it was not compared, or files were written while the point was made. `resumed`: as it was saved, as an earlier run
 * found. `not restored`: not all files are in their place.
 */
export interface RestoredVolume {
  readonly volume: string;
  /** Null: the path of the volume is not known. */
  readonly to: string | null;
  /** Null: none was chosen. */
  readonly point: string | null;
  /** Of the point, as ISO 8601. */
  readonly time: string | null;
  readonly state: "proven" | "differs" | "not proven" | "resumed" | "not restored";
  /** Why it is not restored, differs or is not proven. */
  readonly problem?: { readonly code: string; readonly summary: string };
}

/** Pure: each volume of the config, by its destination; those without one are last. */
export function restoredVolumes(
  { choices, finished, refused }: VolumeChoices,
  report: Report,
): readonly RestoredVolume[] {
  const earlier = finished.map(({ volume, to, order: { point }, compared }): RestoredVolume => {
    return { volume, to, point: point.name, time: point.time, state: resumed(compared) };
  });
  const without = refused.map(({ volume, to, problems: [first] }): RestoredVolume => {
    const problem = first === undefined ? {} : { problem: { code: first.code, summary: first.summary } };
    return { volume, to, point: null, time: null, state: "not restored", ...problem };
  });
  return [...chosen(choices, report), ...earlier, ...without].sort(byDestination);
}

function byDestination(a: RestoredVolume, b: RestoredVolume): number {
  if (a.to === null || b.to === null) return Number(a.to === null) - Number(b.to === null);
  return a.to < b.to ? -1 : a.to > b.to ? 1 : 0;
}

function chosen(choices: readonly VolumeChoice[], { actions }: Report): readonly RestoredVolume[] {
  return choices.map(({ choice, to, compared }) => {
    const volume = choice.assessment.desired.group.volume.name;
    const own = actions.filter(({ address }) => address === restoreAddress(volume, to));
    // The last one removes the closed directory. It waits for all volumes.
    const isPlaced = own.every(
      ({ action, status }, at) =>
        status === "done" || isCheck({ action }) || (status === "skipped" && at === own.length - 1),
    );
    const check = own.find(isCheck);
    const named = { volume, to, point: choice.point.name, time: isoOf(choice.point.time) };
    if (!isPlaced) return { ...named, state: "not restored", ...problemIn(own) };
    if (check === undefined) return { ...named, state: compared === undefined ? "not proven" : resumed(compared) };
    const found = [check.diagnostic, ...check.warnings].flatMap((each) => each ?? []);
    const state = comparedAs(
      check.status,
      found.map(({ code }) => code),
    );
    return { ...named, state, ...(state === "proven" ? {} : problemOf(check.diagnostic ?? found.find(isUnsure))) };
  });
}

function problemIn(own: Report["actions"]): Pick<RestoredVolume, "problem"> {
  return problemOf(own.find(({ action, diagnostic }) => diagnostic !== null && !isCheck({ action }))?.diagnostic);
}

function problemOf(why: Diagnostic | null | undefined): Pick<RestoredVolume, "problem"> {
  return why == null ? {} : { problem: { code: why.code, summary: why.summary } };
}

function resumed(compared: Compared): RestoredVolume["state"] {
  return compared === "proven" ? "resumed" : compared;
}

/** One line for each volume. */
export function restoredLines(volumes: readonly RestoredVolume[]): readonly string[] {
  return volumes.map(({ volume, to, point, state, problem }) => {
    const what = point === null ? "" : `, ${visible(point)}`;
    const where = to === null ? "" : point === null ? `, ${visible(to)}` : ` in ${visible(to)}`;
    const why = problem === undefined ? "" : ` (${visible(problem.summary)} [${visible(problem.code)}])`;
    return `${visible(volume)}: ${state}${what}${where}${why}`;
  });
}
