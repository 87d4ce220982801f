import {
  type ActionHandler,
  type Diagnostic,
  Failure,
  type Outcome,
  type Probe,
  type ReadIo,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { setCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, lookAtOwnDatasetMarks, lookAtOwnProperties } from "../look.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { nameOf } from "../naming/settings.ts";
import { stuckIn } from "../pool-state.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { PropertiesInput } from "./inputs.ts";

/** Sets properties on a dataset of rdump, if the dataset only inherits them. A value that was set by a user is kept. */
export const propertiesHandler: ActionHandler<PropertiesInput> = {
  kind: "zfs/properties",
  version: 1,
  schema: inputSchemas.actions["zfs/properties"],
  stuck: stuckIn(({ dataset }) => dataset),
  commands: ({ dataset, settings }) => [setCommand(dataset, settings)],
  probe: (input, _run, io) => probe(input, io),

  async run({ input, io }): Promise<Outcome> {
    const { dataset, settings } = input;
    const before = await probe(input, io);
    if (before.state === "foreign") return { status: "failed", diagnostic: before.diagnostic, warnings: [] };
    if (before.state === "partial") return fail(dataset, "some of the properties were set since the plan was made");
    const result = await io.run(setCommand(dataset, settings));
    if (result.exitCode !== 0) return fail(dataset, await failureIn(poolOf(dataset), result, io));
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

async function probe(
  { owner, owners = [owner], dataset, guid, settings }: PropertiesInput,
  io: ReadIo,
): Promise<Probe> {
  const seen = await findDataset(dataset, io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const marks = await lookAtOwnDatasetMarks([dataset], io);
  if ("unseen" in marks) throw new Failure(marks.unseen);
  const isOwn = seen.found?.guid === guid && isOwnDataset(dataset, marks.found.get(dataset) ?? null, owners);
  if (!isOwn) return { state: "foreign", diagnostic: notSet(dataset, "it is not the dataset of the plan") };
  const own = await lookAtOwnProperties([dataset], settings, io);
  if ("unseen" in own) throw new Failure(own.unseen);
  const count = settings.filter((setting) => own.found.get(dataset)?.has(nameOf(setting))).length;
  return { state: count === 0 ? "absent" : count === settings.length ? "done" : "partial" };
}

function fail(dataset: string, words: string): Outcome {
  return { status: "failed", diagnostic: notSet(dataset, words), warnings: [] };
}

function notSet(dataset: string, words: string): Diagnostic {
  const detail = `${dataset}: ${words}. Nothing was copied into the dataset. Plan again.`;
  return ZFS.error("zfs-properties-not-set", detail);
}
