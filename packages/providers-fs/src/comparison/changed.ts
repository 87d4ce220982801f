import { type Command, query } from "@rdump/core/provider";
import type { Difference } from "./differences.ts";

/**
 * Asks when each entry of a list last changed. The list has one path before each NUL, from the root of the source.
 * `stat` follows no link at the end of a path, and an entry that does not exist is left out.
 */
export function changeTimesCommand(list: string, source: Pick<Command, "cwd" | "mounted" | "root">): Command {
  const argv = ["xargs", "--null", `--arg-file=${list}`, "stat", "--printf=%.9Z %n\\0", "--"] as const;
  return query(argv, { ...source, env: { LC_ALL: "C", QUOTING_STYLE: "literal" } });
}

/** In characters. Each path brings the directories above it, and a path can have a thousand of them. */
const LONGEST_LIST = 16 * 1024 * 1024;

/** The content of the list, as much as is bounded: the file whose time is compared with, then the differing paths and the directories above. */
export function listOfPaths(reference: string, differences: readonly Difference[]): string {
  const paths = new Set([Buffer.from(reference, "utf8").toString("latin1")]);
  let length = 0;
  for (const { path, kind } of differences) {
    for (const each of kind === "other" ? [path] : [path, ...directoriesAbove(path)]) {
      if (!paths.has(each)) length += each.length;
      paths.add(each);
    }
    if (length > LONGEST_LIST) break;
  }
  return [...paths].map((path) => `${path}\0`).join("");
}

function directoriesAbove(path: string): readonly string[] {
  const names = path.split("/");
  return ["./", ...names.slice(1).map((_, at) => names.slice(0, at + 1).join("/"))];
}

/** Times as `seconds.fraction`, by path. */
export type ChangeTimes = ReadonlyMap<string, string>;

export function parseChangeTimes(stdout: Buffer): ChangeTimes {
  const times = new Map<string, string>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, time = "", path = ""] = /^(\d+(?:\.\d+)?) (.+)$/s.exec(entry) ?? [];
    if (path !== "") times.set(path, time);
  }
  return times;
}

/** When the reference was written; undefined: not known. */
export function timeOf(reference: string, times: ChangeTimes): string | undefined {
  return times.get(Buffer.from(reference, "utf8").toString("latin1"));
}

/**
 * Whether the source itself changed since a time, so that a difference is no fault of the copy: the
 * entry changed; or it came or went, and a directory above it changed. A directory that is renamed takes entries with it
 * whose own times stay.
 */
export function hasChanged({ path, kind }: Difference, times: ChangeTimes, since: string | undefined): boolean {
  if (since === undefined) return false;
  const isNew = (each: string) => {
    const time = times.get(each);
    return time !== undefined && !isBefore(time, since);
  };
  return isNew(path) || (kind !== "other" && directoriesAbove(path).some(isNew));
}

/** A file system that keeps whole seconds has changed in the second of the reference, or it has not: taken as changed. */
function isBefore(time: string, reference: string): boolean {
  const [seconds, fraction = "0"] = time.split(".");
  const [since, sinceFraction = "0"] = reference.split(".");
  if (seconds !== since) return Number(seconds) < Number(since);
  return Number(fraction) !== 0 && fraction < sinceFraction;
}
