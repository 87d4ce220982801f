import type { ProofCommand } from "../../model/volume.ts";
import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import { readArgv } from "./argv.ts";
import { readDuration } from "./duration.ts";

const HALF_AN_HOUR = 30 * 60;

/** An account of the system, by name or number. Without a colon: that begins a group. */
const ACCOUNT = /^(?:\d{1,10}|[A-Za-z_][A-Za-z0-9_.-]{0,254}\$?)$/;

/** `command`, `user` and `timeout` of a proof; null: no command is declared, or it cannot be read. */
export function readProofCommand(cursor: Cursor, report: Report): ProofCommand | null {
  const [program, ...rest] = readArgv(cursor.at("command"), report) ?? [];
  const timeout = cursor.at("timeout");
  const seconds = timeout.exists ? readDuration(timeout, report) / 1000 : HALF_AN_HOUR;
  const user = readAccount(cursor.at("user"), report);
  return program === undefined ? null : { argv: [program, ...rest], user, timeout: seconds };
}

function readAccount(cursor: Cursor, report: Report): string | null {
  const text = cursor.text();
  if (text === null || ACCOUNT.test(text)) return text;
  report.add("config-bad-account", cursor.span, `${quoted(text)} is neither the name of a user nor a number.`);
  return null;
}
