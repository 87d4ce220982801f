import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { NO_RECORD, type RecordedPoint } from "../model/record.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/** Excludes that matched nothing in the newest point of their volume of which the record knows that. */
export function idleExcludes({ desired, record = NO_RECORD }: PlanRequest): readonly Diagnostic[] {
  const newest = new Map<string, RecordedPoint>();
  for (const point of record.points.values()) {
    if (point.idleExcludes === undefined) continue;
    const known = newest.get(point.volume);
    if (known === undefined || known.time < point.time) newest.set(point.volume, point);
  }
  return desired.volumes.flatMap(({ name, exclude }) => {
    const point = newest.get(name);
    const idle = exclude.filter(({ text }) => point?.idleExcludes?.includes(text) === true);
    if (point === undefined || idle.length === 0) return [];
    const [excludes, they] = idle.length === 1 ? ["This exclude", "it"] : ["These excludes", "they"];
    const lines = idle.map(({ text }) => `    ${visible(JSON.stringify(text))}`);
    const detail = `${excludes} matched nothing in ${visible(point.name)}:\n${lines.join("\n")}\nIf ${they} should match, correct the path. A path is from the root of the volume.`;
    return [PLAN.note("plan-exclude-idle", detail, { address: name })];
  });
}
