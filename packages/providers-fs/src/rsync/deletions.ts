import { shortenedPath } from "@rdump/core/provider";
import { parseStats, type RsyncStats } from "./stats.ts";

/** The deletions of a dry run of the copy. */
export interface Deletions {
  readonly stats: RsyncStats;
  /** Entries, without what a crash left there. */
  readonly count: number;
  /** The first of them by path, as rsync prints them; none when rsync printed no paths. */
  readonly examples: readonly string[];
}

/**
 * What a crash leaves in a mirror: a mark, and files of rsync, under their temporary names. The next copy deletes them, and
 * they are no loss of the source.
 */
const UNFINISHED = /^\.rdump-probe(\/|$)|^\.\.rdump\.json\.[0-9a-f]{12}\.tmp$|(^|\/)\.[^/]+\.[A-Za-z0-9]{6}$/;

const MOST_EXAMPLES = 3;

/** Null when the statistics are missing. `stdout`: of a dry run with `--info=del,stats2`. */
export function parseDeletions(stdout: string): Deletions | null {
  const stats = parseStats(stdout);
  if (stats === null) return null;
  const paths: string[] = [];
  for (const [, path = ""] of stdout.matchAll(/^deleting (.+)$/gm)) paths.push(path);
  const lost = paths.filter((path) => !UNFINISHED.test(path));
  return { stats, count: stats.deleted - (paths.length - lost.length), examples: lost.sort().slice(0, MOST_EXAMPLES) };
}

/** The first of very many paths, for a message; empty without one. */
export function examplesText(paths: readonly string[], count: number): string {
  const examples = paths.slice(0, MOST_EXAMPLES).map(shortenedPath);
  if (examples.length === 0) return "";
  return ` (${examples.join(", ")}${count > examples.length ? ", …" : ""})`;
}
