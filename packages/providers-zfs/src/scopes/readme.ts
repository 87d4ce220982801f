import {
  type Diagnostic,
  type FileWrite,
  isoOf,
  type ReadIo,
  type RunRef,
  type ScopeHandler,
} from "@rdump/core/provider";
import { removeFileCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { parseSnapshotName, poolOf, snapshotName } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, readmeNotWritten, readmeStays } from "./diagnostics.ts";
import type { ReadmeInput } from "./inputs.ts";

/** A file in the volume itself, while a snapshot of it is made. A foreign file of this name is not changed. */
export const readmeScope: ScopeHandler<ReadmeInput> = {
  kind: "zfs/readme",
  version: 1,
  schema: inputSchemas.scopes["zfs/readme"],
  stuck: stuckIn(({ dataset }) => dataset),
  handle: (input, run) => ({ path: readmePath(input), run: run.id }),

  commands: (input, run) => ({
    acquire: [readmeFor(input, run)],
    release: [removeFileCommand(input.root, TEMPORARY), removeFileCommand(input.root, NAME)],
  }),

  async acquire(input, run, io) {
    if ((await io.lstat(readmePath(input))) !== null) return null;
    const written = await io.run(readmeFor(input, run));
    if (written.exitCode === 0) return null;
    return readmeNotWritten(readmePath(input), await failureIn(poolOf(input.dataset), written, io));
  },

  async release(input, _run, io) {
    return (await remove(TEMPORARY, input, io)) ?? (await removeOwn(input, io));
  },
};

type Io = Parameters<typeof readmeScope.release>[2];

async function removeOwn(input: ReadmeInput, io: Io): Promise<Diagnostic | null> {
  return (await runOfReadme(input, io)) === null ? null : remove(NAME, input, io);
}

async function remove(name: string, { dataset, root }: ReadmeInput, io: Io): Promise<Diagnostic | null> {
  const path = pathIn(root, name);
  if ((await io.lstat(path)) === null) return null;
  const removed = await io.run(removeFileCommand(root, name));
  return removed.exitCode === 0 ? null : readmeStays(path, await failureIn(poolOf(dataset), removed, io));
}

/** More than any README of rdump has. */
const MOST = 4096;

/** The run that wrote the existing file; null without a file of root or the caller with the text of rdump. */
export async function runOfReadme(input: Pick<ReadmeInput, "dataset" | "root">, io: ReadIo): Promise<string | null> {
  const text =
    (await io.readFile(pathIn(input.root, NAME), MOST, { own: true }).catch(() => null))?.toString("utf8") ?? "";
  if (!text.startsWith(`${FIRST_WORDS} of the dataset ${input.dataset}\n`)) return null;
  return /^\(Run (\d{8}T\d{6}Z-[0-9a-z]+)\.\)$/m.exec(text)?.[1] ?? null;
}

export async function isTemporaryLeft(input: Pick<ReadmeInput, "root">, io: ReadIo): Promise<boolean> {
  return (await io.readFile(pathIn(input.root, TEMPORARY), MOST, { own: true }).catch(() => null)) !== null;
}

const NAME = "README.rdump";
/** Only rdump uses this name. */
const TEMPORARY = ".README.rdump.new";
const FIRST_WORDS = "This snapshot was made by rdump for the integrity data";

function readmePath({ root }: Pick<ReadmeInput, "root">): string {
  return pathIn(root, NAME);
}

function pathIn(root: string, name: string): string {
  return `${root === "/" ? "" : root}/${name}`;
}

function readmeFor(input: ReadmeInput, run: RunRef): FileWrite {
  const point = snapshotName(run.stamp, "point");
  const time = parseSnapshotName(point)?.time;
  const content = `${FIRST_WORDS} of the dataset ${input.dataset}
in ${input.surefile}: it describes the snapshot ${point}${time === undefined ? "" : `, which was made at ${isoOf(time)}`}.

The other files here may be newer than that snapshot, because the scan takes time. To restore
files, copy them from that snapshot, then compare them with the integrity data here:

    rsure -f ${input.surefile} -d RESTORED check

(Run ${run.id}.)
`;
  return { do: "write", path: readmePath(input), content, mode: 0o644, temporary: TEMPORARY, root: true };
}
