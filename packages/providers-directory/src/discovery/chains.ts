import { type Diagnostic, visible } from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import type { Fault, Listed, Stored } from "./archives.ts";

/** Archives whose base is missing are faults: nothing can be restored from them, and they are not deleted. */
export function withoutBroken({ archives, faults }: Listed): Listed {
  const byId = new Map(archives.map((archive) => [archive.point.id, archive]));
  const broken = new Map<string, Stored[]>();
  for (const archive of archives) {
    const missing = missingBase(archive, byId);
    if (missing !== null) broken.set(missing, [...(broken.get(missing) ?? []), archive]);
  }
  if (broken.size === 0) return { archives, faults };
  const found = [...broken].flatMap(([missing, each]) => {
    const diagnostic = baseMissing(missing, each);
    return each.map(({ directory, base }): Fault => ({ directory, base, diagnostic }));
  });
  const lost = new Set([...broken.values()].flat());
  return { archives: archives.filter((archive) => !lost.has(archive)), faults: [...faults, ...found] };
}

/** The name of the first missing archive that it needs; null: it has all. */
function missingBase(archive: Stored, byId: ReadonlyMap<string, Stored>): string | null {
  const seen = new Set<string>();
  for (let base = archive.manifest?.levels?.base ?? null; base !== null; ) {
    const found = byId.get(base.id);
    if (found === undefined || seen.has(base.id)) return base.name;
    seen.add(base.id);
    base = found.manifest?.levels?.base ?? null;
  }
  return null;
}

const MOST_NAMED = 8;

function baseMissing(missing: string, broken: readonly Stored[]): Diagnostic {
  const names = broken.slice(0, MOST_NAMED).map(({ base }) => visible(base));
  const more = broken.length > MOST_NAMED ? `, and ${broken.length - MOST_NAMED} more` : "";
  const detail = `The archive ${visible(missing)} is missing or cannot be used. These archives are based on it: ${names.join(", ")}${more}. They do not count as points, and their files stay. Restore the files of ${visible(missing)} from a copy, or move the others away. The next archive is full.`;
  return DIRECTORY.warning("directory-base-missing", detail);
}
