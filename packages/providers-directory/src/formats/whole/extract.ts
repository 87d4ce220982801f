import {
  type ActionHandler,
  boundedText,
  type CommandResult,
  type Diagnostic,
  endedBySigpipe,
  FirstMessages,
  failed,
  type InputSchema,
  type Outcome,
  type ReadIo,
  type RunIo,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../../access.ts";
import { type ArchivePlace, whyDamaged } from "../../actions/damage.ts";
import { DIRECTORY } from "../../codes/index.ts";
import { explain } from "../../errors/explain.ts";
import { removalText, type WholeExtraction, wholeExtractions } from "./extraction.ts";
import type { WholeRestoreInput } from "./inputs.ts";
import type { WholeProgram } from "./program.ts";
import { type Directories, successorOf } from "./tree.ts";

/** Extracts an archive, or some of its paths, into an existing directory, after its digest and its names were checked. */
export function wholeExtractHandler(
  program: WholeProgram,
  kind: string,
  schema: () => InputSchema<WholeRestoreInput>,
): ActionHandler<WholeRestoreInput> {
  return {
    kind,
    version: 2,
    schema,
    commands: (input) =>
      wholeExtractions(program, input).flatMap(({ print, removal, extract, loosen }) => [
        print,
        ...(removal === null ? [] : [removal.list, removal.remove]),
        extract,
        loosen,
      ]),
    // An interrupted restore is begun again by a person: it never blocks a backup.
    probe: () => Promise.resolve({ state: "absent" }),

    run: ({ input, io }) => extractWhole(program, input, io),
  };
}

/** Extracts archives into an existing directory, after their digests and their names were checked. */
export async function extractWhole(program: WholeProgram, input: WholeRestoreInput, io: RunIo): Promise<Outcome> {
  const extractions = wholeExtractions(program, input);
  const { access, archive } = input;
  const damaged = await whyDamaged(access, extractions, io, archive);
  if (damaged !== null) return damaged;
  const plans = await checked(program, input, extractions, io);
  if ("code" in plans) return failed(plans);
  const heard = new Heard(program);
  for (const [index, extraction] of extractions.entries()) {
    const { removals = [], isFixed = true } = plans[index] ?? {};
    const unready = await remove(input, extraction, removals, io);
    if (unready !== null) return failed(unready);
    const result = await io.run(extraction.extract, { stderr: (line) => heard.hear(line.toString("utf8")) });
    // Where it fails, nothing set them: the file system does not know them, or the caller has no right to.
    if (isFixed) await io.run(extraction.loosen);
    const fault = whyFailed(program, { ...input, ...extraction.place }, result, heard);
    if (fault !== null) return failed(fault);
  }
  const missing = await whatIsMissing(program, input, io, heard);
  return missing === null ? extracted(program, heard) : failed(missing);
}

/** What must be done for one archive. */
interface Prepared {
  /** The paths to remove before it. */
  readonly removals: readonly string[];
  readonly isFixed: boolean;
}

/** All streams are read before the first one is extracted. */
async function checked(
  program: WholeProgram,
  { access }: WholeRestoreInput,
  extractions: readonly WholeExtraction[],
  io: RunIo,
): Promise<readonly Prepared[] | Diagnostic> {
  const isChain = extractions.length > 1;
  const prepared: Prepared[] = [];
  let before: Directories = new Map();
  for (const { place, print } of extractions) {
    const check = program.newCheck(isChain);
    const result = await io.run(print, { output: (chunk) => check.push(chunk) });
    if (result.exitCode !== 0) return explain(access, result);
    const facts = check.end();
    if ("fault" in facts) return unsafe(access, place, facts.fault);
    const { isFixed } = facts;
    if (!isChain) return [{ removals: [], isFixed }];
    const next = facts.names === null ? { fault: "its names were not read" } : successorOf(before, facts.names);
    if ("fault" in next) return unsafe(access, place, next.fault);
    prepared.push({ removals: next.removals, isFixed });
    before = next.directories;
  }
  return prepared;
}

function unsafe(access: Access, { archive }: ArchivePlace, why: string): Diagnostic {
  const detail = `The archive ${visible(archive.name)} of the repository "${access.name}" cannot be extracted safely: ${boundedText(why)}. Nothing was restored.`;
  return DIRECTORY.error("directory-archive-outside", detail);
}

/** Null: the files before the archive can get its changes. */
async function remove(
  { access }: WholeRestoreInput,
  { removal }: WholeExtraction,
  paths: readonly string[],
  io: RunIo,
): Promise<Diagnostic | null> {
  if (removal === null) return null;
  const { list } = removal;
  const written = await io.run({ ...list, content: removalText(list, paths) });
  const removed = written.exitCode === 0 ? await io.run(removal.remove) : written;
  return removed.exitCode === 0 ? null : explain(access, removed);
}

class Heard {
  readonly #program: WholeProgram;
  readonly #messages = new FirstMessages();
  /** The first message about missing space. */
  full: string | null = null;

  constructor(program: WholeProgram) {
    this.#program = program;
  }

  hear(line: string): void {
    const fault = this.#program.faultIn(line);
    if (fault === null) return;
    if (/No space left on device|Disk quota exceeded/.test(fault)) this.full ??= fault;
    this.#messages.add(boundedText(fault));
  }

  get count(): number {
    return this.#messages.count;
  }

  get text(): string {
    return this.#messages.text;
  }
}

function whyFailed(
  { format }: WholeProgram,
  { access, archive, to }: WholeRestoreInput,
  result: CommandResult,
  { full }: Heard,
): Diagnostic | null {
  if (full === null) return isExtracted(result) ? null : explain(access, result);
  const detail = `${visible(to)} has no space for the archive ${visible(archive.name)} of the repository "${access.name}". The program for ${format} reports: ${boundedText(full)}. Nothing was moved to the destination.`;
  return DIRECTORY.error("directory-restore-full", detail);
}

/** The last program stops to read when it has all paths: the one before it then loses its reader. */
function isExtracted({ exitCode, stages = [] }: CommandResult): boolean {
  const [last, ...others] = [...stages].reverse();
  if (last === undefined) return exitCode === 0;
  return last.exitCode === 0 && others.every((stage) => stage.exitCode === 0 || endedBySigpipe(stage));
}

async function whatIsMissing(
  { format }: WholeProgram,
  { access, archive, to, paths }: WholeRestoreInput,
  io: ReadIo,
  heard: Heard,
): Promise<Diagnostic | null> {
  for (const path of paths) {
    if ((await io.lstat(`${to}/${path}`)) !== null) continue;
    const why = heard.count === 0 ? "" : ` The program for ${format} reports: ${heard.text}.`;
    const detail = `The archive ${visible(archive.name)} in the repository "${access.name}" does not contain ${visible(path)}.${why}`;
    return DIRECTORY.error("directory-path-missing", detail);
  }
  return null;
}

function extracted({ format }: WholeProgram, heard: Heard): Outcome {
  const said = `The program for ${format} reports: ${heard.text}.`;
  const warnings = heard.count === 0 ? [] : [DIRECTORY.warning("directory-restore-warned", said)];
  return { status: "done", made: null, moved: {}, warnings };
}
