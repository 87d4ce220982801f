import {
  adoptedPath,
  type Config,
  type Diagnostic,
  openTrustedConfig,
  parseResolved,
  type ResolvedNames,
  shellWord,
  unresolvedNames,
  visible,
  withResolved,
} from "@rdump/core";
import { CLI } from "./codes.ts";

/** Some 200,000 points. */
const LARGEST = 32 * 1024 * 1024;

/**
 * The points that `rdump adopt` resolved for the config at this path. It decides what counts as own, so it must be trusted
 * like the config. Throws a `Failure` if it is not, or is damaged. Without the file, nothing is resolved.
 */
export async function readResolved(config: string): Promise<ResolvedNames> {
  const path = adoptedPath(config);
  const file = await openTrustedConfig(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error.code === undefined ? error : unreadable(path, error.message);
  });
  if (file === null) return {};
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > LARGEST) throw unreadable(path, "it is no regular file of less than 32 MiB");
    return parseResolved(await file.readFile("utf8"), path);
  } finally {
    await file.close();
  }
}

/** The config with the identities of its patterns, and warnings about patterns without any. */
export async function withAdoptedFile(
  config: Config,
  file: string,
): Promise<{ readonly config: Config; readonly unresolved: readonly Diagnostic[] }> {
  const hasPattern = Object.values(config.adopted ?? {}).some(({ names }) => names.length > 0);
  if (!hasPattern) return { config, unresolved: [] };
  const resolved = await readResolved(file);
  const unresolved = unresolvedNames(config, resolved).map(([address, names]) => notResolved(address, names));
  return { config: withResolved(config, resolved), unresolved };
}

function notResolved(address: string, names: string): Diagnostic {
  const detail = `${visible(names)} was never resolved into points, so the points that match the pattern do not count as own. To resolve the pattern:\nrdump adopt ${visible(shellWord(address))} ${visible(shellWord(names))} --write`;
  return CLI.warning("adopt-unresolved", detail, { address });
}

function unreadable(path: string, why: string) {
  return CLI.failure("adopt-file-unreadable", `${visible(path)} cannot be read: ${visible(why)}. Nothing was done.`);
}
