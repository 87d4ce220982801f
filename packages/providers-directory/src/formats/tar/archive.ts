import {
  type ActionContext,
  type ActionHandler,
  addressOf,
  type CommandResult,
  type Diagnostic,
  type FileWrite,
  failed,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  type Outcome,
  type RunRef,
  visible,
  writeLeftOutMounts,
} from "@rdump/core/provider";
import { countFiles } from "../../actions/count.ts";
import {
  asWarning,
  inVolumeDirectory,
  prepareDirectories,
  presentArchives,
  probeArchive,
  type StoredFile,
  store,
} from "../../actions/store.ts";
import { DIRECTORY } from "../../codes/index.ts";
import type { Stored } from "../../discovery/archives.ts";
import { inputSchemas } from "../../inputs.generated.ts";
import { baseName, pointName } from "../../naming/files.ts";
import { type Chain, endOf, levelsOf, startAgain, startOf, workFile } from "./chain.ts";
import { type ArchiveSteps, archiveSteps, stepsInOrder } from "./commands.ts";
import type { CreateInput } from "./inputs.ts";
import { leftOutLines } from "./patterns.ts";
import { Reading } from "./reading.ts";

/**
 * Makes an archive under a temporary name. It gets its name when it is on the disk, and then its manifest: without one, it
 * is not complete, even if rdump dies at any instant.
 */
export const archiveHandler: ActionHandler<CreateInput> = {
  kind: "directory/archive",
  version: 4,
  schema: inputSchemas.actions["directory/archive"],
  probesItself: true,
  commands: (input, run) =>
    stepsInOrder(stepsOf(input, run), { leftOut: leftOutFile(input, run), work: workFile(input, run) }),

  probe: probeArchive,

  async run(context) {
    const { input, run, io } = context;
    const steps = stepsOf(input, run);
    const present = await presentArchives(input, io);
    if ("code" in present) return failed(present);
    const unready = (await context.verifyTree("before")) ?? (await prepare(context, steps, present.archives));
    if (unready !== null) return failed(unready);
    return inVolumeDirectory(input, present.id, io, (held) => make({ ...context, io: held }, steps, present.id));
  },
};

async function make(context: ActionContext<CreateInput>, steps: ArchiveSteps, repositoryId: string): Promise<Outcome> {
  const { input, run, io } = context;
  const read = await readTree(context, steps);
  await io.run(leftOutRemoval(leftOutFile(input, run).path));
  if ("code" in read) {
    await io.run(steps.discard);
    return failed(read);
  }
  const chain = await endOf(context, read.start);
  const outcome = await conclude(context, steps, { ...read, chain, repositoryId });
  // Nothing to remove once the file has its name.
  if (outcome.status === "failed") await io.run(steps.discard);
  return outcome;
}

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
  return archiveSteps(input, run, {
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
  const unready = await prepareDirectories(input, steps, archives, io);
  if (unready !== null) return unready;
  const write = leftOutFile(input, run);
  const fault = await writeLeftOutMounts(io, write, input.source.path, leftOutLines);
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

/** Stores the archive with its state for the next one. */
function keep(
  { input, run, io }: ActionContext<CreateInput>,
  steps: ArchiveSteps,
  reading: Reading,
  chain: Chain,
): Promise<StoredFile | Diagnostic> {
  const remembered =
    steps.state === null || chain.state === null ? null : { ...steps.state, content: chain.state.toString("latin1") };
  return store(input, run, io, {
    steps,
    made: {
      ...{ format: "tar", sha256: reading.sha256, files: chain.files ?? reading.files, sourceBytes: reading.bytes },
      ...{ missing: reading.unread.count, missingPaths: reading.unread.first, ...levelsOf(input, chain) },
    },
    state: remembered,
    forget: remembered === null ? null : steps.forget,
  });
}
