import type { SecretSource } from "../../model/secret.ts";
import type { Cursor } from "../cursor.ts";
import { readArgv } from "../read/argv.ts";
import { readPath } from "../read/path.ts";
import type { Report } from "../report.ts";
import { alone } from "../resolve/alone.ts";

/** Null when none is declared. */
export function readPassphrase(cursor: Cursor, report: Report): SecretSource | null {
  if (!cursor.exists) return null;
  alone(cursor, ["command", "file"], report);
  const argv = readArgv(cursor.at("command"), report);
  if (argv !== null) return { kind: "command", argv };
  return { kind: "file", path: readPath(cursor.at("file"), report) };
}
