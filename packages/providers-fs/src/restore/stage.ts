import { basename, dirname } from "node:path/posix";
import { type ActionHandler, type Command, lastOutput, mover, type Outcome, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";

import type { StageInput } from "./input.ts";
import { observeRestorePlace } from "./observe.ts";
import { orderWrite, STAGING, TREE_NAME } from "./order.ts";

/** Creates an empty staging directory below the destination. What an interrupted restore left in it is removed. */
export const stageAction: ActionHandler<StageInput> = {
  kind: "fs/restore-stage",
  version: 1,
  schema: inputSchemas.actions["fs/restore-stage"],
  commands: ({ to, order }, run) => [
    makeDestination(to),
    removeStaging(to),
    makeStaging(to),
    orderWrite(to, order, run.id, false),
  ],
  // An interrupted restore is begun again by a person: it never blocks a backup.
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, run, io }) {
    const { to, order } = input;
    const place = await observeRestorePlace(to, order, io);
    if (place.problem !== null) return failed(place.problem);
    if (place.staged?.placing === true) {
      return failed(FS.error("restore-to-not-empty", `Another restore is being moved to its place in ${visible(to)}.`));
    }
    const steps = [
      ...(place.exists ? [] : [makeDestination(to)]),
      removeStaging(to),
      makeStaging(to),
      orderWrite(to, order, run.id, false),
    ];
    for (const step of steps) {
      const result = await io.run(step);
      if (result.exitCode === 0) continue;
      return failed(FS.error("restore-not-written", `${visible(to)}: ${lastOutput(result)}. Nothing was restored.`));
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

function failed(diagnostic: Extract<Outcome, { status: "failed" }>["diagnostic"]): Outcome {
  return { status: "failed", diagnostic, warnings: [] };
}

function makeDestination(to: string): Command {
  const command = mover(["mkdir", "--mode=0700", "--", `./${basename(to)}`], { cwd: dirname(to) });
  return { ...command, condition: "if it does not exist" };
}

export function removeStaging(to: string): Command {
  return mover(["rm", "--recursive", "--force", "--one-file-system", "--", `./${STAGING}`], { cwd: to });
}

function makeStaging(to: string): Command {
  return mover(["install", "--directory", "--mode=0700", "--", `./${STAGING}`, `./${STAGING}/${TREE_NAME}`], {
    cwd: to,
  });
}
