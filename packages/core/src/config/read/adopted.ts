import { type Adopted, type AdoptedPoints, adoptedTwice } from "../../model/adopted.ts";
import type { Cursor } from "../cursor.ts";
import { parseName } from "../exclude/name.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import { alone } from "../resolve/alone.ts";

/** Null: the config has none. Whether a group has such points is known only of the system. */
export function readAdopted(cursor: Cursor, report: Report): Adopted | null {
  if (!cursor.exists) return null;
  const entries = cursor
    .entries()
    .map(([address, points]): [string, AdoptedPoints] => [address, readPoints(points, report)]);
  const adopted = Object.fromEntries(entries);
  const twice = adoptedTwice(adopted);
  if (twice !== null) report.add("config-adopted-twice", cursor.keySpan, twiceText(twice));
  return adopted;
}

function readPoints(points: Cursor, report: Report): AdoptedPoints {
  const [ids, names] = [new Set<string>(), new Set<string>()];
  for (const point of points.items()) {
    alone(point, ["id", "names"], report);
    const [id, pattern] = [point.at("id").text(), point.at("names").text()];
    if (id !== null) ids.add(id);
    if (pattern === null) continue;
    const pieces = parseName(pattern);
    if (typeof pieces === "string") report.add("config-bad-adopted-names", point.at("names").span, pieces);
    else names.add(pattern);
  }
  return { ids: [...ids].sort(), names: [...names].sort() };
}

export function twiceText({ id, addresses }: NonNullable<ReturnType<typeof adoptedTwice>>): string {
  const [one, other] = addresses.map(quoted);
  return `${one} and ${other} both adopt ${quoted(id)}, and each would expire it by its own keep rules. Remove this point from one of the two groups.`;
}
