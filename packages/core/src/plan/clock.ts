import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { pointAddress } from "../model/address.ts";
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
  const clock = `The clock of this machine shows ${isoOf(now)}.`;
  if (newest.time > now) {
    const ahead = complete.filter(({ time }) => time > now);
    const names = ahead.slice(0, MOST_NAMED).map(({ name, time }) => `${name} (${isoOf(time)})`);
    const more = ahead.length - names.length;
    const what = `${names.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
    const detail = `${clock} These points are dated in the future: ${what}. No point of this group is destroyed before that date. If the clock is wrong, set it. If the clock is right, delete these points, or pin them, so that they take no part in the keep rules:`;
    return problem(address, [detail, ...ahead.slice(0, MOST_NAMED).flatMap(commandsFor(address))].join("\n"));
  }
  if (now - newest.time <= LONG_AGO) return null;
  return problem(
    address,
    `${clock} The newest point, ${newest.name}, is dated years ago: ${isoOf(newest.time)}. No point of this group is destroyed until the clock and the newest point agree. If the clock is wrong, set it. If the clock is right, points expire again after the next new point.`,
  );
}

/** Of more points in the future, only the number is reported. */
const MOST_NAMED = 3;

function commandsFor(address: string): (point: PointRef) => readonly string[] {
  return ({ name }) => {
    const point = shellWord(pointAddress(address, name));
    return [`    rdump free ${point} --destroy 1`, `    rdump pin ${point}`];
  };
}

function problem(address: string, detail: string): Diagnostic {
  return PLAN.warning("plan-clock", detail, { address });
}
