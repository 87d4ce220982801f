import type { Diagnostic, Mark, Point, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { markOf, pointOf, sameMark } from "../discovery/belongings.ts";
import type { Look } from "../discovery/look.ts";

/** What is in a repository of the one archive that a run makes of a volume. */
export interface FoundArchives {
  readonly complete: Point | null;
  /** An archive that was not checked, or a checkpoint of it. */
  readonly partial: boolean;
  /** Archives of such a name that the run did not make. */
  readonly strangers: readonly string[];
}

/** Looks for the archive `name` and what may have been left on the way to it. An absent repository holds none. */
export async function findArchives(
  look: Look,
  io: ReadIo,
  access: Access,
  mark: Mark,
  name: string,
): Promise<FoundArchives | { readonly diagnostic: Diagnostic }> {
  const sight = await look(io, access, { glob: `${name}*`, fields: ["comment", "command_line"] });
  if (sight.state === "hidden") return { diagnostic: sight.diagnostic };
  let complete: Point | null = null;
  let partial = false;
  const strangers: string[] = [];
  for (const archive of sight.state === "present" ? sight.listing.archives : []) {
    if (archive.name !== name && !archive.name.startsWith(`${name}.`)) continue;
    const point = sameMark(markOf(archive), mark) ? pointOf(archive, mark) : null;
    if (point === null) strangers.push(archive.name);
    else if (point.complete) complete = point;
    else partial = true;
  }
  return { complete, partial, strangers };
}

export function takenName(access: Access, names: readonly string[]): Diagnostic {
  return {
    code: "borg-name-taken",
    severity: "error",
    summary: "An archive of this name is somebody else's",
    detail: `The repository "${access.name}" holds ${JSON.stringify(names[0])}, which this run did not make: its comment bears another mark, or none. Nothing was done to it. Give the volume another name, or rename that archive with \`borg rename\`.`,
  };
}

export function notRenamed(access: Access, name: string): Diagnostic {
  return {
    code: "borg-not-renamed",
    severity: "error",
    summary: "An archive is not there under its name",
    detail: `borg made ${name} in the repository "${access.name}" and said that it gave it this name, but its list shows no such archive of this run. Somebody else may be at work in the repository. Apply again.`,
  };
}
