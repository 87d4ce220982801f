import { createHash } from "node:crypto";
import { join } from "node:path/posix";
import { type Command, type FileWrite, mover } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import type { FileDigest } from "../manifest.ts";
import { stateFile } from "../naming/files.ts";
import type { FormatName } from "./names.ts";

/** A larger state is not used. */
export const LARGEST_STATE = 256 * 1024 * 1024;

export function digestOf(content: Buffer): FileDigest {
  return { bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
}

const FOUND = { tar: "what tar remembers of directories and files", names: "the names of directories and files" };

/** What the next archive needs. It is found when the action runs, and can be many megabytes. */
export function stateWrite(path: string, temporary?: string, of: keyof typeof FOUND = "tar"): FileWrite {
  const named = temporary === undefined ? {} : { temporary };
  return { do: "write", path, content: "", mode: 0o600, found: FOUND[of], bulk: true, ...named };
}

/** The state before an archive is not needed any more. Null: there is none. */
export function forgetCommand(
  { location }: Access,
  previous: { readonly directory: string; readonly base: string } | null,
  format: FormatName = "tar",
): Command | null {
  if (previous === null) return null;
  const here = { cwd: join(location, previous.directory), closed: true, condition: "if the archive counts" };
  return mover(["rm", "--force", "--", stateFile(previous.base, format)], here);
}
