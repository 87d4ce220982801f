/** A moment: milliseconds since 1970-01-01T00:00:00Z. The model has no other clock. */
export type Instant = number;

/** `2026-11-22T20:06:40Z`, whole seconds. */
export function isoOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** `20261122T200640Z`: how a point's name bears the time of its run. */
export function stampOf(instant: Instant): string {
  return isoOf(instant).replaceAll(/[-:]/g, "");
}

/** What a saved plan shows where a point's name will bear the time of the run. */
export const RUN_TIME_TOKEN = "{run.time}";
/** What a saved plan shows where a mark will bear the run's id. */
export const RUN_ID_TOKEN = "{run.id}";
