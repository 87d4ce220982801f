import { type ActionHandler, type Diagnostic, Failure, type Outcome } from "@rdump/core/provider";
import { createMirrorCommand } from "../commands.ts";
import { findDataset } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/troubles.ts";

export type CreateInput = { readonly owner: string; readonly dataset: string };

/** Makes a mirror's dataset. */
export const createHandler: ActionHandler<CreateInput> = {
  kind: "zfs/create",
  stuck: stuckIn(({ dataset }) => dataset),
  commands: ({ owner, dataset }) => [createMirrorCommand(owner, dataset)],

  async probe({ owner, dataset }, _run, io) {
    const seen = await findDataset(dataset, io);
    if ("unseen" in seen) throw new Failure(seen.unseen);
    const { found } = seen;
    if (found === null) return { state: "absent" };
    if (found.mark === datasetMark(owner, dataset)) return { state: "done" };
    return { state: "foreign", diagnostic: foreign(dataset) };
  },

  async run({ input: { owner, dataset }, io }): Promise<Outcome> {
    const result = await io.run(createMirrorCommand(owner, dataset));
    if (result.exitCode === 0) return { status: "done", made: null, moved: {}, warnings: [] };
    return {
      status: "failed",
      diagnostic: notCreated(dataset, await failureIn(poolOf(dataset), result, io)),
      warnings: [],
    };
  },
};

function foreign(dataset: string): Diagnostic {
  return {
    code: "zfs-mirror-foreign",
    severity: "error",
    summary: "The mirror's dataset does not belong to this config",
    detail: `${dataset} was made by somebody else since the plan was. It was left alone. Plan anew.`,
  };
}

function notCreated(dataset: string, words: string): Diagnostic {
  return {
    code: "zfs-not-created",
    severity: "error",
    summary: "The mirror's dataset could not be made",
    detail: `${dataset}: ${words}. Nothing was copied.`,
  };
}
