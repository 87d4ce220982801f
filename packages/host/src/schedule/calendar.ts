import type { Config, Every } from "@rdump/core";
import { allGroups } from "@rdump/core";

/** How often rdump must start, so that each slot of each target gets its run. */
type Pace =
  | { readonly every: "day" }
  | { readonly every: "hour" }
  /** `minutes` divides 60. */
  | { readonly every: "minutes"; readonly minutes: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * At night. No time zone skips or repeats this time when its clock changes: systemd starts no timer at a time that the
 * clock skips, so that a whole day would have no run.
 */
const AT_NIGHT = { hour: 4, minute: 0 };
/** After the full hour, so that a delay does not move the run into another slot. */
const IN_THE_HOUR = 5;

/** The `OnCalendar` of a systemd timer for the finest schedule of a config, in its time zone. */
export function calendarOf(config: Config): string {
  const pace = paceOf(config);
  switch (pace.every) {
    case "day":
      return `*-*-* ${twoDigits(AT_NIGHT.hour)}:${twoDigits(AT_NIGHT.minute)}:00 ${config.timezone}`;
    case "hour":
      return `*-*-* *:${twoDigits(IN_THE_HOUR)}:00 ${config.timezone}`;
    case "minutes":
      // In a time zone, systemd starts nothing in the second of two equal hours.
      return `*-*-* *:0/${pace.minutes}:00 UTC`;
  }
}

/** The same in the five fields of cron, which knows only the time zone of the system. */
export function cronTimeOf(config: Config): string {
  const pace = paceOf(config);
  switch (pace.every) {
    case "day":
      return `${AT_NIGHT.minute} ${AT_NIGHT.hour} * * *`;
    case "hour":
      return `${IN_THE_HOUR} * * * *`;
    case "minutes":
      return `*/${pace.minutes} * * * *`;
  }
}

function paceOf(config: Config): Pace {
  const finest = Math.min(...allGroups(config).map(({ group }) => lengthOf(group.target.every)));
  if (finest >= DAY) return { every: "day" };
  if (finest >= HOUR) return { every: "hour" };
  const minutes = [30, 20, 15, 12, 10, 6, 5, 4, 3, 2].find((each) => each * 60_000 <= finest);
  return { every: "minutes", minutes: minutes ?? 1 };
}

/** In milliseconds; of a calendar period at least a day: one run a day serves all of these. */
function lengthOf(every: Every): number {
  if (every.kind === "duration") return every.milliseconds;
  return every.unit === "hourly" ? HOUR : DAY;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
