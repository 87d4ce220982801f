import {
  type ActionHandler,
  type Command,
  commandOn,
  DONE,
  failed,
  type Outcome,
  onHost,
  type ReadIo,
  type RunIo,
  type RunRef,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { groupsOf, known, lookAtHolds } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import { holdSentCommand, nameOfSent, releaseCommand } from "../replica/commands.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { HoldInput } from "./inputs.ts";

/**
 * The holds on the snapshots of sources while they are sent: one command for all sources of a host. Holds of a stream that
 * never began are released, because a snapshot with a hold cannot expire.
 */
export const holdHandler: ActionHandler<HoldInput> = {
  kind: "zfs/hold",
  version: 1,
  schema: inputSchemas.actions["zfs/hold"],
  stuck: async ({ source, sourceHost }, io) => suspension(poolOf(source), onHost(sourceHost ?? null, io)),
  commands: (input, run) => commandsFor([input], run),

  async probe(input, run, io) {
    const missing = await notHeld([input], run, io);
    return { state: missing.size === 0 ? "done" : "absent" };
  },

  async run({ input, run, io }): Promise<Outcome> {
    const [outcome] = await holdAll([input], run, io);
    return outcome ?? DONE;
  },

  joint: {
    kind: "batch",
    place: ({ sourceHost = null, tag }) => JSON.stringify(["holds", sourceHost, tag]),
    // The commands themselves tell whether a snapshot exists.
    look: async () => "nothing",
    commands: commandsFor,
    run: (inputs, io, _seen, run) => holdAll(inputs, run, io),
  },
};

type Inputs = readonly [HoldInput, ...HoldInput[]];

function commandsFor(inputs: Inputs, run: RunRef): readonly Command[] {
  const [{ sourceHost = null, tag }] = inputs;
  const [held, stale] = [inputs.flatMap((input) => heldIn(input, run)), inputs.flatMap(staleIn)];
  const commands = [
    ...groupsOf(held).map((names) => holdSentCommand(tag, names)),
    ...groupsOf(stale).map((names) => releaseCommand(tag, names)),
  ];
  return commands.map((command) => commandOn(sourceHost, command));
}

/** By their full names. */
function heldIn({ source, snapshot, between = [] }: HoldInput, run: RunRef): readonly string[] {
  return [...between, nameOfSent(snapshot, run)].map((name) => `${source}@${name}`);
}

function staleIn({ source, stale = [] }: HoldInput): readonly string[] {
  return stale.map((name) => `${source}@${name}`);
}

/** A snapshot in between can be gone: then it is not sent. The last one must have its hold. */
async function holdAll(inputs: Inputs, run: RunRef, io: RunIo): Promise<readonly Outcome[]> {
  const [{ source, sourceHost = null }] = inputs;
  let words: string | null = null;
  for (const command of commandsFor(inputs, run)) {
    const result = await io.run(command);
    const isHold = command.batch?.stem[1] === "hold";
    if (result.exitCode !== 0 && isHold) words ??= await failureIn(poolOf(source), result, onHost(sourceHost, io));
  }
  if (words === null) return inputs.map(() => DONE);
  const missing = await notHeld(inputs, run, io);
  return inputs.map((input) => (missing.has(lastOf(input, run)) ? fail(input, words) : DONE));
}

function lastOf({ source, snapshot }: HoldInput, run: RunRef): string {
  return `${source}@${nameOfSent(snapshot, run)}`;
}

/** The snapshots to send that do not have the hold. */
async function notHeld(inputs: Inputs, run: RunRef, io: ReadIo): Promise<ReadonlySet<string>> {
  const [{ sourceHost = null, tag }] = inputs;
  const all = inputs.map((input) => lastOf(input, run));
  const holds = known(await lookAtHolds(all, onHost(sourceHost, io)));
  const held = new Set(holds.flatMap((hold) => (hold.tag === tag ? [hold.snapshot] : [])));
  return new Set(all.filter((each) => !held.has(each)));
}

function fail({ source, target }: HoldInput, words: string): Outcome {
  const detail = `${target}: no hold on the snapshot of ${source}: ${words}. Nothing was sent. Plan again.`;
  return failed(ZFS.error("zfs-not-sent", detail));
}
