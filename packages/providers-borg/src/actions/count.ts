import { type Diagnostic, type FileCount, type ReadIo, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { parseCounted } from "../answers/counted.ts";
import { fieldsOf, parseJson, textOf } from "../answers/shape.ts";
import { BORG } from "../codes/index.ts";
import { holdsCommand, infoCommand } from "../commands.ts";

/** The archive with which a new one is compared. */
export type PreviousArchive = { readonly id: string; readonly name: string };

export interface Comparison {
  readonly count: FileCount;
  /** Why the new archive could not be compared with the previous one; null if it was, or if there is none. */
  readonly warning: Diagnostic | null;
}

/** The identity of an archive, and the counts of borg: regular files, and bytes. */
interface Counted {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
}

interface CountInput {
  readonly access: Access;
  readonly previous: PreviousArchive | null;
  readonly integrityFiles: readonly string[];
}

/** Compares the number of files of an archive with the previous archive of its group. */
export async function compareWith(input: CountInput, made: Counted, io: ReadIo): Promise<Comparison> {
  const { access, previous } = input;
  const has = made.files - (await integrityIn(input, made, io));
  const alone = { count: { had: null, gone: 0, has }, warning: null };
  if (previous === null) return alone;
  const result = await io.query(infoCommand(access, previous.name));
  if (result.exitCode === 2 && result.stderr.includes("Archive.DoesNotExist")) return alone;
  const before = result.exitCode === 0 || result.exitCode === 1 ? parseCounted(result.stdout) : null;
  if (before === null) return { ...alone, warning: notCompared(access, previous) };
  // Another archive with that name is not part of this group.
  if (before.id !== previous.id) return alone;
  const had = before.files - (await integrityIn(input, { ...previous, ...before }, io));
  const bytes = { had: before.bytes, has: made.bytes };
  return { count: { had, gone: Math.max(0, had - has), has, bytes }, warning: null };
}

/** Searching more files takes long, and a few files of so many do not matter. */
const FEW_FILES = 100;

/**
 * The number of files of an archive that are integrity data of rdump: a source without its disk has only these. They
 * can be excluded, and the first archive has fewer, so they are counted if they could hide a loss.
 */
async function integrityIn(
  { access, integrityFiles }: CountInput,
  { name, files }: Counted,
  io: ReadIo,
): Promise<number> {
  const most = Math.min(files, integrityFiles.length);
  if (most === 0 || files > FEW_FILES) return most;
  const { exitCode, stdout } = await io.query(holdsCommand(access, name, integrityFiles));
  if (exitCode !== 0 && exitCode !== 1) return most;
  const paths = stdout
    .toString("utf8")
    .split("\n")
    .map((line) => textOf(fieldsOf(parseJson(line)).path));
  return Math.min(most, integrityFiles.filter((path) => paths.includes(path)).length);
}

function notCompared({ name: repository }: Access, { name }: PreviousArchive): Diagnostic {
  const detail = `borg did not report how many files the archive ${visible(name)} in the repository ${JSON.stringify(repository)} has. So rdump cannot know whether the source has lost files since then. Look at the archive with \`borg info\`, and check the repository.`;
  return BORG.warning("borg-not-compared", detail);
}
