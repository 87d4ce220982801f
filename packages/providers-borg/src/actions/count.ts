import {
  countOf,
  type Diagnostic,
  type FileCount,
  fieldsOf,
  parseJson,
  type ReadIo,
  textOf,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { parseCounted } from "../answers/counted.ts";
import { BORG } from "../codes/index.ts";
import { holdsCommand, infoCommand } from "../commands.ts";

/** The archive with which a new one is compared. */
export type PreviousArchive = {
  readonly id: string;
  readonly name: string;
  /** The counts of borg when the archive was made; absent: borg is queried. */
  readonly count?: { readonly files: number; readonly bytes: number };
};

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

/** Compares the files and bytes of an archive with the previous archive of its group. */
export async function compareWith(input: CountInput, made: Counted, io: ReadIo): Promise<Comparison> {
  const { access, previous } = input;
  const has = await withoutIntegrity(input, made, io);
  const alone = { count: { had: null, gone: 0, has: has.files }, warning: null };
  if (previous === null) return alone;
  const before = previous.count ?? (await countOfPrevious(access, previous, io));
  if (before === "missing") return alone;
  if (before === null) return { ...alone, warning: notCompared(access, previous) };
  const had = await withoutIntegrity(input, { ...previous, ...before }, io);
  const bytes = { had: had.bytes, has: has.bytes };
  const count = { had: had.files, gone: Math.max(0, had.files - has.files), has: has.files, bytes };
  return { count, warning: null };
}

/** Null if borg does not say. Another archive with that name is not part of this group. */
async function countOfPrevious(
  access: Access,
  { id, name }: PreviousArchive,
  io: ReadIo,
): Promise<Pick<Counted, "files" | "bytes"> | "missing" | null> {
  const result = await io.query(infoCommand(access, name));
  if (result.exitCode === 2 && result.stderr.includes("Archive.DoesNotExist")) return "missing";
  const before = result.exitCode === 0 || result.exitCode === 1 ? parseCounted(result.stdout) : null;
  return before !== null && before.id !== id ? "missing" : before;
}

/** Searching more files takes long, and a few files of so many do not matter. */
const FEW_FILES = 100;

/**
 * An archive without rdump's integrity data: a source without its disk has nothing else. The data can be excluded, and the
 * first archive has less of it, so borg is asked for it where it could hide a loss. In larger archives its size is not
 * subtracted.
 */
async function withoutIntegrity(
  { access, integrityFiles }: CountInput,
  { name, files, bytes }: Counted,
  io: ReadIo,
): Promise<Pick<Counted, "files" | "bytes">> {
  const most = Math.min(files, integrityFiles.length);
  const assumed = { files: files - most, bytes };
  if (most === 0 || files > FEW_FILES) return assumed;
  const { exitCode, stdout } = await io.query(holdsCommand(access, name, integrityFiles));
  if (exitCode !== 0 && exitCode !== 1) return assumed;
  const found = stdout
    .toString("utf8")
    .split("\n")
    .map((line) => fieldsOf(parseJson(line)))
    .filter(({ path }) => integrityFiles.includes(textOf(path)));
  const size = found.reduce((sum, fields) => sum + (countOf(fields.size) ?? 0), 0);
  return { files: files - Math.min(most, found.length), bytes: Math.max(0, bytes - size) };
}

function notCompared({ name: repository }: Access, { name }: PreviousArchive): Diagnostic {
  const detail = `borg did not report how many files the archive ${visible(name)} in the repository ${JSON.stringify(repository)} has. So rdump cannot know whether the source has lost files since that archive. Look at the archive with \`borg info\`, and check the repository.`;
  return BORG.warning("borg-not-compared", detail);
}
