/**
 * What the tree of a point is a state of, by its declared names. A difference to a point that was read from something else
 * would miss each file that is older than that point. `disk`: the identity of the file system or dataset; null: not known.
 */
export type ReadFrom = { readonly name: string; readonly disk: string | null };

/** The part in which two of them differ; null: they can be the same. */
export function otherPart(one: ReadFrom, other: ReadFrom): keyof ReadFrom | null {
  if (one.name !== other.name) return "name";
  return one.disk === null || other.disk === null || one.disk === other.disk ? null : "disk";
}
