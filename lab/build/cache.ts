import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";

const LAB = join(import.meta.dirname, "..");
const HALF_MADE = "making-";
/** How many of a stage are kept: a branch with another recipe, and one more. */
const KEPT = 3;
/** A running machine boots from it again after a power cut. */
const IN_USE = 6 * 3600_000;

export function cacheDirectory(): string {
  const directory = join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "rdump-lab");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  return directory;
}

/** A name for what is made by these files of `lab/` from these ingredients. */
export function keyOf(files: readonly string[], ingredients: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(LAB, file)))
      .update("\0");
  for (const ingredient of ingredients) hash.update(`${ingredient}\0`);
  return hash.digest("hex").slice(0, 16);
}

/** Where a stage is; null when it is not made. Takes note that it is in use. */
export function findStage(stage: string, key: string): string | null {
  const directory = join(cacheDirectory(), `${stage}-${key}`);
  if (!existsSync(directory)) return null;
  const now = new Date();
  try {
    utimesSync(directory, now, now);
  } catch {
    // Of another user: it can be read all the same.
  }
  return directory;
}

/** Makes a stage in a directory of its own, and gives it its name when it is whole. Only under the lock. */
export async function makeStage(
  stage: string,
  key: string,
  make: (directory: string) => Promise<void>,
): Promise<string> {
  const found = findStage(stage, key);
  if (found !== null) return found;
  const cache = cacheDirectory();
  for (const name of readdirSync(cache).filter((each) => each.startsWith(HALF_MADE))) {
    rmSync(join(cache, name), { recursive: true, force: true });
  }
  const directory = join(cache, `${HALF_MADE}${stage}-${key}`);
  mkdirSync(directory);
  await make(directory);
  const made = join(cache, `${stage}-${key}`);
  renameSync(directory, made);
  forgetOld(cache, stage);
  return made;
}

/** Keeps those of a stage that were used last. */
function forgetOld(cache: string, stage: string): void {
  const made = readdirSync(cache).filter((name) => new RegExp(`^${stage}-[0-9a-f]{16}$`).test(name));
  const paths = made.map((name) => join(cache, name));
  const used = (path: string) => statSync(path).mtimeMs;
  const old = paths.sort((a, b) => used(b) - used(a)).slice(KEPT);
  for (const path of old.filter((each) => Date.now() - used(each) > IN_USE)) rmSync(path, { recursive: true });
}
