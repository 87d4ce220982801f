import { exitOfStates, type State, spanText } from "@rdump/core";
import { oncePerZone } from "./days.ts";

export type Kind = "good" | "fair" | "bad";

/** How a state is shown: `bad` is what makes `rdump status` exit with another status than 0. */
export function kindOf(states: readonly { readonly state: State; readonly overdue: boolean }[]): Kind {
  if (exitOfStates(states) !== 0) return "bad";
  return states.every(({ state }) => state === "ok") ? "good" : "fair";
}

/** `3 h 5 min ago`, or `now` for less than a second; seconds, NaN if not known. */
export function agoText(seconds: number): string {
  if (Number.isNaN(seconds)) return "time not known";
  if (seconds >= 0 && seconds < 1) return "now";
  return seconds < 0 ? "in the future" : `${spanText(seconds * 1000)} ago`;
}

/** Writes times as `2026-11-22 20:06` of a time zone. A text that is no time stays as it is. */
export const timesIn = oncePerZone((timeZone: string): ((time: string) => string) => {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (time) => {
    const instant = Date.parse(time);
    return Number.isNaN(instant) ? time : `${date.format(instant)} ${clock.format(instant)}`;
  };
});

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}
