import type { Cursor } from "../cursor.ts";
import { suggestion } from "../nearest.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

/** The zone that is declared, else the machine's; spelled as the IANA database does. */
export function readTimezone(cursor: Cursor, machine: { readonly timezone: string }, report: Report): string {
  const declared = cursor.text();
  const zone = declared ?? machine.timezone;
  const spelled = spelling(zone);
  if (spelled !== null) return spelled;
  const detail =
    declared === null
      ? `The time zone of this machine is ${quoted(zone)} (from the variable \`TZ\`, or from /etc/localtime without it). This is not a name of the IANA database, or the database of this machine has no file with exactly this name. Other programs then use UTC. Declare the time zone in the config:\n    timezone: "Europe/Berlin",`
      : `${quoted(zone)} is not a time zone.${suggestion(zone, zones())} Write a name of the IANA database, for example \`Europe/Berlin\`, or \`UTC\`. An offset such as \`+01:00\` has no summer time.`;
  report.add("config-bad-timezone", cursor.exists ? cursor.span : null, detail);
  return "UTC";
}

function zones(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}

/** Null for an unknown zone. Older names (`Asia/Calcutta`, `US/Eastern`) stay as they were written. */
function spelling(zone: string): string | null {
  if (zone === "UTC") return zone;
  if (!/^[A-Za-z]/.test(zone)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    if (timeZone === zone) return zone;
  } catch {
    return null;
  }
  const lower = zone.toLowerCase();
  return zones().find((known) => known.toLowerCase() === lower) ?? zone;
}
