import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { PointRef } from "../model/point.ts";
import { PLAN } from "./codes.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A newest point this old is no ordinary pause: a machine's clock that fell to another decade looks just so. */
const LONG_AGO = 2 * 365 * DAY;

/**
 * What a group's points say against the clock. A clock that stands before the newest point was wrong then or is
 * wrong now; one that is years past it may have jumped. Either way retention would be reckoned from a false day.
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
  const detail = `${what} No point of this group is destroyed until they agree. Set the clock. If the clock is right, points expire again after the next new point.`;
  return PLAN.warning("plan-clock", detail, { address });
}
