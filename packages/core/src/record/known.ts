import type { Mark } from "../model/point.ts";
import type { Marks, PointRecord } from "../model/record.ts";

/** By the identity of a repository: the marks of the objects that the record knows. */
export function knownMarks({ seen, points }: PointRecord): ReadonlyMap<string, Marks> {
  const known = new Map<string, Map<string, Mark | null>>();
  for (const point of points.values()) {
    // The listing itself says that an adopted object has no mark.
    if (point.subject === null || point.adopted === true) continue;
    const marks = known.get(point.subject);
    if (marks === undefined) known.set(point.subject, new Map([...(seen.get(point.subject) ?? []), [point.id, point]]));
    else marks.set(point.id, point);
  }
  return new Map([...seen, ...known]);
}
