import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  Failure,
  type Outcome,
  type RunRef,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { createMirrorCommand, createParentCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { CreateInput } from "./inputs.ts";

/** Makes a mirror's dataset. */
export const createHandler: ActionHandler<CreateInput> = {
  kind: "zfs/create",
  version: 1,
  schema: inputSchemas.actions["zfs/create"],
  stuck: stuckIn(({ dataset }) => dataset),
  commands: commandsFor,

  async probe({ owner, dataset }, _run, io) {
    const seen = await findDataset(dataset, io);
    if ("unseen" in seen) throw new Failure(seen.unseen);
    const { found } = seen;
    if (found === null) return { state: "absent" };
    if (found.mark === datasetMark(owner, dataset)) return { state: "done" };
    return { state: "foreign", diagnostic: foreign(dataset) };
  },

  async run({ input, run, io }): Promise<Outcome> {
    for (const command of commandsFor(input, run)) {
      const result = await io.run(command);
      if (result.exitCode === 0) continue;
      const words = await failureIn(poolOf(input.dataset), result, io);
      return { status: "failed", diagnostic: notCreated(input.dataset, words), warnings: [] };
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

function commandsFor({ owner, dataset, parents }: CreateInput, run: RunRef): readonly Command[] {
  return [
    ...parents.map((parent) => createParentCommand(owner, parent, run)),
    createMirrorCommand(owner, dataset, run),
  ];
}

function foreign(dataset: string): Diagnostic {
  const detail = `${dataset} was made by another program after the plan. rdump did not change it. Plan again.`;
  return ZFS.error("zfs-mirror-foreign", detail);
}

function notCreated(dataset: string, words: string): Diagnostic {
  const detail = `${dataset}: ${words}. Nothing was copied.`;
  return ZFS.error("zfs-not-created", detail);
}
