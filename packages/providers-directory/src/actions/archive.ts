import { join } from "node:path/posix";
import {
  type ActionContext,
  type ActionHandler,
  addressOf,
  type CommandResult,
  type Diagnostic,
  Failure,
  type FileWrite,
  failed,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  narrowed,
  type Outcome,
  type RunRef,
  visible,
  writeLeftOutMounts,
} from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import { type ArchiveSteps, archiveSteps, stepsInOrder } from "../commands.ts";
import { idOf, type Stored } from "../discovery/archives.ts";
import { aboutDirectory, gone, look } from "../discovery/look.ts";
import { explain, lastMessages } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { type Manifest, manifestText } from "../manifest.ts";
import { archiveFile, baseName, pointName, unfinished, volumeDirectory } from "../naming/files.ts";
import { leftOutLines } from "../patterns.ts";
import { type Chain, endOf, levelsOf, startAgain, startOf, workFile } from "./chain.ts";
import { countFiles } from "./count.ts";
import type { CreateInput } from "./inputs.ts";
import { Reading } from "./reading.ts";

/**
 * Makes an archive under a temporary name. It gets its name when it is on the disk, and then its manifest: without one, it
 * is not complete, even if rdump dies at any instant.
 */
export const archiveHandler: ActionHandler<CreateInput> = {
  kind: "directory/archive",
  version: 2,
  schema: inputSchemas.actions["directory/archive"],
  probesItself: true,
  commands: (input, run) =>
    stepsInOrder(stepsOf(input, run), { leftOut: leftOutFile(input, run), work: workFile(input, run) }),

  async probe(input, run, io) {
    const view = await look(io, input.access, { directory: volumeDirectory(input) });
    if (view.state === "hidden") throw new Failure(view.diagnostic);
    const made = view.state === "present" ? view.archives.filter(({ mark }) => mark.run === run.id) : [];
    if (made.some(({ point }) => point.state === "complete")) return { state: "done" };
    return { state: made.length > 0 ? "partial" : "absent" };
  },

  async run(context) {
    const { input, run, io } = context;
    const steps = stepsOf(input, run);
    // Right before the first write: the disk of the directory can be unmounted.
    const view = await look(io, input.access, { directory: volumeDirectory(input) });
    if (view.state === "hidden") return failed(view.diagnostic);
    if (view.state === "absent") return failed(gone(input.access));
    const unready = (await context.verifyTree("before")) ?? (await prepare(context, steps, view.archives));
    if (unready !== null) return failed(unready);
    const read = await readTree(context, steps);
    await io.run(leftOutRemoval(leftOutFile(input, run).path));
    if ("code" in read) {
      await io.run(steps.discard);
      return failed(read);
    }
    const chain = await endOf(context, read.start);
    const outcome = await conclude(context, steps, { ...read, chain, repositoryId: view.id });
    // Nothing to remove once the file has its name.
    if (outcome.status === "failed") await io.run(steps.discard);
    return outcome;
  },
};

interface TreeRead {
  readonly start: Chain;
  readonly reading: Reading;
  readonly result: CommandResult;
}

/** Makes the file. A difference that cannot be restored in all cases is replaced by a full archive at once. */
async function readTree(context: ActionContext<CreateInput>, { create }: ArchiveSteps): Promise<TreeRead | Diagnostic> {
  const readFrom = async (start: Chain): Promise<TreeRead> => {
    const reading = new Reading(context.progress);
    return { start, reading, result: await context.io.run(create, reading.listener) };
  };
  const start = await startOf(context);
  if ("code" in start) return start;
  const read = await readFrom(start);
  if (start.base === null || !read.reading.hasRenames || read.result.stopped) return read;
  const full = await startAgain(context);
  return "code" in full ? full : readFrom(full);
}

function stepsOf(input: CreateInput, run: RunRef): ArchiveSteps {
  return archiveSteps(input.access, input, run, {
    ...input.source,
    leftOut: leftOutFile(input, run).path,
    state: workFile(input, run)?.path ?? null,
  });
}

function leftOutFile({ runFiles, volume, access }: CreateInput, run: RunRef): FileWrite {
  return leftOutWrite(leftOutPath(runFiles, run, addressOf(volume, "archives", access.name)));
}

