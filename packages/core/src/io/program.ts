import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { IO } from "./codes.ts";
import { commandPath } from "./environment.ts";

/** The path of the program of a command, or the error of its start. */
export type Program = { readonly path: string } | { readonly error: "ENOENT" | "EACCES" };

/**
 * Where a command starts that names no directory. Not where rdump was started: that can be a directory of another user, and
 * Python, for example, loads modules from the directory in which it is started.
 */
export const START = "/";

/**
 * Looks a program up as a shell does: a name along `PATH`, anything with a slash from the directory of the command. A
 * directory of `PATH` that the user cannot search has no programs: after `su`, `PATH` can contain directories of root.
 */
export function findProgram(name: string, path: string, cwd: string | null = null): Program {
  if (name.includes("/")) {
    const place = resolve(cwd ?? START, name);
    const found = look(place);
    return found === "program" ? { path: place } : { error: found === "ENOENT" ? "ENOENT" : "EACCES" };
  }
  let error: "ENOENT" | "EACCES" = "ENOENT";
  for (const place of path.split(":").map((directory) => join(directory, name))) {
    const found = look(place);
    if (found === "program") return { path: place };
    if (found === "not executable") error = "EACCES";
  }
  return { error };
}

function look(place: string): "program" | "not executable" | "not searchable" | "ENOENT" {
  try {
    if (!statSync(place).isFile()) return "not executable";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES" ? "not searchable" : "ENOENT";
  }
  try {
    accessSync(place, constants.X_OK);
    return "program";
  } catch {
    return "not executable";
  }
}

/**
 * The prefix of readers and movers: util-linux's `setpriv` asks the kernel to end them when rdump ends, however that
 * ends, and then becomes the program itself. Empty where there is none that can do that.
 */
export function lifeline(path: string): readonly string[] {
  const found = findProgram("setpriv", path);
  if ("error" in found || realpathSync(found.path).endsWith("/busybox")) return [];
  return ["setpriv", "--pdeathsig", "KILL", "--"];
}

/** A warning before a run whose readers and movers would outlive a killed rdump; null: they would not. */
export function withoutLifeline(env: NodeJS.ProcessEnv): Diagnostic | null {
  if (lifeline(commandPath(env)).length > 0) return null;
  return IO.warning(
    "no-lifeline",
    "The command setpriv of util-linux is missing. If this rdump is killed, borg, rsync and other readers go on, and can disturb the next run. Install util-linux.",
  );
}
