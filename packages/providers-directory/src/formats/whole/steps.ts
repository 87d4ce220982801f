import { type Command, mover, type Pipeline, pipeline, type RunRef, type Step } from "@rdump/core/provider";
import { digestQuery, type FileSteps, fileSteps, printCommand } from "../../commands.ts";
import { baseName, volumeDirectory } from "../../naming/files.ts";
import type { WholeInput, WholeRestoreInput } from "./inputs.ts";
import type { WholeProgram } from "./program.ts";

/** The steps of an archive of a whole file system, in order. */
export interface WholeSteps extends FileSteps {
  readonly prepare: readonly Command[];
  /** Prints the new file, which is checked. */
  readonly print: Command;
}

export function wholeSteps(program: WholeProgram, input: WholeInput, run: RunRef): WholeSteps {
  const { access, source } = input;
  const { format } = program;
  const place = { directory: volumeDirectory(input), base: baseName(input.volume, run) };
  const reader = { name: format, command: program.read(source) };
  return {
    ...fileSteps(input, run, { format, compression: source.compression, reader }),
    prepare: program.prepare(source),
    print: printCommand(access, place, format, "unfinished"),
  };
}

export function wholeStepsInOrder(steps: WholeSteps): readonly Step[] {
  const { ownerDirectory, volumeDirectory: volume, cleanup, prepare, create, print } = steps;
  const { discard, flush, rename, record, withdraw } = steps;
  const before = cleanup === null ? [ownerDirectory, volume] : [ownerDirectory, volume, cleanup];
  return [...before, ...prepare, create, print, discard, flush, rename, record, withdraw];
}

export interface WholeExtraction {
  readonly digest: Command;
  /** Prints the stream, which is checked before it is extracted. */
  readonly print: Command;
  readonly extract: Pipeline;
}

export function wholeExtraction(program: WholeProgram, input: WholeRestoreInput): WholeExtraction {
  const { format } = program;
  const print = printCommand(input.access, input, format);
  const command = program.restore(input);
  return {
    digest: digestQuery(input.access, input, format),
    print,
    extract: pipeline([
      { name: "zstd", command: print },
      { name: command.argv[0], command },
    ]),
  };
}

/** Until the files of the snapshot are on its device. */
export function flushSnapshot(path: string): Command {
  return mover(["sync", "--file-system", "."], { cwd: path, mounted: true, root: true });
}
