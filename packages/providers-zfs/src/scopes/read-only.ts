import type { ScopeHandler } from "@rdump/core/provider";
import { forgetRunCommand, isReadOnlyQuery, readOnlyCommand, writableCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn, notReadOnly, staysReadOnly } from "./diagnostics.ts";
import type { ReadOnlyInput } from "./inputs.ts";

/**
 * Makes a clone read-only for its users. The mark of the run shows that rdump did it: a clone that users made read-only
 * is not changed back.
 */
export const readOnlyScope: ScopeHandler<ReadOnlyInput> = {
  kind: "zfs/read-only",
  version: 1,
  schema: inputSchemas.scopes["zfs/read-only"],
  stuck: stuckIn(({ dataset }) => dataset),

  handle: ({ dataset, guid }, run) => ({ dataset, guid, run: run.id }),

  commands: ({ dataset }, run) => ({
    acquire: [readOnlyCommand(dataset, run)],
    release: [writableCommand(dataset), forgetRunCommand(dataset)],
  }),

  async acquire({ dataset, guid }, run, io) {
    const seen = await findDataset(dataset, io);
    if ("unseen" in seen) return seen.unseen;
    if (seen.found?.guid !== guid) return notReadOnly(dataset, "it is not the dataset of the plan");
    const isReadOnly = await io.query(isReadOnlyQuery(dataset));
    if (isReadOnly.stdout.toString("utf8").trim() === "on") return null;
    const made = await io.run(readOnlyCommand(dataset, run));
    return made.exitCode === 0 ? null : notReadOnly(dataset, await failureIn(poolOf(dataset), made, io));
  },

  async release({ dataset, guid }, run, io) {
    const seen = await findDataset(dataset, io);
    if ("unseen" in seen) return seen.unseen;
    // The new clone may exist by now.
    if (seen.found?.guid !== guid || seen.found.run !== run.id) return null;
    for (const step of [writableCommand(dataset), forgetRunCommand(dataset)]) {
      const undone = await io.run(step);
      if (undone.exitCode !== 0) return staysReadOnly(dataset, await failureIn(poolOf(dataset), undone, io));
    }
    return null;
  },
};
