import {
  type ActionHandler,
  type Command,
  type CommandResult,
  commandOn,
  type Diagnostic,
  Failure,
  type Outcome,
  onHost,
  type Probe,
  type ReadIo,
  type RunIo,
  type RunRef,
} from "@rdump/core/provider";
import type { Moment } from "../answers/streams.ts";
import { ZFS } from "../codes/index.ts";
import { hostText } from "../discovery/world.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, lookAtHolds, lookAtSides } from "../look.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import {
  bookmarkCommand,
  createReplicaParentCommand,
  holdSentCommand,
  nameOfSent,
  STREAM_SIZE,
  sendPipeline,
} from "../replica/commands.ts";
import { bookmarkName, sendingTag } from "../replica/names.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { SendInput } from "./inputs.ts";

/**
 * Sends one step to a replica. Before the stream, the source gets a bookmark of the snapshot, at which the next step can
 * begin even if the snapshot is lost, and a hold while the stream is in flight. The step is done when the replica lists
 * the guid.
 */
export const sendHandler: ActionHandler<SendInput> = {
  kind: "zfs/send",
  version: 1,
  schema: inputSchemas.actions["zfs/send"],
  stuck: async ({ source, sourceHost, target, host }, io) =>
    (await suspension(poolOf(source), onHost(sourceHost ?? null, io))) ??
    suspension(poolOf(target), onHost(host ?? null, io)),
  commands: (input, run) => [...preparationsOf(input, run), sendPipeline(input, run)],

  async probe(input, run, io): Promise<Probe> {
    const name = nameOfSent(input.snapshot, run);
    const { sent, received } = await look(input, name, io);
    if (sent !== null && isThere(received, sent)) return { state: "done", made: { id: sent.guid, name } };
    return { state: "absent" };
  },

  async run({ input, run, io, progress }): Promise<Outcome> {
    const name = nameOfSent(input.snapshot, run);
    const { sent, received, bookmarks } = await look(input, name, io);
    if (sent === null) return fail("zfs-replica-changed", input, `${input.source}@${name} is missing`);
    const made = { id: sent.guid, name };
    if (isThere(received, sent)) return { status: "done", made, moved: {}, warnings: [] };
    const changed = await whyChanged(input, received, io);
    if (changed !== null) return fail("zfs-replica-changed", input, changed);
    const wrong = await prepare(input, run, { name, sent, bookmarks }, io);
    if (wrong !== null) return fail("zfs-not-sent", input, wrong);
    let bytes = 0;
    let totalBytes: number | undefined;
    const result = await io.run(sendPipeline(input, run), {
      stderr: (line) => {
        const size = STREAM_SIZE.exec(line.toString("latin1"))?.[1];
        if (size !== undefined) totalBytes = Number(size);
      },
      moved: (now) => {
        bytes = now;
        progress({ bytes, ...(totalBytes === undefined ? {} : { totalBytes }) });
      },
    });
    const after = await look(input, name, io);
    if (!isThere(after.received, sent)) return notSent(input, result, io);
    return { status: "done", made, moved: { bytes: Math.max(bytes, totalBytes ?? 0) }, warnings: [] };
  },
};

function preparationsOf(input: SendInput, run: RunRef): readonly Command[] {
  const { owner, source, sourceHost = null, host = null, snapshot, token, parents } = input;
  const name = nameOfSent(snapshot, run);
  const creations = parents.map((parent) => commandOn(host, createReplicaParentCommand(owner, parent)));
  const protections = [holdSentCommand(input, name), bookmarkCommand(owner, source, name)].map((command) =>
    commandOn(sourceHost, command),
  );
  return token === null ? [...creations, ...protections] : protections;
}

interface Looked {
  /** The snapshot of the source; null if there is none, or another one of its name. */
  readonly sent: Moment | null;
  /** The snapshots of the replica, oldest first. */
  readonly received: readonly Moment[];
  readonly bookmarks: readonly Moment[];
}

