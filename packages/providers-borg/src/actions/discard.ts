import { type CommandResult, type Diagnostic, type RunIo, type Step, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { discardCommand } from "../commands.ts";
import { cacheOf, isTorn } from "../discovery/cache.ts";

/** What borg is to work with. */
export interface CacheInput {
  readonly access: Access;
  /** The id of the repository, when its cache is torn: that is removed first. */
  readonly tornCache: string | null;
}

export function discards({ access, tornCache }: CacheInput): readonly Step[] {
  const cache = tornCache === null ? null : cacheOf(access, tornCache);
  return cache === null ? [] : [discardCommand(cache)];
}

/** Removes a torn cache. Looks once more before it does: an action before this one may have done it, and borg has made a new one. */
export async function discardTorn({ access, tornCache }: CacheInput, io: RunIo): Promise<Diagnostic | null> {
  const cache = tornCache === null ? null : cacheOf(access, tornCache);
  if (cache === null || !(await isTorn(io, cache))) return null;
  const result = await io.run(discardCommand(cache));
  return result.exitCode === 0 ? null : notDiscarded(access, cache, result);
}

function notDiscarded({ name }: Access, cache: string, { stderr, notStarted }: CommandResult): Diagnostic {
  const why = notStarted ?? visible(stderr.toString("utf8").trim().slice(0, 500));
  return {
    code: "borg-cache-not-removed",
    severity: "error",
    summary: "borg's torn cache could not be removed",
    detail: `borg's cache of the repository "${name}" in ${visible(cache)} is torn and could not be removed: ${why}. No backup is in it. Remove it, then apply again.`,
  };
}
