import { archivesLine } from "./archiver.ts";
import type { Facts, Pool, Wish } from "./facts.ts";
import type { Source } from "./sources.ts";

/** The targets of a volume as the config declares them, and sentences about them. */
export interface Targets {
  readonly lines: readonly string[];
  readonly notes: readonly string[];
  /** The directory of its mirror; null without one. */
  readonly directory: string | null;
}

export const KEEP = 'keep: "standard"';

export function targetsOf(name: string, source: Source, wish: Wish, facts: Facts, rooms: Rooms): Targets {
  const lines: string[] = [];
  const notes: string[] = [];
  const dataset = source.text.type === "zfs" ? String(source.text.dataset) : null;
  if (dataset !== null) lines.push(`snapshots: { every: "daily", ${KEEP} },`);
  if (wish.repository !== null) lines.push(archivesLine(wish.repository, KEEP));
  const directory = wish.mirror === null ? null : `${wish.mirror}/${name}`;
  const mirrors =
    directory === null ? [] : [`{ path: ${JSON.stringify(directory)}${mountOf(wish, facts)}, every: "daily" }`];
  const pool = wish.directories === null || wish.repository === null ? rooms.take(dataset, source.mount.used) : null;
  const copy =
    pool === null
      ? ""
      : `{ dataset: ${JSON.stringify(`${pool}/rdump/${nameOf(facts.hostname)}/${name}`)}, every: "daily", ${KEEP} }`;
  if (copy !== "" && dataset === null) mirrors.push(copy);
  if (mirrors.length > 0) lines.push(`mirrors: [${mirrors.join(", ")}],`);
  if (copy !== "" && dataset !== null) lines.push(`replicas: [${copy}],`);
  if (dataset !== null && lines.length === 1) {
    notes.push(
      "It has snapshots only, and no copy on another disk: no other pool has space for it. Name a repository.",
    );
  }
  return { lines, notes, directory };
}

function mountOf({ mirror }: Wish, { mounts }: Facts): string {
  const mount =
    mirror === null
      ? "/"
      : pointHolding(
          mirror,
          mounts.map(({ point }) => point),
        );
  return mount === "/" ? "" : `, mount: ${JSON.stringify(mount)}`;
}

/** The deepest of these mount points that is above the path, or the path itself. */
export function pointHolding(path: string, points: readonly string[]): string {
  const above = points.filter((point) => point === "/" || path === point || path.startsWith(`${point}/`));
  return above.reduce((best, point) => (point.length > best.length ? point : best), "/");
}

/** A part of a dataset name. */
export function nameOf(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 60)
      .replace(/-+$/, "") || "host"
  );
}

/** The pools that take copies, and their space. Copies of all volumes use at most half of the free space of a pool. */
export class Rooms {
  readonly #free: Map<string, number>;

  constructor({ zfs }: Facts) {
    const isUsable = ({ health, readOnly }: Pool) => !readOnly && (health === "ONLINE" || health === "DEGRADED");
    const pools = "found" in zfs ? zfs.found.pools.filter(isUsable) : [];
    this.#free = new Map(pools.map(({ name, free }) => [name, free / 2]));
  }

  /** The pool with the most space, which must not be that of the dataset. Null: none has enough. */
  take(dataset: string | null, used: number | null): string | null {
    const own = dataset?.split("/")[0];
    const others = [...this.#free].filter(([name]) => name !== own).sort(([, a], [, b]) => b - a);
    const [best] = others;
    if (best === undefined || used === null || used > best[1]) return null;
    this.#free.set(best[0], best[1] - used);
    return best[0];
  }
}