async function look(input: SendInput, name: string, io: ReadIo): Promise<Looked> {
  const { snapshot } = input;
  const sides = await lookAtSides(input, io);
  if ("unseen" in sides) throw new Failure(sides.unseen);
  const { near, far } = sides.found;
  const sent = near.find((each) => each.kind === "snapshot" && each.name === name) ?? null;
  const isPlanned = snapshot === "this run" || sent?.guid === snapshot.guid;
  return {
    sent: isPlanned ? sent : null,
    received: far.filter(({ kind }) => kind === "snapshot").sort((a, b) => a.txg - b.txg),
    bookmarks: near.filter(({ kind }) => kind === "bookmark"),
  };
}

function isThere(received: readonly Moment[], { guid }: Moment): boolean {
  return received.some((each) => each.guid === guid);
}

/** Whether the replica is as the plan saw it. */
async function whyChanged(
  { owner, target, host, base, token }: SendInput,
  received: readonly Moment[],
  io: ReadIo,
): Promise<string | null> {
  const seen = await findDataset(target, onHost(host ?? null, io));
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const { found } = seen;
  if (base === null && token === null) return found === null ? null : `${target} was created`;
  if (found === null) return `${target} is missing`;
  if (!isOwnDataset(target, found.mark, [owner])) return `${target} does not have the mark of this config`;
  const newest = received.at(-1);
  if (newest?.guid !== base?.guid) return `the newest snapshot of ${target} is ${newest?.name ?? "missing"}`;
  if (base !== null && found.type === "filesystem" && found.written > 0) return `files of ${target} were written`;
  return null;
}

/** The error; null on success. The hold and the bookmark can be there, from a run that died. */
async function prepare(
  input: SendInput,
  run: RunRef,
  { name, sent, bookmarks }: { readonly name: string; readonly sent: Moment; readonly bookmarks: readonly Moment[] },
  io: RunIo,
): Promise<string | null> {
  const { owner, source, sourceHost = null, target, host = null } = input;
  const holds = await lookAtHolds([`${source}@${name}`], onHost(sourceHost, io));
  if ("unseen" in holds) throw new Failure(holds.unseen);
  const isHeld = holds.found.some(({ tag }) => tag === sendingTag(target, host));
  const bookmark = bookmarks.find((each) => each.name === bookmarkName(name, owner));
  if (bookmark !== undefined && bookmark.guid !== sent.guid)
    return `the bookmark ${source}#${bookmark.name} is that of another snapshot`;
  for (const step of preparationsOf(input, run)) {
    if ((step.argv[1] === "hold" && isHeld) || (step.argv[1] === "bookmark" && bookmark !== undefined)) continue;
    const result = await io.run(step);
    const isFar = step.argv[1] === "create";
    if (result.exitCode !== 0)
      return failureIn(poolOf(isFar ? target : source), result, onHost(isFar ? host : sourceHost, io));
  }
  return null;
}

async function notSent(input: SendInput, result: CommandResult, io: ReadIo): Promise<Outcome> {
  const isOfSource = result.stage === "zfs send";
  const pool = poolOf(isOfSource ? input.source : input.target);
  const words = await failureIn(pool, result, onHost((isOfSource ? input.sourceHost : input.host) ?? null, io));
  const isBusy = input.token !== null && /partially-complete state|dataset is busy/.test(words);
  if (isBusy) return fail("zfs-replica-busy", input, "another zfs receive is running");
  const isNamed = result.stage === undefined || words.startsWith(result.stage);
  return fail("zfs-not-sent", input, isNamed ? words : `${result.stage}: ${words}`);
}

function fail(
  code: "zfs-replica-changed" | "zfs-not-sent" | "zfs-replica-busy",
  input: SendInput,
  words: string,
): Outcome {
  return {
    status: "failed",
    diagnostic: diagnosticOf(code, input.target + hostText(input.host ?? null), words),
    warnings: [],
  };
}

const NEXT = {
  "zfs-replica-changed": "Nothing was sent. Plan again.",
  "zfs-not-sent": "What was received is kept. The next apply goes on from there.",
  "zfs-replica-busy": "Nothing was sent. Wait until it has ended, then apply again.",
} as const;

function diagnosticOf(code: keyof typeof NEXT, target: string, words: string): Diagnostic {
  return ZFS.error(code, `${target}: ${words}. ${NEXT[code]}`);
}
