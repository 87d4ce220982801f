import {
  type ActionHandler,
  type Command,
  type FinishedNote,
  lastOutput,
  leftOutPath,
  leftOutRemoval,
  mover,
  type RunRef,
  type Step,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { flushCommand } from "../rsync/command.ts";
import { finishedWrites } from "./finished.ts";
import type { FinishInput } from "./input.ts";
import { isPlacing, orderWrite } from "./order.ts";
import { removeStaging } from "./stage.ts";

/** Removes the staging directory when everything is on the disk. Until then the destination shows that it is incomplete. */
export const finishAction: ActionHandler<FinishInput> = {
  kind: "fs/restore-finish",
  version: 4,
  schema: inputSchemas.actions["fs/restore-finish"],
  commands: stepsOf,
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, run, io }) {
    const { note } = input;
    const isBegun = note?.order !== undefined && (await isPlacing(note.staging, io));
    for (const step of stepsOf(input, run, isBegun)) {
      const result = await io.run(step);
      if (result.exitCode === 0) continue;
      const detail = `All files are in their place in ${visible(input.to)}, but ${visible(input.staging)} could not be removed: ${lastOutput(result)}. Repeat the same command.`;
      return { status: "failed", diagnostic: FS.error("restore-not-placed", detail), warnings: [] };
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

/** The removal changes the time of the destination, so its time is kept in a file of the run meanwhile. */
function stepsOf({ to, staging, runFiles, note, keep }: FinishInput, run: RunRef, isBegun = false): readonly Step[] {
  const kept = leftOutPath(runFiles, run, `restore ${to}`);
  const removal = [copyTime(".", kept, to), removeStaging(staging), copyTime(kept, ".", to), leftOutRemoval(kept)];
  return [
    ...(note === undefined ? [] : noteSteps(note, run, isBegun)),
    flushCommand(to, false),
    ...(keep === true ? [] : removal),
  ];
}

/** `isBegun`: the order of the volume that is finished later stays as it is, because it names the run that compared the files. */
function noteSteps({ staging, finished, order }: FinishedNote, run: RunRef, isBegun: boolean): readonly Step[] {
  const noted = finished.map((each) => ({ run: run.id, ...each }));
  const begun = order === undefined || isBegun ? [] : [orderWrite(staging, order, run.id, true)];
  return [...finishedWrites(staging, noted), ...begun];
}

function copyTime(from: string, onto: string, cwd: string): Command {
  return mover(["touch", `--reference=${from}`, "--", onto], { cwd });
}
