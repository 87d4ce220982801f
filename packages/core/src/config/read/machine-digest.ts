import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";

/** The digest of a machine, as in marks; null if there is no text. `hint`: where to copy it from. */
export function readDigest(cursor: Cursor, report: Report, hint = ""): string | null {
  const machine = cursor.text();
  if (machine === null) return null;
  if (!/^[0-9a-f]{16}$/.test(machine)) {
    const detail = `${quoted(machine)} is not the digest of a machine: 16 hex digits, as \`rdump plan\` shows them.${hint}`;
    report.add("config-bad-machine", cursor.span, detail);
  }
  return machine;
}
