import type { Diagnostic, Mark, Point, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { BORG } from "../codes/index.ts";
import type { Look } from "../discovery/look.ts";
import { pointOf, sameMark } from "../discovery/owned-archives.ts";

/** The states of the archive of a run in a repository. */
export interface FoundArchives {
  readonly complete: Point | null;
  /** The identity of the repository; null while there is none. */
  readonly repositoryId: string | null;
  /** An archive without some files, an unchecked archive, or a checkpoint. */
  readonly partial: boolean;
  /** Archives of such a name that the run did not make. */
  readonly strangers: readonly string[];
}

/** Finds the archive `name` and its earlier stages. An absent repository has none. */
export async function findArchives(
  look: Look,
  io: ReadIo,
  access: Access,
  mark: Mark,
  name: string,
): Promise<FoundArchives | { readonly diagnostic: Diagnostic }> {
  const view = await look(io, access, { glob: `${name}*`, fields: ["comment", "command_line"] });
  if (view.state === "hidden") return { diagnostic: view.diagnostic };
  let complete: Point | null = null;
  let partial = false;
  const strangers: string[] = [];
  for (const archive of view.state === "present" ? view.listing.archives : []) {
    if (archive.name !== name && !archive.name.startsWith(`${name}.`)) continue;
    const point = sameMark(archive.mark ?? null, mark) ? pointOf(archive, mark) : null;
    if (point === null) strangers.push(archive.name);
    else if (point.state === "complete") complete = point;
    else partial = true;
  }
  const repositoryId = view.state === "present" ? view.listing.repositoryId : null;
  return { complete, repositoryId, partial, strangers };
}

export function takenName(access: Access, names: readonly string[]): Diagnostic {
  const detail = `The repository "${access.name}" already has the archive ${JSON.stringify(names[0])}. This run did not make that archive: its comment has another mark or no mark. The archive was not changed. Rename the archive with \`borg rename\`, or give the volume another name.`;
  return BORG.error("borg-name-taken", detail);
}

export function notRenamed(access: Access, name: string): Diagnostic {
  const detail = `borg reported that it made ${name} in the repository "${access.name}", but the list does not show this archive. Another program may be changing the repository. Apply again.`;
  return BORG.error("borg-not-renamed", detail);
}
