import { join } from "node:path/posix";
import type { ReadIo } from "@rdump/core/provider";

const MOST_NAMES = 32;

/** The directories that `restic init` makes before it writes the key, and then the config. */
const BEGUN = /^(data|index|keys|locks|snapshots|config-tmp-\d+)$/;

/**
 * What a local directory without a file `config` is. `unfinished`: the rest of an interrupted `restic init`. Its key must
 * not be used by a second `init`: restic would open the repository with either of the two keys. `used`: a repository that
 * has lost its config.
 */
export async function layoutAt(io: ReadIo, path: string): Promise<"empty" | "unfinished" | "used" | "other"> {
  const names = (await io.names(path, MOST_NAMES))?.map(String);
  if (names === undefined) return "other";
  if (names.length === 0) return "empty";
  if (!names.every((name) => BEGUN.test(name))) return "other";
  for (const kept of ["snapshots", "index"]) {
    if (((await io.names(join(path, kept), 1)) ?? []).length > 0) return "used";
  }
  return "unfinished";
}
