import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { cleanEnvironment } from "./environment.ts";

/** Where a command's program is, or the error that starting it would give. */
export type Program = { readonly path: string } | { readonly error: "ENOENT" | "EACCES" };

/** Looks a program up as the system does: a name along `PATH`, anything with a slash where it says. */
export function findProgram(name: string, path: string, cwd: string | null = null): Program {
  const places = name.includes("/")
    ? [resolve(cwd ?? ".", name)]
    : path.split(":").map((directory) => join(directory, name));
  let error: "ENOENT" | "EACCES" = "ENOENT";
  for (const place of places) {
    const found = look(place);
    if (found === "program") return { path: place };
    if (found === "EACCES") error = "EACCES";
  }
  return { error };
}

function look(place: string): "program" | "ENOENT" | "EACCES" {
  try {
    if (!statSync(place).isFile()) return "EACCES";
    accessSync(place, constants.X_OK);
    return "program";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EACCES" ? "EACCES" : "ENOENT";
  }
}

/**
 * What rdump starts its readers and movers with: util-linux's `setpriv` asks the kernel to end them when rdump ends,
 * however that ends, and then becomes the program itself. Empty where there is none that can do that.
 */
export function lifeline(path: string): readonly string[] {
  const found = findProgram("setpriv", path);
  if ("error" in found || realpathSync(found.path).endsWith("/busybox")) return [];
  return ["setpriv", "--pdeathsig", "KILL", "--"];
}

/** Said before a run where readers and movers would outlive an rdump that is killed; null where they do not. */
export function withoutLifeline(env: NodeJS.ProcessEnv): Diagnostic | null {
  if (lifeline(cleanEnvironment(env).PATH ?? "").length > 0) return null;
  return {
    code: "no-lifeline",
    severity: "warning",
    summary: "What rdump starts would outlive it",
    detail:
      "There is no setpriv of util-linux here. Should this rdump be killed, what reads and copies for it goes on, and can be in the way of the next run. Install util-linux.",
  };
}
