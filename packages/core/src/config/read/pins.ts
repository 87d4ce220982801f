import type { Pin, Pins } from "../../model/pin.ts";
import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

/** Null: the config has none. Whether a group has such an address, and such a point, is known only of the system. */
export function readPins(cursor: Cursor, report: Report): Pins | null {
  if (!cursor.exists) return null;
  const entries = cursor.entries().map(([address, pins]): [string, readonly Pin[]] => {
    return [address, pins.items().map((pin) => ({ id: pin.at("id").text() ?? "", until: readUntil(pin, report) }))];
  });
  return Object.fromEntries(entries);
}

function readUntil(pin: Cursor, report: Report): number | null {
  const cursor = pin.at("until");
  const text = cursor.text();
  if (text === null) return null;
  const instant = Date.parse(text);
  if (!Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.slice(0, 10))) return instant;
  report.add("config-bad-until", cursor.span, `${quoted(text)} is not a date.`);
  return null;
}
