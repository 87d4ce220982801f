import { type Diagnostic, visible } from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import type { Fault, Listed, Stored } from "./archives.ts";

/**
 * Archives whose base is missing are faults: nothing can be restored from them, and they are not deleted. Each archive is
 * looked at once: somebody who can write to the disk can make one chain of all archives of a directory.
 */
export function withoutBroken({ archives, faults }: Listed): Listed {
  const missingBase = missingBases(new Map(archives.map((archive) => [archive.point.id, archive])));
  const broken = new Map<string, Stored[]>();
  for (const archive of archives) {
    const missing = missingBase(archive);
    if (missing === null) continue;
    const others = broken.get(missing);
    if (others === undefined) broken.set(missing, [archive]);
    else others.push(archive);
  }
  if (broken.size === 0) return { archives, faults };
  const found = [...broken].flatMap(([missing, each]) => {
    const diagnostic = baseMissing(missing, each);
    return each.map(({ directory, base }): Fault => ({ directory, base, diagnostic }));
  });
  const lost = new Set([...broken.values()].flat());
  return { archives: archives.filter((archive) => !lost.has(archive)), faults: [...faults, ...found] };
}

function baseOf({ manifest }: Stored) {
  return manifest?.levels?.base ?? null;
}

/** The name of the first missing archive that an archive needs; null: it has all. */
function missingBases(byId: ReadonlyMap<string, Stored>): (archive: Stored) => string | null {
  const known = new Map<string, string | null>();
  return (archive) => {
    const way = new Set<string>();
    let missing: string | null = null;
    for (let at: Stored | undefined = archive; at !== undefined; ) {
      const found = known.get(at.point.id);
      if (found !== undefined) {
        missing = found;
        break;
      }
      way.add(at.point.id);
      const base = baseOf(at);
      at = base === null || way.has(base.id) ? undefined : byId.get(base.id);
      if (base !== null && at === undefined) missing = base.name;
    }
    for (const id of way) known.set(id, missing);
    return missing;
  };
}

const MOST_NAMED = 8;

function baseMissing(missing: string, broken: readonly Stored[]): Diagnostic {
  const names = broken.slice(0, MOST_NAMED).map(({ base }) => visible(base));
  const more = broken.length > MOST_NAMED ? `, and ${broken.length - MOST_NAMED} more` : "";
  const detail = `The archive ${visible(missing)} is missing or cannot be used. These archives are based on it: ${names.join(", ")}${more}. They do not count as points, and their files stay. Restore the files of ${visible(missing)} from a copy, or move the others away. The next archive is full.`;
  return DIRECTORY.warning("directory-base-missing", detail);
}
