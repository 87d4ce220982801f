import {
  type ActionContext,
  type ActionHandler,
  type Command,
  type CommandResult,
  commandOn,
  type Diagnostic,
  type Made,
  type Outcome,
  onHost,
  type Probe,
  type ReadIo,
  type RunIo,
  type RunRef,
  type Unconfirmed,
  visible,
} from "@rdump/core/provider";
import type { Moment } from "../answers/streams.ts";
import { ZFS } from "../codes/index.ts";
import { hostText } from "../discovery/world.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findDataset, known, lookAtHolds } from "../look.ts";
import { isOwnDataset } from "../naming/marks.ts";
import { isPointName, poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import {
  bookmarkCommand,
  createReplicaParentCommand,
  holdBetweenCommands,
  holdSentCommand,
  nameOfSent,
  sendPipeline,
  sendsAll,
  tagOf,
} from "../replica/commands.ts";
import { estimateSends } from "../replica/estimate.ts";
import { bookmarkName } from "../replica/names.ts";
import { hasGuid, lookAtSides, placeOf, received, type SidesView, sourceSnapshot } from "../replica/sides.ts";
import { StreamCount } from "../replica/stream-count.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { SendInput } from "./inputs.ts";

/**
 * Sends one step to a replica. Before the stream, the source gets a bookmark of the snapshot, at which the next step can
 * begin even if the snapshot is lost, and a hold while the stream is in flight, unless `holdHandler` has set it. The snapshots
 * in between get the hold too.
 * The step is done when the replica lists the guid: one query confirms all steps between two hosts. ZFS itself refuses a
 * stream that does not fit to the replica as it is by then.
 */
export const sendHandler: ActionHandler<SendInput> = {
  kind: "zfs/send",
  version: 1,
  schema: inputSchemas.actions["zfs/send"],
  stuck: async ({ source, sourceHost, target, host }, io) =>
    (await suspension(poolOf(source), onHost(sourceHost ?? null, io))) ??
    suspension(poolOf(target), onHost(host ?? null, io)),
  commands: (input, run) => streamsOf(input).flatMap((each) => [...preparationsOf(each, run), sendPipeline(each, run)]),
  probesItself: true,
  estimate: estimateSends,

  async probe(input, run, io): Promise<Probe> {
    const seen = await lookAtSides([input], io);
    const arrived = arrivedIn(input, run, seen);
    return arrived === null ? { state: "absent" } : doneWith(arrived);
  },

  async run(context): Promise<Outcome> {
    const { input, run, io } = context;
    const begun = await begin(context);
    return begun.status === "unconfirmed" ? confirm(input, run, begun, await lookAtSides([input], io)) : begun;
  },

  joint: {
    kind: "confirmation",
    place: placeOf,
    look: lookAtSides,
    begin,
    confirm: (input, run, begun, seen) => confirm(input, run, begun, seen as SidesView | null),
  },
};

/** One for each stream. ZFS refuses one whose base has not arrived. */
function streamsOf({ steps = [], held, ...last }: SendInput): readonly [SendInput, ...SendInput[]] {
  const bases = [last.base, ...steps.map((step) => ({ ...step, from: `@${step.name}` }))];
  const before = steps.map((snapshot, index) => ({ ...last, snapshot, base: bases[index] ?? null }));
  const [first, ...others] = [...before, { ...last, base: bases.at(-1) ?? null }];
  return [{ ...(first ?? last), ...(held === true ? { held } : {}) }, ...others];
}

async function begin(context: ActionContext<SendInput>): Promise<Outcome | Unconfirmed> {
  const { input, run, io, progress } = context;
  const isFirst = input.base === null && input.token === null;
  // A dataset with the mark of this config would be created before ZFS refuses the stream.
  const created = isFirst ? await whyChanged(input, [], io) : null;
  if (created !== null) return fail("zfs-replica-changed", input, created);
  const count = new StreamCount(progress);
  const warnings: Diagnostic[] = [];
  for (const stream of streamsOf(input)) {
    const wrong = await prepare(stream, run, io);
    if (wrong !== null) return wrong;
    count.nextStream();
    const result = await io.run(sendPipeline(stream, run), count);
    if (result.exitCode === 0) warnings.push(...refusedProperties(stream, result));
    else {
      const outcome = await notSent(stream, run, result, io);
      const isOfStep = stream.snapshot !== input.snapshot;
      if (outcome.status !== "done" || !isOfStep) return outcome;
    }
  }
  return { status: "unconfirmed", moved: count.all(), warnings };
}

/** `zfs receive` ends with 0 although a property was refused. */
const REFUSED = /^cannot receive (\S{1,256}) property on (.{1,256}): (.{1,256})$/;

/** An ordinary user can neither receive nor exclude a mount point: both have the same effect. */
function refusedProperties({ target }: SendInput, { stages = [] }: CommandResult): readonly Diagnostic[] {
  const stderr = stages.find(({ name }) => name === "zfs receive")?.stderr.toString("utf8") ?? "";
  const refused = stderr.split("\n").flatMap((line) => {
    const [, property, , why] = REFUSED.exec(line) ?? [];
    return property === undefined || property === "mountpoint" || why === undefined
      ? []
      : [`${visible(property)} (${visible(why)})`];
  });
  if (refused.length === 0) return [];
  const detail = `${target} does not have these properties: ${refused.slice(0, 10).join(", ")}. The files of the point are complete. Look at the rights of the receiving user (zfs allow ${target}).`;
  return [ZFS.warning("zfs-property-refused", detail)];
}

function confirm(input: SendInput, run: RunRef, { moved, warnings }: Unconfirmed, seen: SidesView | null): Outcome {
  if (seen === null) return fail("zfs-not-sent", input, "the run was stopped before the replica was listed");
  const arrived = arrivedIn(input, run, seen);
  if (arrived === null) return fail("zfs-not-sent", input, "the replica does not list the snapshot after the stream");
  return { status: "done", made: madeOf(arrived), moved, warnings };
}

/** The snapshot of the source that the replica has too; null if it does not have it. */
function arrivedIn(input: SendInput, run: RunRef, seen: SidesView): Moment | null {
  const sent = sentIn(input, run, seen);
  return sent !== null && hasGuid(received(input.target, seen), sent.guid) ? sent : null;
}

/** Null: the snapshot of another program, which an interrupted stream with intermediate ones had reached. */
function madeOf({ guid, name }: Moment): Made | null {
  return isPointName(name) ? { id: guid, name } : null;
}

function doneWith(arrived: Moment): Probe {
  const made = madeOf(arrived);
  return made === null ? { state: "done" } : { state: "done", made };
}

/** The planned snapshot of the source; null if there is none, or another one of its name. */
function sentIn({ source, snapshot }: SendInput, run: RunRef, seen: SidesView): Moment | null {
  const found = sourceSnapshot(source, nameOfSent(snapshot, run), seen);
  return found !== null && (snapshot === "this run" || snapshot.guid === found.guid) ? found : null;
}

function preparationsOf(input: SendInput, run: RunRef): readonly Command[] {
  const { owner, source, sourceHost = null, host = null, snapshot, token, parents, held } = input;
  const name = nameOfSent(snapshot, run);
  const creations = parents.map((parent) => commandOn(host, createReplicaParentCommand(owner, parent)));
  const bookmarks = isPointName(name) ? [bookmarkCommand(owner, source, name)] : [];
  const own = () => [...holdBetweenCommands(input), holdSentCommand(tagOf(input), [`${source}@${name}`])];
  const holds = held === true ? [] : own();
  const protections = [...holds, ...bookmarks].map((command) => commandOn(sourceHost, command));
  return token === null ? [...creations, ...protections] : protections;
}

/** Why a replica is not as the plan saw it. */
async function whyChanged(
  { owner, target, host, base, token }: SendInput,
  snapshots: readonly Moment[],
  io: ReadIo,
): Promise<string | null> {
  const found = known(await findDataset(target, onHost(host ?? null, io)));
  if (base === null && token === null) return found === null ? null : `${target} was created`;
  if (found === null) return `${target} is missing`;
  if (!isOwnDataset(target, found.mark, [owner])) return `${target} does not have the mark of this config`;
  const newest = snapshots.at(-1);
  if (newest?.guid !== base?.guid) return `the newest snapshot of ${target} is ${newest?.name ?? "missing"}`;
  if (base !== null && found.type === "filesystem" && found.written > 0) return `files of ${target} were written`;
  return null;
}

/** The error; null on success. The hold and the bookmark can exist, from a run that died. */
async function prepare(input: SendInput, run: RunRef, io: RunIo): Promise<Outcome | null> {
  const { owner, source, sourceHost = null, target, host = null } = input;
  const name = nameOfSent(input.snapshot, run);
  const sentFrom = onHost(sourceHost, io);
  for (const step of preparationsOf(input, run)) {
    const result = await io.run(step);
    if (result.exitCode === 0) continue;
    const [, verb] = step.batch?.stem ?? step.argv;
    const isLast = step.argv.at(-1) === `${source}@${name}`;
    // Of those in between, one can be gone and another one can have the hold.
    if (verb === "hold" && !isLast) continue;
    if (verb === "create")
      return fail("zfs-not-sent", input, await failureIn(poolOf(target), result, onHost(host, io)));
    const seen = await lookAtSides([input], io);
    const sent = sentIn(input, run, seen);
    if (sent === null) return fail("zfs-replica-changed", input, `${source}@${name} is missing`);
    if (verb === "hold" && (await isHeld(`${source}@${name}`, tagOf(input), sentFrom))) continue;
    const bookmark = seen.near
      .get(source)
      ?.find((each) => each.kind === "bookmark" && each.name === bookmarkName(name, owner));
    if (verb === "bookmark" && bookmark?.guid === sent.guid) continue;
    const isOther = verb === "bookmark" && bookmark !== undefined;
    const words = isOther
      ? `the bookmark ${source}#${bookmark.name} is that of another snapshot`
      : await failureIn(poolOf(source), result, sentFrom);
    return fail("zfs-not-sent", input, words);
  }
  return null;
}

async function isHeld(snapshot: string, tag: string, io: ReadIo): Promise<boolean> {
  return known(await lookAtHolds([snapshot], io)).some((hold) => hold.tag === tag);
}

async function notSent(input: SendInput, run: RunRef, result: CommandResult, io: ReadIo): Promise<Outcome> {
  const seen = await lookAtSides([input], io);
  const arrived = arrivedIn(input, run, seen);
  if (arrived !== null) return { status: "done", made: madeOf(arrived), moved: {}, warnings: [] };
  if (sentIn(input, run, seen) === null) {
    const name = nameOfSent(input.snapshot, run);
    return fail("zfs-replica-changed", input, `${input.source}@${name} is missing`);
  }
  const isStep = input.base !== null && !sendsAll(input);
  const changed = !isStep ? null : await whyChanged(input, received(input.target, seen), io);
  if (changed !== null) return fail("zfs-replica-changed", input, changed);
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
  "zfs-not-sent": "The received part is kept. The next apply resumes the stream.",
  "zfs-replica-busy": "Nothing was sent. Wait until it has ended, then apply again.",
} as const;

function diagnosticOf(code: keyof typeof NEXT, target: string, words: string): Diagnostic {
  return ZFS.error(code, `${target}: ${words}. ${NEXT[code]}`);
}
