import type { CalendarUnit, Every } from "../model/every.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { OffsetSpan, Zone } from "./calendar.ts";
import { periodAt, periodStart, periodText } from "./calendar-periods.ts";

/** One period of a schedule. */
export interface Slot {
  /** The same for all instants of one slot, and for them only. An hour that the clock lives twice is one slot. */
  readonly key: string;
  /** For people: `2026-11-22 14:00`, `2026-11-22`, `week 2026-W47`, `2026-11`, `2026`, `the 6h from 2026-11-22T12:00:00Z`. */
  readonly label: string;
  /** The first instant of the unbroken stretch of this key that holds the instant asked about. */
  readonly start: Instant;
  /** The first instant after it at which another key begins. */
  readonly end: Instant;
}

/**
 * The slot that holds an instant. Calendar slots are what the wall clock of the zone shows: an hour or a day that it
 * skips has no slot. Where a clock is put back over the end of a slot (St. John's changed at one minute past midnight),
 * the slot comes in two stretches: one key, but each with its own `start` and `end`.
 */
export function slotOf(every: Every, zone: Zone, instant: Instant): Slot {
  if (every.kind === "duration") {
    const start = Math.floor(instant / every.milliseconds) * every.milliseconds;
    const key = slotKey(every, zone, instant);
    return { key, label: `the ${every.text} from ${isoOf(start)}`, start, end: start + every.milliseconds };
  }
  const { unit } = every;
  const period = periodAt(unit, zone.localAt(instant));
  return {
    key: periodText(unit, period),
    label: labelOf(unit, period),
    start: stretchStart(unit, period, zone, instant),
    end: stretchEnd(unit, period, zone, instant),
  };
}

/** `slotOf(...).key` alone, for asking about many points. */
export function slotKey(every: Every, zone: Zone, instant: Instant): string {
  if (every.kind === "duration") return `${every.milliseconds}ms/${Math.floor(instant / every.milliseconds)}`;
  return periodText(every.unit, periodAt(every.unit, zone.localAt(instant)));
}

/** The slot just before the one that holds `instant`: with no point in it either, the target is overdue and not just due. */
export function previousSlot(every: Every, zone: Zone, instant: Instant): Slot {
  return slotOf(every, zone, slotOf(every, zone, instant).start - 1);
}

function labelOf(unit: CalendarUnit, period: number): string {
  const text = periodText(unit, period);
  if (unit === "hourly") return `${text.replace("T", " ")}:00`;
  return unit === "weekly" ? `week ${text}` : text;
}

function stretchEnd(unit: CalendarUnit, period: number, zone: Zone, instant: Instant): Instant {
  let span: OffsetSpan = zone.spanAt(instant);
  for (;;) {
    const end = periodStart(unit, period + 1) - span.offset;
    if (end < span.end) return end;
    const next = zone.spanAt(span.end);
    if (periodAt(unit, next.start + next.offset) !== period) return next.start;
    span = next;
  }
}

function stretchStart(unit: CalendarUnit, period: number, zone: Zone, instant: Instant): Instant {
  let span: OffsetSpan = zone.spanAt(instant);
  for (;;) {
    const start = periodStart(unit, period) - span.offset;
    if (start > span.start) return start;
    const previous = zone.spanAt(span.start - 1);
    if (periodAt(unit, span.start - 1 + previous.offset) !== period) return span.start;
    span = previous;
  }
}
