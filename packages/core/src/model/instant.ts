/** A moment: milliseconds since 1970-01-01T00:00:00Z. The model has no other clock. */
export type Instant = number;

/** `2026-11-22T20:06:40Z`, whole seconds. */
export function isoOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Whether a value is a time as `isoOf` writes it. */
export function isIso(value: unknown): value is string {
  return (
    typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) && !Number.isNaN(Date.parse(value))
  );
}

/** `20261122T200640Z`: the time of a run in the name of a point. */
export function stampOf(instant: Instant): string {
  return isoOf(instant).replaceAll(/[-:]/g, "");
}

/** Placeholder of a saved plan for the time of the run in the name of a point. */
export const RUN_TIME_TOKEN = "{run.time}";
/** Placeholder of a saved plan for the end of the id of the run in the name of a point. */
export const RUN_SUFFIX_TOKEN = "{run.suffix}";
/** Placeholder of a saved plan for the id of the run in a mark. */
export const RUN_ID_TOKEN = "{run.id}";
/** Placeholder of a saved plan for the digest of the machine record in a mark. */
export const RECORD_TOKEN = "{run.record}";
