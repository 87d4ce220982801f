import { join } from "node:path/posix";
import type { ReadIo } from "@rdump/core/provider";
import { isRemote } from "../naming/location.ts";

const MOST_NAMES = 32;

/**
 * The files that `borg init` writes before its first commit. The commit writes the indexes and further segments.
 */
const BEGUN = /^(README|config|config-\w+\.tmp|data|nonce|lock\.exclusive|lock\.exclusive\.\w+|lock\.roster)$/;

/**
 * Whether a directory without a repository is the rest of an interrupted `borg init`: only files of borg's first step,
 * and no data except for the first commit. Nothing was ever archived into it. This can only be checked on this host.
 */
export async function isUnfinishedAt(io: ReadIo, location: string): Promise<boolean> {
  if (isRemote(location)) return false;
  const names = await namesIn(io, location);
  if (names === null || !names.includes("README") || !names.every((name) => BEGUN.test(name))) return false;
  const data = join(location, "data");
  const facts = await io.lstat(data);
  if (facts === null) return true;
  if (facts.kind !== "directory") return false;
  const folders = (await namesIn(io, data)) ?? [];
  if (!folders.every((name) => name === "0")) return false;
  const segments = (await namesIn(io, join(data, "0"))) ?? [];
  const isTorn = async () => ((await io.lstat(join(data, "0", "1")))?.size ?? 0) < COMMIT;
  return segments.every((name) => name === "0" || name === "1") && (!segments.includes("1") || (await isTorn()));
}

/** The size of a segment with only a commit. A smaller segment has no commit. */
const COMMIT = 17;

async function namesIn(io: ReadIo, path: string): Promise<readonly string[] | null> {
  const names = await io.names(path, MOST_NAMES);
  return names?.map(String) ?? null;
}
