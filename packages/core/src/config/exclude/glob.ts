import type { ExcludePart } from "../../model/exclude.ts";
import { CONTROL } from "../read/path.ts";
import { parseName } from "./name.ts";

const LONGEST = 4096;

/**
 * A pattern of paths in the language of excludes: without a slash it matches a name at any depth, else a path from the
 * root of the volume. Or the sentences that say why it cannot be used.
 */
export function parseGlob(text: string): readonly ExcludePart[] | string {
  if (text.length > LONGEST) return `The pattern is longer than ${LONGEST} characters.`;
  if (CONTROL.test(text)) return "The pattern contains a control character. Write `?` in its place.";
  const names = text.split("/").filter((name) => name !== "");
  if (names.length === 0) return "The pattern names no file.";
  const parts: ExcludePart[] = text.includes("/") ? [] : [{ kind: "directories" }];
  for (const name of names) {
    const part = partOf(name);
    if (typeof part === "string") return part;
    if (part.kind === "name" || parts.at(-1)?.kind !== "directories") parts.push(part);
  }
  const isOpen = parts.at(-1)?.kind === "directories";
  return isOpen ? [...parts, { kind: "name", pieces: [{ kind: "any" }] }] : parts;
}

function partOf(name: string): ExcludePart | string {
  if (name === "**") return { kind: "directories" };
  if (name === "." || name === "..")
    return "The pattern contains `.` or `..`. Write the path from the root of the volume.";
  if (name.includes("**")) return "`**` matches whole directories and must be between slashes.";
  const pieces = parseName(name);
  return typeof pieces === "string" ? pieces : { kind: "name", pieces };
}
