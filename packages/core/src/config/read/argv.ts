import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";

/** A command and its arguments, as they will be handed over; null when it is absent. */
export function readArgv(cursor: Cursor, report: Report): readonly string[] | null {
  if (!cursor.exists) return null;
  const items = cursor.items();
  const argv = items.map((item) => item.text() ?? "");
  for (const [index, argument] of argv.entries()) {
    const span = items[index]?.span ?? cursor.span;
    if (argument.includes("\0")) {
      report.add(
        "config-bad-argument",
        span,
        "The argument contains a NUL character, and programs would ignore the rest of it.",
      );
    } else if (index === 0 && argument.trim() === "" && items[0]?.text() !== null) {
      report.add("config-bad-argument", span, "The first item is the name of the program, and it is empty.");
    }
  }
  return argv;
}