/** The directories, the space of interrupted runs, and the file of excludes. Null: they exist. */
async function prepare(
  { input, run, io }: ActionContext<CreateInput>,
  steps: ArchiveSteps,
  archives: readonly Stored[],
): Promise<Diagnostic | null> {
  const { access, source } = input;
  const volume = volumeDirectory(input);
  const directories = [
    [volume.split("/")[0] ?? "", steps.ownerDirectory],
    [volume, steps.volumeDirectory],
  ] as const;
  for (const [path, command] of directories) {
    if ((await io.lstat(join(access.location, path))) !== null) continue;
    const made = await io.run(command);
    if (made.exitCode !== 0) return explain(access, made);
  }
  const files = archives.filter(({ manifest }) => manifest === null).map(({ base }) => unfinished(archiveFile(base)));
  const left = steps.cleanup === null ? null : narrowed(steps.cleanup, (file) => files.includes(file));
  if (left !== null && left.batch?.members.length !== 0) await io.run(left);
  const write = leftOutFile(input, run);
  const fault = await writeLeftOutMounts(io, write, source.path, leftOutLines);
  if (fault === null) return null;
  const detail = `Writing ${visible(write.path)} failed: ${fault}. tar was not started. Check the free space and the permissions of the state directory.`;
  return DIRECTORY.error("directory-left-out-not-written", detail);
}

interface Read {
  readonly reading: Reading;
  readonly result: CommandResult;
  readonly chain: Chain;
  readonly repositoryId: string;
}

async function conclude(
  context: ActionContext<CreateInput>,
  steps: ArchiveSteps,
  { reading, result, chain, repositoryId }: Read,
): Promise<Outcome> {
  const { input, run } = context;
  // Checked first: an overflowed snapshot of the source is the cause of all errors of tar in it.
  const tree = await context.verifyTree("after");
  if (tree !== null) return failed(tree);
  const verdict = reading.judge(input.access, result, { tree: input.source.path, live: input.live });
  const { state, failure } = verdict;
  const warnings = [...chain.warnings, ...verdict.warnings];
  if (state === "invalid" && failure !== null) return failed(failure, warnings);
  const counts = { files: chain.files ?? reading.files, bytes: chain.base === null ? reading.bytes : null };
  const lost = state === "complete" ? await countFiles(context, counts) : null;
  if (lost !== null) return failed(lost, warnings);
  // Nothing depends on an archive that is not complete.
  const kept = await keep(context, steps, reading, state === "complete" ? chain : { ...chain, state: null });
  if ("code" in kept) return failed(failure ?? kept, failure === null ? warnings : [...warnings, asWarning(kept)]);
  if (failure !== null) return failed(failure, warnings);
  const made = { id: kept.id, name: pointName(baseName(input.volume, run), state), subject: repositoryId };
  return { status: "done", made, moved: { bytes: reading.bytes, stored: kept.bytes, files: reading.files }, warnings };
}

function asWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: "warning" };
}

/** Flushes the file, gives it its name, and writes the manifest. */
async function keep(
  { input, run, io }: ActionContext<CreateInput>,
  { flush, rename, state, record, withdraw, forget }: ArchiveSteps,
  reading: Reading,
  chain: Chain,
): Promise<{ readonly id: string; readonly bytes: number } | Diagnostic> {
  const { access, owner, volume } = input;
  const flushed = await io.run(flush);
  if (flushed.exitCode !== 0) return explain(access, flushed);
  const part = join(access.location, volumeDirectory(input), unfinished(archiveFile(baseName(volume, run))));
  const facts = await io.lstat(part);
  const renamed = await io.run(rename);
  if (renamed.exitCode !== 0) return explain(access, renamed);
  if (facts === null || reading.sha256 === null)
    return aboutDirectory(access, "directory-not-written", "The file of the archive is missing. Apply again.");
  const remembered =
    state === null || chain.state === null ? null : { ...state, content: chain.state.toString("latin1") };
  const stored = remembered === null ? null : await io.run(remembered);
  const manifest: Manifest = {
    ...{ owner, volume, run: run.id, machine: run.machine, time: run.time },
    ...{ bytes: facts.size, sha256: reading.sha256, files: chain.files ?? reading.files },
    ...{ sourceBytes: reading.bytes, missing: reading.unread.count, missingPaths: reading.unread.first },
    ...levelsOf(input, chain),
  };
  const content = Buffer.from(manifestText(manifest));
  const isStored = stored === null || stored.exitCode === 0;
  const written = isStored ? await io.run({ ...record, content: content.toString("latin1") }) : stored;
  if (written.exitCode === 0) {
    if (forget !== null && remembered !== null) await io.run(forget);
    return { id: idOf(content), bytes: facts.size };
  }
  // Without its manifest the file is no point, and uses the space that the next archive needs.
  if ((await io.lstat(record.path).catch(() => undefined)) === null) await io.run(withdraw);
  return aboutDirectory(access, "directory-not-written", `${lastMessages(written)} Check the disk, then apply again.`);
}
