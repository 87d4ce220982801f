import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";

/** PATH_MAX of Linux, with its closing NUL. */
const LONGEST = 4095;
const TOO_LONG = `The path is longer than ${LONGEST} bytes, the limit of Linux.`;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
export const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** An absolute path, without slashes that mean nothing. Messages do not repeat it: it may stand where a secret should not. */
export function readPath(cursor: Cursor, report: Report): string {
  const path = cursor.text();
  if (path === null) return "";
  const fault = path.startsWith("/")
    ? partsFault(path)
    : "The path does not begin with `/`. Write an absolute path. `~` and variables are not expanded.";
  if (fault !== null) report.add("config-bad-path", cursor.span, fault);
  if (path.length > LONGEST) return "";
  return `/${path
    .split("/")
    .filter((part) => part !== "")
    .join("/")}`;
}

export function readOptionalPath(cursor: Cursor, report: Report): string | null {
  return cursor.exists ? readPath(cursor, report) : null;
}

/** A path from a volume's root, as it stands. */
export function readInnerPath(cursor: Cursor, otherwise: string, report: Report): string {
  const path = cursor.text();
  if (path === null) return otherwise;
  const tooLong = path.length > LONGEST ? TOO_LONG : depthFault(path);
  const fault =
    path === "" || path.startsWith("/") || path.endsWith("/") || path.includes("//")
      ? "The path is relative to the root of the volume. Write it without a slash at the beginning or end, and without empty parts."
      : (tooLong ?? partsFault(path));
  if (fault !== null) report.add("config-bad-path", cursor.span, fault);
  return tooLong === null ? path : "";
}

/** Each exclude is compared with each name of such a path. */
const DEEPEST = 64;

function depthFault(path: string): string | null {
  return path.split("/").length > DEEPEST ? `The path has more than ${DEEPEST} parts. Write a shorter path.` : null;
}

function partsFault(path: string): string | null {
  if (CONTROL.test(path)) {
    return "The path contains a control character, such as a line break. rdump does not support such paths. Rename the file or directory.";
  }
  if (path.split("/").some((part) => part === "." || part === "..")) {
    return "The path contains `.` or `..`, so its meaning depends on symbolic links. Write the real path.";
  }
  return Buffer.byteLength(path) > LONGEST ? TOO_LONG : null;
}
