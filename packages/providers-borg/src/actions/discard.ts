import { setTimeout as sleep } from "node:timers/promises";
import { type CommandResult, type Diagnostic, lastOutput, type RunIo, type Step, visible } from "@rdump/core/provider";
import { BORG } from "../codes/index.ts";
import { discardCommand } from "../commands.ts";
import { isTorn } from "../discovery/cache.ts";

/** The directory of the torn cache of borg, which is removed first. */
export type TornCache = string | null;

export function discards(cache: TornCache): readonly Step[] {
  return cache === null ? [] : [discardCommand(cache)];
}

/** More time than a running borg needs for one change of its cache, in milliseconds. */
const MOMENT = 2_000;

/**
 * Removes a torn cache. Checks once more before: an earlier action may have removed it, and borg may have built a new
 * one. Then checks again after a delay, because a cache that borg is changing looks torn for a moment.
 */
export async function discardTorn(cache: TornCache, io: RunIo): Promise<Diagnostic | null> {
  if (cache === null || !(await isTorn(io, cache))) return null;
  await sleep(MOMENT);
  if (!(await isTorn(io, cache))) return null;
  const result = await io.run(discardCommand(cache));
  return result.exitCode === 0 ? null : notDiscarded(cache, result);
}

function notDiscarded(cache: string, result: CommandResult): Diagnostic {
  const detail = `borg's cache in ${visible(cache)} is damaged and could not be removed: ${lastOutput(result)}. A cache contains no backups. Remove the directory, then apply again.`;
  return BORG.error("borg-cache-not-removed", detail);
}
