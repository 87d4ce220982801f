import { type HostReport, STATES } from "@rdump/core";

type Fields = { readonly [field: string]: unknown };

/**
 * The report of a host from the output of `rdump report --json`, or of `rdump status --json`, which has neither points nor
 * runs. The text may come from a host that somebody else controls: each value that a page uses is checked. Fields of a later
 * version are ignored. Returns a text that says why it is no report.
 */
export function parseReport(text: string): HostReport | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const outer = fieldsOf(value);
  if (outer === null || outer.formatVersion !== 1) return "it is not version 1 of a status or report";
  const isReport = outer.status !== undefined && fieldsOf(outer.status) !== null;
  const status = isReport ? fieldsOf(outer.status) : outer;
  const points = isReport ? outer.points : [];
  const runs = isReport ? outer.runs : [];
  const timezone = isReport ? outer.timezone : "UTC";
  if (status === null || !isStatus(status)) return "its status lacks a field, or has one of another type";
  if (!listOf(points, isPoint) || !listOf(runs, isRun))
    return "its points or runs lack a field, or have one of another type";
  if (typeof timezone !== "string" || !isTimeZone(timezone)) return "its time zone is not known here";
  return { formatVersion: 1, timezone, status, points, runs } as unknown as HostReport;
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const number: Check = (value) => typeof value === "number" && Number.isFinite(value);
const flag: Check = (value) => typeof value === "boolean";
/** Years of four digits: formats of other years are no dates that can be parsed again. */
const isInstant = (text: string) =>
  Date.parse(text) >= Date.UTC(1000, 0, 2) && Date.parse(text) <= Date.UTC(9999, 11, 30);
const time: Check = (value) => typeof value === "string" && isInstant(value);
/** The begin of a run is a name for people if it is no time. */
const began: Check = (value) => typeof value === "string" && (Number.isNaN(Date.parse(value)) || isInstant(value));
const state: Check = (value) => STATES.some((each) => each.state === value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const has =
  (checks: { readonly [field: string]: Check }): Check =>
  (value) => {
    const fields = fieldsOf(value);
    return fields !== null && Object.entries(checks).every(([field, check]) => check(fields[field]));
  };
const each =
  (check: Check): Check =>
  (value) =>
    listOf(value, check);

const isPoint = has({
  address: text,
  time,
  bytes: orAbsent(number),
  files: orAbsent(number),
  missing: orAbsent(number),
});

const isRun = has({ run: text, status: text, began, ended: orNull(time), problems: orAbsent(each(text)) });

const isProof = has({
  last: orNull(
    has({ time, verdict: text, coverage: orAbsent(has({ files: number, proven: number, since: orNull(time) })) }),
  ),
});

const isGroup = has({
  address: text,
  volume: text,
  state,
  newest: orNull(has({ id: text, name: text, time })),
  age: orNull(number),
  points: number,
  incomplete: number,
  invalid: number,
  foreign: number,
  due: flag,
  overdue: flag,
  nextDue: time,
  proof: orAbsent(isProof),
  obstacle: orNull(text),
});

const isUpkeep = has({
  address: text,
  kind: text,
  state,
  last: orNull(has({ time })),
  overdue: flag,
  failure: orNull(has({ summary: text })),
  obstacle: orNull(text),
});

const isIdentity = has({ id: text, encryption: text });
const isDrift: Check = (value) =>
  has({ address: text, kind: (kind) => kind === "repository", was: isIdentity, is: isIdentity })(value) ||
  has({ address: text, kind: (kind) => kind === "disk", was: text, is: text })(value) ||
  has({ address: text, kind: (kind) => kind !== "repository" && kind !== "disk", points: each(has({ name: text })) })(
    value,
  );

const isStatus = has({
  host: text,
  owner: text,
  rdump: text,
  machine: orNull(text),
  asOf: time,
  running: orNull(has({ run: text, since: time })),
  lastRun: orNull(has({ run: text, status: text, began })),
  groups: each(isGroup),
  upkeep: each(isUpkeep),
  forgotten: each(has({ address: text })),
  drift: each(isDrift),
  shrunken: each(has({ volume: text, by: text })),
});

function listOf(value: unknown, check: Check): boolean {
  return Array.isArray(value) && value.every(check);
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
