import { type Diagnostic, type FileCount, type ReadIo, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { parseCounted } from "../answers/counted.ts";
import { infoCommand } from "../commands.ts";

/** An archive that a new one is held against. */
export type PreviousArchive = { readonly id: string; readonly name: string };

export interface Comparison {
  readonly count: FileCount;
  /** Why the new archive could not be held against the one before; null when it could, or there is none. */
  readonly warning: Diagnostic | null;
}

/**
 * How many files an archive has against the one before it in its group. The integrity data that rdump itself puts into the
 * tree is not counted: a source whose disk is gone is empty but for that.
 */
export async function compareWith(
  { access, previous, hasSurefile }: CountInput,
  files: number,
  io: ReadIo,
): Promise<Comparison> {
  const own = (count: number) => Math.max(0, count - (hasSurefile ? 1 : 0));
  const has = own(files);
  const alone = { count: { had: null, gone: 0, has }, warning: null };
  if (previous === null) return alone;
  const result = await io.query(infoCommand(access, previous.name));
  if (result.exitCode === 2 && result.stderr.includes("Archive.DoesNotExist")) return alone;
  const before = result.exitCode === 0 || result.exitCode === 1 ? parseCounted(result.stdout) : null;
  if (before === null) return { ...alone, warning: notCompared(access, previous) };
  // An archive of that name that is another one says nothing of this group.
  if (before.id !== previous.id) return alone;
  const had = own(before.files);
  return { count: { had, gone: Math.max(0, had - has), has }, warning: null };
}

interface CountInput {
  readonly access: Access;
  readonly previous: PreviousArchive | null;
  readonly hasSurefile: boolean;
}

function notCompared({ name: repository }: Access, { name }: PreviousArchive): Diagnostic {
  return {
    code: "borg-not-compared",
    severity: "warning",
    summary: "An archive could not be held against the one before",
    detail: `borg does not say how many files ${visible(name)} in the repository ${JSON.stringify(repository)} has, so it is not known whether the source lost files since. Look at it with \`borg info\`, and check the repository.`,
  };
}
