import { join } from "node:path/posix";
import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  Failure,
  type FileWrite,
  failed,
  inHeldPlaces,
  machineRecordDigest,
  narrowed,
  type Outcome,
  type ReadIo,
  type RunIo,
  type RunRef,
} from "@rdump/core/provider";
import { directoryOf, type FileSteps, unfinishedFiles } from "../commands.ts";
import { idOf, type Stored } from "../discovery/archives.ts";
import { aboutDirectory, gone, look } from "../discovery/look.ts";
import { explain, lastMessages } from "../errors/explain.ts";
import { type Manifest, manifestText } from "../manifest.ts";
import { LARGEST_MARKER, parseMarker } from "../marker.ts";
import { archiveFile, baseName, MARKER, unfinished, volumeDirectory } from "../naming/files.ts";
import type { ArchiveInput } from "./inputs.ts";

/** Whether the archive of the run exists. */
export const probeArchive: NonNullable<ActionHandler<ArchiveInput>["probe"]> = async (input, run, io) => {
  const view = await look(io, input.access, { directory: volumeDirectory(input) });
  if (view.state === "hidden") throw new Failure(view.diagnostic);
  const made = view.state === "present" ? view.archives.filter(({ mark }) => mark.run === run.id) : [];
  if (made.some(({ point }) => point.state === "complete")) return { state: "done" };
  return { state: made.length > 0 ? "partial" : "absent" };
};

/** The archives of the volume, right before the first write: the disk of the directory can be unmounted. */
export async function presentArchives(
  input: ArchiveInput,
  io: ReadIo,
): Promise<{ readonly id: string; readonly archives: readonly Stored[] } | Diagnostic> {
  const view = await look(io, input.access, { directory: volumeDirectory(input) });
  if (view.state === "hidden") return view.diagnostic;
  return view.state === "absent" ? gone(input.access) : view;
}

/** The directories, and the space of interrupted runs. Null: they exist. */
export async function prepareDirectories(
  { access, owner, volume }: ArchiveInput,
  steps: FileSteps,
  archives: readonly Stored[],
  io: RunIo,
): Promise<Diagnostic | null> {
  const directory = volumeDirectory({ owner, volume });
  const directories = [
    [directory.split("/")[0] ?? "", steps.ownerDirectory],
    [directory, steps.volumeDirectory],
  ] as const;
  for (const [path, command] of directories) {
    if ((await io.lstat(join(access.location, path))) !== null) continue;
    const made = await io.run(command);
    if (made.exitCode !== 0) return explain(access, made);
  }
  const files = archives.filter(({ manifest }) => manifest === null).flatMap(({ base }) => unfinishedFiles(base));
  const left = steps.cleanup === null ? null : narrowed(steps.cleanup, (file) => files.includes(file));
  if (left !== null && left.batch?.members.length !== 0) await io.run(left);
  return null;
}

/**
 * Holds the directory of the volume while it works there. So an archive and its manifest are on one disk, also if another disk
 * of the rotation is mounted at the location meanwhile.
 *
 * @param id the identity of the repository
 */
export function inVolumeDirectory(
  { access, ...mark }: Pick<ArchiveInput, "access" | "owner" | "volume">,
  id: string,
  io: RunIo,
  work: (io: RunIo) => Promise<Outcome>,
): Promise<Outcome> {
  return inHeldPlaces(io, [directoryOf(access, mark)], async (held) => {
    const marker = await held.readFile(join(access.location, MARKER), LARGEST_MARKER, { own: true }).catch(() => null);
    return marker !== null && parseMarker(marker) === id ? work(held) : failed(gone(access));
  });
}

/** What the manifest says of the file. */
export type Made = Pick<Manifest, "format" | "files" | "sourceBytes" | "missing" | "missingPaths" | "levels"> & {
  readonly sha256: string | null;
};

export interface StoredFile {
  readonly id: string;
  readonly bytes: number;
}

/** Flushes the file, gives it its name, and writes the manifest. `state`: written before the manifest. */
export async function store(
  { access, owner, volume, machineRecord }: ArchiveInput,
  run: RunRef,
  io: RunIo,
  what: {
    readonly steps: FileSteps;
    readonly made: Made;
    readonly state?: FileWrite | null;
    readonly forget?: Command | null;
  },
): Promise<StoredFile | Diagnostic> {
  const { steps, state = null, forget = null } = what;
  const { sha256, ...made } = what.made;
  const flushed = await io.run(steps.flush);
  if (flushed.exitCode !== 0) return explain(access, flushed);
  const file = archiveFile(baseName(volume, run), made.format);
  const facts = await io.lstat(join(access.location, volumeDirectory({ owner, volume }), unfinished(file)));
  const renamed = await io.run(steps.rename);
  if (renamed.exitCode !== 0) return explain(access, renamed);
  if (facts === null || sha256 === null)
    return aboutDirectory(access, "directory-not-written", "The file of the archive is missing. Apply again.");
  const stored = state === null ? null : await io.run(state);
  const mark = { owner, volume, run: run.id, machine: run.machine, time: run.time };
  const content = Buffer.from(
    manifestText({ ...mark, bytes: facts.size, sha256, ...made, ...recordFor(machineRecord, volume, run) }),
  );
  const isStored = stored === null || stored.exitCode === 0;
  const written = isStored ? await io.run({ ...steps.record, content: content.toString("latin1") }) : stored;
  if (written.exitCode === 0) {
    if (forget !== null) await io.run(forget);
    return { id: idOf(content), bytes: facts.size };
  }
  // Without its manifest the file is no point, and uses the space that the next archive needs.
  if ((await io.lstat(steps.record.path).catch(() => undefined)) === null) await io.run(steps.withdraw);
  return aboutDirectory(access, "directory-not-written", `${lastMessages(written)} Check the disk, then apply again.`);
}

function recordFor(path: string | undefined, volume: string, run: RunRef): Pick<Manifest, "record"> {
  const digest = path === undefined ? null : machineRecordDigest(run, volume);
  return path === undefined || digest === null ? {} : { record: { digest, path } };
}

export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: "warning" };
}
