import {
  type ActionHandler,
  type Command,
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
import { finishedWrite } from "./finished.ts";
import type { FinishInput } from "./input.ts";
import { removeStaging } from "./stage.ts";

/** Removes the staging directory when everything is on the disk. Until then the destination shows that it is incomplete. */
export const finishAction: ActionHandler<FinishInput> = {
  kind: "fs/restore-finish",
  version: 3,
  schema: inputSchemas.actions["fs/restore-finish"],
  commands: stepsOf,
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, run, io }) {
    for (const step of stepsOf(input, run)) {
      const result = await io.run(step);
      if (result.exitCode === 0) continue;
      const detail = `All files are in their place in ${visible(input.to)}, but ${visible(input.staging)} could not be removed: ${lastOutput(result)}. Repeat the same command.`;
      return { status: "failed", diagnostic: FS.error("restore-not-placed", detail), warnings: [] };
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

/** The removal changes the time of the destination, so its time is kept in a file of the run meanwhile. */
function stepsOf({ to, staging, runFiles, note }: FinishInput, run: RunRef): readonly Step[] {
  const kept = leftOutPath(runFiles, run, `restore ${to}`);
  return [
    ...(note === undefined ? [] : [finishedWrite(note.staging, note.finished)]),
    flushCommand(to, false),
    copyTime(".", kept, to),
    removeStaging(staging),
    copyTime(kept, ".", to),
    leftOutRemoval(kept),
  ];
}

function copyTime(from: string, onto: string, cwd: string): Command {
  return mover(["touch", `--reference=${from}`, "--", onto], { cwd });
}
