import { visible } from "../diagnostics/visible.ts";
import { isoOf } from "../model/instant.ts";
import type { Report } from "../model/report.ts";
import type { VolumeChoice } from "./all.ts";
import { restoreAddress } from "./plan.ts";

/**
 * What is known about a restored volume. `proven`: as it was saved. `differs`: files differ from the integrity data. `not
 * proven`: it was not compared, or files were written while the point was made. `resumed`: an earlier run compared it.
 */
export interface RestoredVolume {
  readonly volume: string;
  readonly to: string;
  readonly point: string;
  /** Of the point, as ISO 8601. */
  readonly time: string;
  readonly state: "proven" | "differs" | "not proven" | "resumed" | "not restored";
}

/** Pure: in the order of the choices. */
export function restoredVolumes(choices: readonly VolumeChoice[], { actions }: Report): readonly RestoredVolume[] {
  return choices.map(({ choice, to }) => {
    const volume = choice.assessment.desired.group.volume.name;
    const own = actions.filter(({ address }) => address === restoreAddress(volume, to));
    // The last one removes the closed directory. It waits for all volumes.
    const isPlaced = own.every(
      ({ action, status }, at) =>
        status === "done" || action.startsWith("check ") || (status === "skipped" && at === own.length - 1),
    );
    const check = own.find(({ action }) => action.startsWith("check "));
    const named = { volume, to, point: choice.point.name, time: isoOf(choice.point.time) };
    if (!isPlaced) return { ...named, state: "not restored" };
    if (check === undefined) return { ...named, state: choice.reason === "requested" ? "resumed" : "not proven" };
    if (check.status !== "done") {
      return { ...named, state: check.diagnostic?.code === "rsure-differs" ? "differs" : "not proven" };
    }
    const isUnsure = check.warnings.some(({ code }) => UNSURE.has(code));
    return { ...named, state: isUnsure ? "not proven" : "proven" };
  });
}

const UNSURE: ReadonlySet<string> = new Set([
  "rsure-not-provable",
  "rsure-changed-meanwhile",
  "rsure-maybe-cache",
  "rsure-not-carried",
]);

/** One line for each volume. */
export function restoredLines(volumes: readonly RestoredVolume[]): readonly string[] {
  return volumes.map(
    ({ volume, to, point, state }) => `${visible(volume)}: ${state}, ${visible(point)} in ${visible(to)}`,
  );
}
