import type { Json } from "@rdump/core/provider";
import type { FormatName } from "../formats/names.ts";
import type { Base } from "../manifest.ts";
import { volumeDirectory } from "../naming/files.ts";

/** The observed state of a repository that a plan depends on. */
export type RepositoryFacts =
  | { readonly repository: "absent" }
  | {
      readonly repository: "present";
      readonly id: string;
      /** The directories of points with an earlier name of the volume or of the owner, by id. */
      readonly elsewhere?: { readonly [id: string]: string };
      /** The bases of archives that are differences, by the ids of these. */
      readonly bases?: { readonly [id: string]: Base };
      /** The formats of points that are not `tar`, by id. */
      readonly formats?: { readonly [id: string]: FormatName };
      /** Archives of the volume that interrupted runs of this machine left. */
      readonly unfinished?: readonly string[];
    };

/** core returns facts unchanged; null means a group with a gap. */
function factsIn(facts: Json): RepositoryFacts | null {
  return facts as RepositoryFacts | null;
}

export function isAbsent(facts: Json): boolean {
  return factsIn(facts)?.repository === "absent";
}

/** The identity of a present repository. */
export function repositoryIdIn(facts: Json): string | null {
  const known = factsIn(facts);
  return known?.repository === "present" ? known.id : null;
}

export function unfinishedIn(facts: Json): readonly string[] {
  const known = factsIn(facts);
  return known?.repository === "present" ? (known.unfinished ?? []) : [];
}

/** The directory of a point, below the location. */
export function directoryOf(facts: Json, id: string, of: Parameters<typeof volumeDirectory>[0]): string {
  const known = factsIn(facts);
  return (known?.repository === "present" ? known.elsewhere?.[id] : undefined) ?? volumeDirectory(of);
}

/** The archives that must be extracted before this one, in order. */
export function basesOf(facts: Json, id: string): readonly Base[] {
  const known = factsIn(facts);
  const bases = known?.repository === "present" ? (known.bases ?? {}) : {};
  const found: Base[] = [];
  for (let base = bases[id]; base !== undefined && !found.includes(base); base = bases[base.id]) found.unshift(base);
  return found;
}

/** The format of a point. */
export function formatIn(facts: Json, id: string): FormatName {
  const known = factsIn(facts);
  return (known?.repository === "present" ? known.formats?.[id] : undefined) ?? "tar";
}
