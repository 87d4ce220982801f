import { basename, dirname, join, relative } from "node:path/posix";
import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  failed,
  lastOutput,
  mover,
  type RestoreOrder,
  type RunIo,
  type RunRef,
  type Step,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";

import { isClosedFor } from "./closed-place.ts";
import type { StageInput } from "./input.ts";
import { observeRestorePlace } from "./observe.ts";
import { orderWrite, TREE_NAME } from "./order.ts";

/** Creates an empty staging directory below the destination. What an interrupted restore left in it is removed. */
export const stageAction: ActionHandler<StageInput> = {
  kind: "fs/restore-stage",
  version: 2,
  schema: inputSchemas.actions["fs/restore-stage"],
  commands: (input, run) => [...destinationSteps(input), ...stagingSteps(input.staging, input.order, run)],
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, run, io }) {
    const { to, staging, order } = input;
    const unmade = await makeDirectories(input, io);
    if (unmade !== null) return failed(unmade);
    const place = await observeRestorePlace(to, { paths: order.paths, ...wholeIn(input) }, io);
    if (place.problem !== null) return failed(place.problem);
    if (place.staged?.placing === true) {
      return failed(FS.error("restore-to-not-empty", `Another restore is being moved to its place in ${visible(to)}.`));
    }
    const isLater = input.whole?.outermost !== undefined && (await isClosedFor(to, staging, io));
    if (place.staging !== staging && !isLater) {
      const detail = `Other users can write to a directory on the path of ${visible(to)}, and could not when the plan was made.`;
      return failed(FS.error("restore-to-unsafe", detail));
    }
    const steps = [...(place.exists ? [] : [makeDestination(to)]), ...stagingSteps(staging, order, run)];
    for (const step of steps) {
      const result = await io.run(step);
      if (result.exitCode === 0) continue;
      return failed(FS.error("restore-not-written", `${visible(to)}: ${lastOutput(result)}. Nothing was restored.`));
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

function wholeIn({ whole }: StageInput): Pick<StageInput, "whole"> {
  return whole === undefined ? {} : { whole };
}

function makeDestination(to: string, mode = "0700"): Command {
  const command = mover(["mkdir", `--mode=${mode}`, "--", `./${basename(to)}`], { cwd: dirname(to) });
  return { ...command, condition: "if it does not exist" };
}

function destinationSteps(input: StageInput): readonly Command[] {
  return [...parentsOf(input).map((path) => makeDestination(path, "0755")), makeDestination(input.to)];
}

/** The directories from the target of all volumes to the one above the destination, outermost first. */
function parentsOf({ to, whole }: StageInput): readonly string[] {
  if (whole === undefined || whole.target === to) return [];
  const names = relative(whole.target, to).split("/").slice(0, -1);
  return [whole.target, ...names.map((_, index) => join(whole.target, ...names.slice(0, index + 1)))];
}

/** A restored link is not followed: it can lead out of the target. */
async function makeDirectories(input: StageInput, io: RunIo): Promise<Diagnostic | null> {
  if (input.whole === undefined) return null;
  for (const step of destinationSteps(input)) {
    const path = join(step.cwd ?? "/", step.argv.at(-1) ?? "");
    const facts = await io.lstat(path);
    if (facts?.kind === "directory") continue;
    if (facts !== null) return FS.error("restore-to-unsafe", `${visible(path)} is not a directory.`);
    const result = await io.run(step);
    if (result.exitCode !== 0) return FS.error("restore-not-written", `${visible(path)}: ${lastOutput(result)}.`);
  }
  return null;
}

/** `mkdir` follows no link, and takes no directory that is there. */
function stagingSteps(staging: string, order: RestoreOrder, run: RunRef): readonly Step[] {
  const made = mover(["mkdir", "--mode=0700", "--", `./${basename(staging)}`], { cwd: dirname(staging) });
  const tree = mover(["mkdir", "--mode=0700", "--", `./${TREE_NAME}`], { cwd: staging });
  return [removeStaging(staging), made, tree, orderWrite(staging, order, run.id, false)];
}

export function removeStaging(staging: string): Command {
  const argv = ["rm", "--recursive", "--force", "--one-file-system", "--", `./${basename(staging)}`] as const;
  return mover(argv, { cwd: dirname(staging) });
}
