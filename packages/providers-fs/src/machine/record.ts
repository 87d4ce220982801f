import { createHash } from "node:crypto";
import { dirname, join } from "node:path/posix";
import {
  type ActionContext,
  type ActionHandler,
  type Diagnostic,
  type FileWrite,
  lastOutput,
  leftOutPath,
  leftOutRemoval,
  MACHINE_RECORD_LIMIT,
  type MachineRecord,
  mover,
  type Outcome,
  RDUMP_VERSION,
  type RunRef,
  type Step,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { Collected, NOT_INSTALLED } from "./collected.ts";
import { collectDisks } from "./disks.ts";
import { collectGroups, groupSteps } from "./groups.ts";
import type { MachineInput } from "./input.ts";
import { collectPools } from "./pools.ts";
import { bootLoaderOf, collectTables } from "./system.ts";

/** Collects the record of the machine, and writes it into the tree that is archived. */
export const machineAction: ActionHandler<MachineInput> = {
  kind: "fs/machine-record",
  version: 1,
  schema: inputSchemas.actions["fs/machine-record"],

  commands(input, run) {
    const { prepare, backup, remove } = groupSteps(input, run);
    const { write, place, remove: discard } = fileSteps(input, run);
    return [prepare, backup, remove, write, place, discard];
  },

  // A record of a dead run is in no archive, and the next run replaces it.
  probe: () => Promise.resolve({ state: "absent" }),

  async run(context) {
    const { input, run, io } = context;
    const before = await context.verifyTree("before");
    if (before !== null) return { status: "failed", diagnostic: before, warnings: [] };
    const record = await recordOf(context);
    const bytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`, "utf8");
    if (bytes.length > MACHINE_RECORD_LIMIT) return failed(input, `it has ${bytes.length} bytes, which is too large`);
    const { write, place, remove } = fileSteps(input, run);
    for (const step of [{ ...write, content: bytes.toString("latin1") }, place]) {
      const result = await io.run(step);
      if (result.exitCode === 0) continue;
      await io.run(remove);
      return failed(input, lastOutput(result));
    }
    await io.run(remove);
    const after = await context.verifyTree("after");
    if (after !== null) return { status: "failed", diagnostic: after, warnings: [] };
    context.recorded?.(createHash("sha256").update(bytes).digest("hex"));
    return { status: "done", made: null, moved: {}, warnings: incomplete(record, input) };
  },
};

interface FileSteps {
  readonly write: FileWrite;
  readonly place: Step;
  readonly remove: Step;
}

/** The file is written beside the journal, and copied: a link that a user puts in its place is replaced, not followed. */
function fileSteps({ tree, file, runFiles, volume }: MachineInput, run: RunRef): FileSteps {
  const path = leftOutPath(runFiles, run, `machine ${volume}`);
  const isAtRoot = dirname(file) === ".";
  const argv = ["cp", "--no-target-directory", "--remove-destination", "--preserve=mode", "--", path] as const;
  return {
    write: { do: "write", path, content: "", mode: 0o600, found: "the record of the machine" },
    place: mover([...argv, `./${file.slice(file.lastIndexOf("/") + 1)}`], {
      cwd: isAtRoot ? tree.path : join(tree.path, dirname(file)),
      mounted: tree.mounted && isAtRoot,
      root: tree.root,
    }),
    remove: leftOutRemoval(path),
  };
}

async function recordOf({ input, run, io }: ActionContext<MachineInput>): Promise<MachineRecord> {
  const collected = new Collected(io);
  await collectDisks(collected);
  await collectGroups(collected, { input, run, io });
  await collectPools(collected);
  await collectTables(collected);
  const { owner, volume, host, config } = input;
  return {
    formatVersion: 1,
    rdump: RDUMP_VERSION,
    ...{ time: run.time, host, owner, volume },
    bootLoader: await bootLoaderOf(collected),
    config,
    files: collected.files,
    missing: collected.missing,
  };
}

function incomplete({ missing }: MachineRecord, { volume }: MachineInput): readonly Diagnostic[] {
  const failures = missing.filter(({ why }) => why !== NOT_INSTALLED);
  if (failures.length === 0) return [];
  const some = failures.slice(0, 5).map(({ what, why }) => `${visible(what)}: ${visible(why)}`);
  const more = failures.length > 5 ? `\nand ${failures.length - 5} more` : "";
  return [FS.warning("machine-record-incomplete", `${some.join("\n")}${more}`, { address: volume })];
}

function failed({ volume, file }: MachineInput, why: string): Outcome {
  const diagnostic = FS.error("machine-record-not-written", `${visible(file)}: ${why}.`, { address: volume });
  return { status: "failed", diagnostic, warnings: [] };
}
