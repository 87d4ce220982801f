import type { Instant } from "../model/instant.ts";

/** A stretch of time, `start` to just before `end`, in which a zone keeps one offset. Its neighbour may have the same. */
export interface OffsetSpan {
  readonly start: Instant;
  readonly end: Instant;
  /** Milliseconds by which the wall clock is ahead of UTC. */
  readonly offset: number;
}

/** One time zone, for queries about very many instants: results are cached. */
export interface Zone {
  readonly name: string;
  spanAt(instant: Instant): OffsetSpan;
  /** The wall clock in milliseconds, as if it were UTC. */
  localAt(instant: Instant): number;
}

const DAY = 86_400_000;
/** No zone of the tz database changes its offset twice within it: the closest two changes (Freetown, 1939) are 95.7 hours apart. */
const STRIDE = 3 * DAY;
/** Offsets are computed for this span at once, because points follow each other over days and years. */
const BLOCK = 128 * STRIDE;
/** The range of JavaScript's dates, and so of Intl. */
const LIMIT = 8_640_000_000_000_000;

/** Throws a RangeError when Intl knows no zone of that name. */
export function openZone(timeZone: string): Zone {
  const offsetAt = offsetsOf(timeZone);
  const blocks = new Map<number, readonly OffsetSpan[]>();
  let recent: OffsetSpan = { start: 0, end: 0, offset: 0 };

  function spanAt(instant: Instant): OffsetSpan {
    if (instant >= recent.start && instant < recent.end) return recent;
    const number = Math.floor(instant / BLOCK);
    let block = blocks.get(number);
    if (block === undefined) {
      block = spansBetween(number * BLOCK, (number + 1) * BLOCK, offsetAt);
      blocks.set(number, block);
    }
    for (const span of block) {
      if (instant >= span.start && instant < span.end) {
        recent = span;
        return span;
      }
    }
    throw new RangeError(`no instant: ${instant}`);
  }

  return { name: timeZone, spanAt, localAt: (instant) => instant + spanAt(instant).offset };
}

function spansBetween(start: Instant, end: Instant, offsetAt: (instant: Instant) => number): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let from = start;
  let offset = offsetAt(start);
  for (let sample = start + STRIDE; sample <= end; sample += STRIDE) {
    const next = offsetAt(sample);
    if (next === offset) continue;
    const change = changeBetween(sample - STRIDE, sample, next, offsetAt);
    spans.push({ start: from, end: change, offset });
    from = change;
    offset = next;
  }
  if (from < end) spans.push({ start: from, end, offset });
  return spans;
}

/** The first instant with the offset `after`, which `high` has and `low` has not. Zones change on whole seconds. */
function changeBetween(low: Instant, high: Instant, after: number, offsetAt: (instant: Instant) => number): Instant {
  let before = low / 1000;
  let found = high / 1000;
  while (found - before > 1) {
    const middle = Math.floor((before + found) / 2);
    if (offsetAt(middle * 1000) === after) found = middle;
    else before = middle;
  }
  return found * 1000;
}

/** Intl names an offset as `GMT`, `GMT+05:45` or, for local mean times, `GMT-00:44:30`. */
function offsetsOf(timeZone: string): (instant: Instant) => number {
  // The first use of Intl takes a third of the time of `node -e 0`.
  if (timeZone === "UTC") return () => 0;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return (instant) => {
    const text = format.format(Math.min(Math.max(instant, -LIMIT), LIMIT));
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(text);
    if (match === null) throw new RangeError(`no offset of ${timeZone} in ${text}`);
    const [, sign, hours, minutes, seconds] = match;
    if (sign === undefined) return 0;
    const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
    return sign === "-" ? -size : size;
  };
}
