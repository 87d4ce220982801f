import { CUT, LONGEST } from "../format/below.ts";
import type { EscapedName } from "../format/escape.ts";
import type { Fingerprint } from "./fingerprint.ts";

/**
 * A directory of a tree, with a link to the one above it and no path: users decide how deep a tree is, and the paths in a
 * chain of directories together are as long as the square of its depth.
 */
export interface Directory {
  /** Null: this is the root. */
  readonly above: Directory | null;
  readonly name: EscapedName;
  /** A fingerprint of the names from the root to here. */
  readonly id: number;
  /** Of the path, with a slash at its end, as far as it is shown. */
  readonly length: number;
  /** The last directory above this one that the shown path names; null: it names this one too. */
  readonly cutBelow: Directory | null;
}

/** An entry by its name. `above` is null for the root of the tree. */
export interface PlacedName {
  readonly above: Directory | null;
  readonly name: EscapedName;
  /** Two trees have the same id for the same path, at any depth. */
  readonly id: number;
}

export const ROOT: PlacedName = { above: null, name: "", id: 0 };

export const placedIn = (above: Directory, name: EscapedName, fingerprint: Fingerprint): PlacedName => ({
  above,
  name,
  id: fingerprint(`${above.id}/${name}`),
});

/** The id of the entry with this path, which is not the root. */
export function idOfPath(path: EscapedName, fingerprint: Fingerprint): number {
  return path.split("/").reduce((id, name) => fingerprint(`${id}/${name}`), ROOT.id);
}

/** An entry as a directory that has others in it. */
export function directoryAt({ above, name, id }: PlacedName): Directory {
  if (above === null) return { above, name, id, length: 0, cutBelow: null };
  const own = ownText(name);
  if (above.length > LONGEST) return { above, name: own, id, length: above.length, cutBelow: above.cutBelow ?? above };
  return { above, name: own, id, length: above.length + own.length + 1, cutBelow: null };
}

/** From the root of the tree, shortened as in `pathBelow`; the root itself is "". */
export function pathOf({ above, name }: PlacedName): EscapedName {
  if (above === null) return name;
  const names: EscapedName[] = [];
  for (let at: Directory | null = above.cutBelow ?? above; at?.above != null; at = at.above) names.push(`${at.name}/`);
  return names.reverse().join("") + (above.cutBelow === null ? "" : CUT) + name;
}

/** A copy that does not keep the text alive of which it was a part. */
export const ownText = (text: string): string => Buffer.from(text, "latin1").toString("latin1");
