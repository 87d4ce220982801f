import { matchesNames, type ResolvedPoint } from "../config/adopted-file.ts";
import type { AdoptedLine } from "../config/edit/adopted.ts";
import { isoOf } from "../model/instant.ts";
import { byAge, type Point } from "../model/point.ts";

/** The points that a user chose, and the lines that declare them. */
export interface Adoption {
  /** Oldest first. */
  readonly points: readonly ResolvedPoint[];
  readonly lines: readonly AdoptedLine[];
  /** By pattern: the points that it names, also those that it named before. */
  readonly resolved: ReadonlyMap<string, readonly ResolvedPoint[]>;
}

/** A text that names no point. */
export interface NamesNothing {
  readonly namesNothing: string;
}

/**
 * What the texts of a user name: each is the name or the identity of a point, or a pattern of names. `adopted`: the points
 * that the config adopts now. Pure.
 */
export function adoptionOf(
  wanted: readonly string[],
  adoptable: readonly Point[],
  adopted: readonly Point[],
): Adoption | NamesNothing {
  const chosen = new Map<string, Point>();
  const lines: AdoptedLine[] = [];
  const resolved = new Map<string, readonly ResolvedPoint[]>();
  for (const text of wanted) {
    const exact = adoptable.find(({ id, name }) => id === text || name === text);
    if (exact !== undefined) {
      chosen.set(exact.id, exact);
      lines.push({ id: exact.id });
      continue;
    }
    const matching = [...adopted, ...adoptable].filter(({ name }) => matchesNames(text, name));
    if (!/[*?[]/.test(text) || matching.length === 0) return { namesNothing: text };
    for (const point of matching) chosen.set(point.id, point);
    lines.push({ names: text });
    resolved.set(text, pointsOf(matching));
  }
  return { points: pointsOf([...chosen.values()]), lines, resolved };
}

function pointsOf(points: readonly Point[]): readonly ResolvedPoint[] {
  return [...points].sort(byAge).map(({ id, name, time }) => ({ id, name, time: isoOf(time) }));
}
