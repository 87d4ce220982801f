import {
  type ActionContext,
  countOf,
  type Diagnostic,
  fieldsOf,
  type Moved,
  parseJson,
  type ReadIo,
  type RunRef,
} from "@rdump/core/provider";
import { RESTIC } from "../codes/index.ts";
import { statsQuery } from "../commands.ts";
import { look } from "../discovery/look.ts";
import { parseMark } from "../naming/mark.ts";
import { sameMark } from "../naming/snapshot.ts";
import type { CreateInput } from "./inputs.ts";

interface Counted {
  readonly files: number;
  readonly bytes: number;
}

interface Result {
  /** The consequences of a loss could not be written; null: they are. */
  readonly lost: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
}

/** Compares a new snapshot with the previous one, and reports the count before the snapshot counts. */
export async function countFiles(
  { input, io, counted }: ActionContext<CreateInput>,
  { files, bytes }: Moved,
  run: RunRef,
): Promise<Result> {
  if (files === undefined || bytes === undefined) return { lost: null, warnings: [] };
  const { previous, integrityFiles } = input;
  const own = await present(input, io);
  const has = { files: files - Math.min(files, own), bytes };
  if (previous === null) return { lost: await counted({ had: null, gone: 0, has: has.files }), warnings: [] };
  const known = previous.count;
  const [had, now] =
    known === undefined
      ? await asked(input, run, io)
      : [{ ...known, files: known.files - Math.min(known.files, integrityFiles.length) }, has];
  if (had === null || now === null) {
    const warnings = [notCompared(input)];
    return { lost: await counted({ had: null, gone: 0, has: has.files }), warnings };
  }
  const gone = Math.max(0, had.files - now.files);
  const sizes = { had: had.bytes, has: now.bytes };
  return { lost: await counted({ had: had.files, gone, has: now.files, bytes: sizes }), warnings: [] };
}

/** The number of files of integrity data that the tree has: a source without its disk has nothing else. */
async function present({ integrityFiles, source }: CreateInput, io: ReadIo): Promise<number> {
  const found = await Promise.all(integrityFiles.map((path) => io.lstat(`${source.path}/${path}`).catch(() => null)));
  return found.filter((facts) => facts !== null).length;
}

/** Both snapshots, counted by restic in one way: `stats` counts directories, too, and the summary of a backup does not. */
async function asked(input: CreateInput, run: RunRef, io: ReadIo): Promise<readonly [Counted | null, Counted | null]> {
  const { access, previous, owner, volume, repositoryId } = input;
  const view = await look(io, access, repositoryId);
  const mark = { owner, volume, machine: run.machine, run: run.id };
  const snapshots = view.state === "present" ? view.snapshots : [];
  const made = snapshots.find(({ tags }) => sameMark(parseMark(tags), mark));
  if (previous === null || made === undefined) return [null, null];
  return [await statsOf(input, previous.id, io), await statsOf(input, made.id, io)];
}

async function statsOf({ access }: CreateInput, id: string, io: ReadIo): Promise<Counted | null> {
  const { exitCode, stdout } = await io.query(statsQuery(access, id));
  const { total_file_count, total_size } = fieldsOf(exitCode === 0 ? parseJson(stdout.toString("utf8")) : null);
  const [files, bytes] = [countOf(total_file_count), countOf(total_size)];
  return files === undefined || bytes === undefined ? null : { files, bytes };
}

function notCompared({ access, previous }: CreateInput): Diagnostic {
  const detail = `restic did not report how many files the archive ${previous?.name} in the repository "${access.name}" has. So rdump cannot know whether the source has lost files since that archive. Run \`restic stats ${previous?.id.slice(0, 8)}\`, and check the repository.`;
  return RESTIC.warning("restic-not-compared", detail);
}
