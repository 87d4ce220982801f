import { closeSync, fstatSync, openSync } from "node:fs";
import { effectiveUser, flawOf } from "./standing.ts";

/**
 * Opens a file with a secret, to hand it over, or says why not: Node's code, or `EUNTRUSTED` where another user owns it or can
 * write to it. Its path is checked with the config; this is the file that is really opened.
 */
export function openSecret(path: string): { readonly descriptor: number } | { readonly error: string } {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (error) {
    return { error: (error as NodeJS.ErrnoException).code ?? "UNKNOWN" };
  }
  const stat = fstatSync(descriptor);
  if (!stat.isFile() || flawOf(stat, effectiveUser()) === null) return { descriptor };
  closeSync(descriptor);
  return { error: "EUNTRUSTED" };
}
