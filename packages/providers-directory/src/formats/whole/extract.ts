import {
  type ActionHandler,
  boundedText,
  type CommandResult,
  type Diagnostic,
  FirstMessages,
  failed,
  type InputSchema,
  type Outcome,
  type ReadIo,
  type RunIo,
  visible,
} from "@rdump/core/provider";
import { whyDamaged } from "../../actions/damage.ts";
import { DIRECTORY } from "../../codes/index.ts";
import { explain } from "../../errors/explain.ts";
import type { WholeRestoreInput } from "./inputs.ts";
import type { WholeProgram } from "./program.ts";
import { type WholeExtraction, wholeExtraction } from "./steps.ts";

/** Extracts an archive, or some of its paths, into an existing directory, after its digest and its names were checked. */
export function wholeExtractHandler(
  program: WholeProgram,
  kind: string,
  schema: InputSchema<WholeRestoreInput>,
): ActionHandler<WholeRestoreInput> {
  return {
    kind,
    version: 1,
    schema,
    commands: (input) => {
      const { print, extract } = wholeExtraction(program, input);
      return [print, extract];
    },
    // An interrupted restore is begun again by a person: it never blocks a backup.
    probe: () => Promise.resolve({ state: "absent" }),

    async run({ input, io }) {
      const extraction = wholeExtraction(program, input);
      const { access, archive } = input;
      const damaged = await whyDamaged({ access, place: input, digest: extraction.digest }, io, archive);
      if (damaged !== null) return damaged;
      const unsafe = await whyUnsafe(program, input, extraction, io);
      if (unsafe !== null) return failed(unsafe);
      const heard = new Heard(program);
      const result = await io.run(extraction.extract, { stderr: (line) => heard.hear(line.toString("utf8")) });
      const fault = whyFailed(program, input, result, heard) ?? (await whatIsMissing(program, input, io, heard));
      return fault === null ? extracted(program, heard) : failed(fault);
    },
  };
}

async function whyUnsafe(
  program: WholeProgram,
  { access, archive }: WholeRestoreInput,
  { print }: WholeExtraction,
  io: RunIo,
): Promise<Diagnostic | null> {
  const check = program.newCheck();
  const result = await io.run(print, { output: (chunk) => check.push(chunk) });
  if (result.exitCode !== 0) return explain(access, result);
  const facts = check.end();
  if (!("fault" in facts)) return null;
  const detail = `The archive ${visible(archive.name)} of the repository "${access.name}" cannot be extracted safely: ${boundedText(facts.fault)}. Nothing was restored.`;
  return DIRECTORY.error("directory-archive-outside", detail);
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
  if (full === null) return result.exitCode === 0 ? null : explain(access, result);
  const detail = `${visible(to)} has no space for the archive ${visible(archive.name)} of the repository "${access.name}". The program for ${format} reports: ${boundedText(full)}. Nothing was moved to the destination.`;
  return DIRECTORY.error("directory-restore-full", detail);
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
