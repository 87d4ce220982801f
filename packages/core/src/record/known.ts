import type { Mark } from "../model/point.ts";
import { type Marks, markOfRecorded, type PointRecord } from "../model/record.ts";

/** By the identity of a repository: the marks of the objects that the record knows. */
export function knownMarks({ seen, points }: PointRecord): ReadonlyMap<string, Marks> {
  const known = new Map(Array.from(seen, ([subject, marks]) => [subject, new Map(marks)]));
  for (const point of points.values()) {
    // The listing itself says that an adopted object has no mark.
    if (point.subject === null || point.adopted === true) continue;
    const marks = known.get(point.subject) ?? new Map<string, Mark | null>();
    known.set(point.subject, marks.set(point.id, markOfRecorded(point)));
  }
  return known;
}
