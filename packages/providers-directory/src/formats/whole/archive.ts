import {
  type ActionContext,
  type ActionHandler,
  boundedText,
  type Command,
  type CommandResult,
  type Diagnostic,
  failed,
  type InputSchema,
  type Outcome,
  type Pipeline,
  visible,
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
import { aboutDirectory } from "../../discovery/look.ts";
import { explain } from "../../errors/explain.ts";
import { baseName, pointName } from "../../naming/files.ts";
import { fullBecause, type WholeChain, type WholeStart, wholeChain, wholeLevels, wholeStart } from "./chain.ts";
import type { WholeInput } from "./inputs.ts";
import type { Listener, StreamFacts, WholeProgram } from "./program.ts";
import { type WholeSteps, wholeSteps, wholeStepsInOrder } from "./steps.ts";

/** Makes an archive of a whole file system. Its file is read again before it counts: the program reports no lost names. */
export function wholeArchiveHandler(
  program: WholeProgram,
  kind: string,
  schema: () => InputSchema<WholeInput>,
): ActionHandler<WholeInput> {
  return {
    kind,
    version: 3,
    schema,
    probesItself: true,
    commands: (input, run) => wholeStepsInOrder(wholeSteps(program, input, run)),
    probe: probeArchive,

    async run(context) {
      const { input, run, io } = context;
      const steps = wholeSteps(program, input, run);
      const present = await presentArchives(input, io);
      if ("code" in present) return failed(present);
      const unready =
        (await context.verifyTree("before")) ?? (await prepareDirectories(input, steps, present.archives, io));
      if (unready !== null) return failed(unready);
      return inVolumeDirectory(input, present.id, io, async (held) => {
        const outcome = await make(program, { ...context, io: held }, steps, present.id);
        // Nothing to remove once the file has its name.
        if (outcome.status === "failed") await held.run(steps.discard);
        return outcome;
      });
    },
  };
}

async function make(
  program: WholeProgram,
  context: ActionContext<WholeInput>,
  steps: WholeSteps,
  repositoryId: string,
): Promise<Outcome> {
  const { input, run } = context;
  const read = await readWhole(program, context, steps);
  if ("code" in read) return failed(read);
  const { facts, chain } = read;
  const files = chain?.files ?? facts.files;
  const warnings = chain?.warnings ?? [];
  const state = facts.lost === 0 ? "complete" : "incomplete";
  const counts = { files, bytes: chain === null || chain.base === null ? facts.bytes : null };
  const shrunken = state === "complete" ? await countFiles(context, counts) : null;
  if (shrunken !== null) return failed(shrunken, warnings);
  const kept = await keep(program, context, steps, { ...read, files });
  if (state === "incomplete") {
    const failure = namesLost(program, input, facts);
    return failed(failure, "code" in kept ? [...warnings, asWarning(kept)] : warnings);
  }
  if ("code" in kept) return failed(kept, warnings);
  const point = { id: kept.id, name: pointName(baseName(input.volume, run), state), subject: repositoryId };
  return {
    status: "done",
    made: point,
    moved: { bytes: facts.bytes, stored: kept.bytes, files: facts.files },
    warnings,
  };
}

/** Stores the archive with its names for the next one. */
function keep(
  { format }: WholeProgram,
  { input, run, io }: ActionContext<WholeInput>,
  steps: WholeSteps,
  { facts, sha256, chain, files }: WholeRead & { readonly files: number },
): Promise<StoredFile | Diagnostic> {
  const content = chain?.state ?? null;
  const state =
    steps.state === null || content === null ? null : { ...steps.state, content: content.toString("latin1") };
  return store(input, run, io, {
    steps,
    made: {
      ...{ format, sha256, files, sourceBytes: facts.bytes, missing: facts.lost, missingPaths: facts.firstLost },
      ...(chain === null ? {} : wholeLevels(input, chain)),
    },
    state,
    forget: state === null ? null : steps.forget,
  });
}

interface StreamRead {
  readonly facts: StreamFacts;
  readonly sha256: string;
}

interface WholeRead extends StreamRead {
  /** Null: each archive of the repository is full. */
  readonly chain: WholeChain | null;
}

/** Makes the file. Changes whose restore would not be exact are replaced by a full archive at once. */
async function readWhole(
  program: WholeProgram,
  context: ActionContext<WholeInput>,
  steps: WholeSteps,
): Promise<WholeRead | Diagnostic> {
  const { input, io } = context;
  for (const command of steps.prepare) {
    const result = await io.run(command);
    if (result.exitCode !== 0) return explain(input.access, result);
  }
  if (input.levels === null) {
    const read = await readStream(program, context, steps.create, steps.print);
    return "code" in read ? read : { ...read, chain: null };
  }
  const readFrom = async (start: WholeStart): Promise<WholeRead | Diagnostic | { readonly fault: string }> => {
    const create = start.base === null ? steps.create : (steps.createChanges ?? steps.create);
    const read = await readStream(program, context, create, steps.print);
    if ("code" in read) return read;
    const chain = wholeChain(start, read.facts);
    return "fault" in chain ? chain : { ...read, chain };
  };
  const read = await readFrom(await wholeStart(program, input, io));
  if (!("fault" in read)) return read;
  const full = await readFrom(fullBecause(`A restore of the changes would not be exact: ${visible(read.fault)}.`));
  return "fault" in full ? notWhole(program, input, full.fault) : full;
}

/** Makes the file, and checks its content. */
async function readStream(
  program: WholeProgram,
  context: ActionContext<WholeInput>,
  create: Pipeline,
  print: Command,
): Promise<StreamRead | Diagnostic> {
  const { input, io } = context;
  const listener = program.listen(context.progress);
  let sha256: string | null = null;
  const result = await io.run(create, {
    stdout: (line) => {
      sha256 = /^([0-9a-f]{64}) /.exec(line.toString("latin1"))?.[1] ?? null;
    },
    stderr: (line) => listener.hear(line.toString("utf8")),
  });
  // Checked first: an overflowed snapshot of the source is the cause of all errors in it.
  const tree = await context.verifyTree("after");
  if (tree !== null) return tree;
  const fault = whyNotRead(program, input, result, listener);
  if (fault !== null) return fault;
  const check = program.newCheck(input.levels !== null);
  const printed = await io.run(print, { output: (chunk) => check.push(chunk) });
  if (printed.exitCode !== 0) return explain(input.access, printed);
  const facts = check.end();
  if ("fault" in facts) return notWhole(program, input, facts.fault);
  return sha256 === null ? notWhole(program, input, "sha256sum printed no digest") : { facts, sha256 };
}

function whyNotRead(
  program: WholeProgram,
  { access, source }: WholeInput,
  result: CommandResult,
  listener: Listener,
): Diagnostic | null {
  const stages = result.stages ?? [];
  if (result.exitCode !== 0 || stages.some(({ exitCode }) => exitCode !== 0)) return explain(access, result);
  const fault = listener.fault();
  if (fault === null) return null;
  const detail = `${program.format} reports about ${visible(source.device)}: ${boundedText(fault)}. The archive does not count as a point. Check the file system, then apply again.`;
  return aboutDirectory(access, "directory-tar-failed", detail);
}

function notWhole({ format }: WholeProgram, { access }: WholeInput, why: string): Diagnostic {
  const detail = `The file that ${format} wrote cannot be restored: ${boundedText(why)}. The archive does not count as a point. Check the file system of the source, or use the format "tar".`;
  return aboutDirectory(access, "directory-tar-failed", detail);
}

const MOST_NAMED = 8;

function namesLost({ format }: WholeProgram, { source }: WholeInput, { lost, firstLost }: StreamFacts): Diagnostic {
  const shown = firstLost.slice(0, MOST_NAMED).map((each) => `\n  ${boundedText(each)}`);
  const more = lost > shown.length ? `\n  and ${lost - shown.length} more` : "";
  const detail = `${format} cannot restore some names below ${visible(source.path)}:${shown.join("")}${more}\nThe archive is incomplete: it fills no slot, and the keep rules decide how long it is kept. Rename the files, or use the format "tar".`;
  return DIRECTORY.error("directory-names-lost", detail);
}
