import type { Config, Status } from "@rdump/core";
import type { Message } from "./memory.ts";
import type { Problem } from "./problems.ts";

type Occasion = NonNullable<Config["notify"]>["on"][number];
type Facts = Pick<Message, "host" | "owner" | "time" | "run">;

/**
 * The message of one run, or null: it contains only changes since the last run. A problem that another problem of the same
 * object replaces is not called solved. Pure.
 *
 * @param before the problems that were there after the last run
 */
export function newsOf(
  before: readonly Problem[],
  now: readonly Problem[],
  on: readonly Occasion[],
  facts: Facts,
): Message | null {
  const known = new Set(before.map(({ key }) => key));
  const present = new Set(now.map(({ key }) => key));
  const wanted = new Set<string>(on);
  const fresh = now.filter(({ key, kind }) => !known.has(key) && wanted.has(kind));
  const replaced = new Set(fresh.map(({ about }) => about));
  const recovered = wanted.has("recovery")
    ? before.filter(({ key, about, kind }) => !present.has(key) && !replaced.has(about) && wanted.has(kind))
    : [];
  const event = eventOf(fresh, recovered, now.length === 0 && wanted.has("success"));
  if (event === null) return null;
  return {
    formatVersion: 1,
    event,
    ...facts,
    subject: subjectOf(event, fresh.length + recovered.length, now.length, facts),
    problems: fresh.map(({ text }) => text),
    recovered: recovered.map(({ text }) => text),
  };
}

/** The first day of the week that contains a time, in a time zone: `2026-11-23`. */
export function weekOf(time: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const day = new Date(`${parts.format(new Date(time))}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

/** The summary that the first run of a week sends: how many targets are ok, and every problem. Pure. */
export function summaryOf({ groups }: Status, problems: readonly Problem[], facts: Facts): Message {
  const well = groups.filter(({ state }) => ["ok", "due", "running"].includes(state)).length;
  const points = groups.reduce((sum, group) => sum + group.points, 0);
  return {
    formatVersion: 1,
    event: "weekly",
    ...facts,
    subject: `rdump ${facts.owner} on ${facts.host}: this week ${well} of ${groups.length} targets ok, ${points} ${points === 1 ? "point" : "points"}`,
    problems: problems.map(({ text }) => text),
    recovered: [],
  };
}

function eventOf(
  fresh: readonly Problem[],
  recovered: readonly Problem[],
  isSuccess: boolean,
): Exclude<Message["event"], "test" | "weekly"> | null {
  if (fresh.some(({ kind }) => kind === "failure")) return "failure";
  if (fresh.length > 0) return "overdue";
  if (recovered.length > 0) return "recovery";
  return isSuccess ? "success" : null;
}

function subjectOf(event: Message["event"], changed: number, left: number, { host, owner }: Facts): string {
  const who = `rdump ${owner} on ${host}`;
  const problems = (count: number) => `${count} ${count === 1 ? "problem" : "problems"}`;
  if (event === "success" || (event === "recovery" && left === 0)) return `${who}: ok`;
  if (event === "recovery") return `${who}: ${problems(changed)} solved, ${problems(left)} left`;
  return `${who}: ${problems(left)}`;
}

/** The text of a message. */
export function textOf({ event, problems, recovered, run, time, host }: Message): string {
  const part = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [heading, ...lines.map((line) => `  ${line}`), ""];
  const where = run === null ? [] : [`Details: rdump runs show ${run}`];
  return [
    ...part(event === "weekly" ? "Problems:" : "New problems:", problems),
    ...part("Solved:", recovered),
    `Host ${host}, ${time}.`,
    "The present state of all targets: rdump status",
    ...where,
    "",
  ].join("\n");
}
