import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { PointRef } from "../model/point.ts";
import { PLAN } from "./codes.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A newest point this old is no ordinary pause: a machine's clock that fell to another decade looks just so. */
const LONG_AGO = 2 * 365 * DAY;

/**
 * Contradictions between the clock and the points of a group. If the clock is before the newest point, it was or is
 * wrong. If it is years after that point, it may have jumped. In both cases retention would be computed from a wrong
 * day.
 */
export function clockProblem(address: string, complete: readonly PointRef[], now: Instant): Diagnostic | null {
  const newest = complete.at(-1);
  if (newest === undefined) return null;
  if (newest.time > now) {
    return problem(
      address,
      `The clock of this machine shows ${isoOf(now)}. The newest point, ${newest.name}, is dated in the future: ${isoOf(newest.time)}.`,
    );
  }
  if (now - newest.time <= LONG_AGO) return null;
  return problem(
    address,
    `The clock of this machine shows ${isoOf(now)}. The newest point, ${newest.name}, is dated years ago: ${isoOf(newest.time)}.`,
  );
}

function problem(address: string, what: string): Diagnostic {
  const detail = `${what} No point of this group is destroyed until the clock and the newest point agree. Set the clock. If the clock is right, points expire again after the next new point.`;
  return PLAN.warning("plan-clock", detail, { address });
}
