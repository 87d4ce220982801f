import { type Command, type FileWrite, mover, type Pipeline, type RunRef, type Step } from "@rdump/core/provider";
import { directoryOf, type FileSteps, fileSteps, printCommand } from "../../commands.ts";
import { baseName, stateFile, unfinished, volumeDirectory } from "../../naming/files.ts";
import { forgetCommand, stateWrite } from "../levels.ts";
import type { WholeInput } from "./inputs.ts";
import type { WholeProgram } from "./program.ts";
import { sinceOf } from "./since.ts";

/** The steps of an archive of a whole file system, in order. */
export interface WholeSteps extends FileSteps {
  /** Makes an archive of the changes; null: there is no base. */
  readonly createChanges: Pipeline | null;
  readonly prepare: readonly Command[];
  /** Prints the new file, which is checked. */
  readonly print: Command;
  /** As in the steps of tar. */
  readonly state: FileWrite | null;
  readonly forget: Command | null;
}

export function wholeSteps(program: WholeProgram, input: WholeInput, run: RunRef): WholeSteps {
  const { access, source, levels } = input;
  const { format } = program;
  const base = baseName(input.volume, run);
  const state = stateFile(base, format);
  const withdrawn = levels === null ? [] : [state];
  const stepsWith = (command: Command) => {
    const made = { format, compression: source.compression, reader: { name: format, command } };
    return fileSteps(input, run, made, withdrawn);
  };
  const since = levels?.base == null ? null : sinceOf(levels.base);
  const changes = since === null ? null : (program.readChanges?.(source, since) ?? null);
  const whole = changes === null ? {} : { condition: "if the archive before cannot be the base" };
  return {
    ...stepsWith({ ...program.read(source), ...whole }),
    createChanges: changes === null ? null : stepsWith(changes).create,
    prepare: program.prepare(source),
    print: printCommand(access, { directory: volumeDirectory(input), base }, format, "unfinished"),
    state: levels === null ? null : stateWrite(`${directoryOf(access, input)}/${state}`, unfinished(state), "names"),
    forget: levels === null ? null : forgetCommand(access, input.previous, format),
  };
}

export function wholeStepsInOrder(steps: WholeSteps): readonly Step[] {
  const { ownerDirectory, volumeDirectory: volume, cleanup, prepare, createChanges, create, print } = steps;
  const { discard, flush, rename, state, record, withdraw, forget } = steps;
  const before = cleanup === null ? [ownerDirectory, volume] : [ownerDirectory, volume, cleanup];
  const made = [...(createChanges === null ? [] : [createChanges]), create, print, discard, flush, rename];
  const recorded = [...(state === null ? [] : [state]), record, withdraw, ...(forget === null ? [] : [forget])];
  return [...before, ...prepare, ...made, ...recorded];
}

/** Until the files of the snapshot are on its device. */
export function flushSnapshot(path: string): Command {
  return mover(["sync", "--file-system", "."], { cwd: path, mounted: true, root: true });
}
