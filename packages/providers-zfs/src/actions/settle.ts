import {
  type ActionHandler,
  type Command,
  type CommandResult,
  commandOn,
  Failure,
  narrowed,
  type Outcome,
  onHost,
  type ReadIo,
  type RunRef,
} from "@rdump/core/provider";
import type { Hold, Moment } from "../answers/streams.ts";
import { ZFS } from "../codes/index.ts";
import { setCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { lookAtHolds, lookAtOwnMarks, lookAtReceivers, lookAtSides, type Seen } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { parseSnapshotName, poolOf } from "../naming/names.ts";
import { suspension } from "../pool-state.ts";
import {
  destroyBookmarkCommand,
  holdBaseCommand,
  markReceivedCommand,
  nameOfSent,
  releaseCommand,
} from "../replica/commands.ts";
import { BASE_TAG, sendingTag } from "../replica/names.ts";
import { failureIn } from "../scopes/diagnostics.ts";
import type { SettleInput } from "./inputs.ts";

/** After a stream: marks, the hold of the base, and what the last step needed and no step needs any more. */
export const settleHandler: ActionHandler<SettleInput> = {
  kind: "zfs/settle",
  version: 1,
  schema: inputSchemas.actions["zfs/settle"],
  stuck: async (input, io) => (input.host === undefined ? suspension(poolOf(input.target), io) : null),
  commands: (input, run) => stepsOf(input, run).map(({ command }) => command),

  async probe(input, run, io) {
    const due = await dueSteps(input, run, io);
    if (due === null) return { state: "absent" };
    return { state: due.length === 0 ? "done" : "partial" };
  },

  async run({ input, run, io }): Promise<Outcome> {
    const due = await dueSteps(input, run, io);
    const name = nameOfSent(input.snapshot, run);
    if (due === null) return fail(input, `${input.target}@${name} is not the snapshot of the source`);
    for (const command of due) {
      const result = await io.run(command);
      if (result.exitCode !== 0) return fail(input, await whyFailed(input, command, result, io));
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

/** The names of datasets on two hosts can be the same. */
function whyFailed(
  { source, sourceHost, target, host }: SettleInput,
  command: Command,
  result: CommandResult,
  io: ReadIo,
) {
  const there = onHost(command.host ?? null, io);
  if (host !== sourceHost) return failureIn(poolOf(command.host === host ? target : source), result, there);
  return failureIn(poolOf(command.argv.at(-1)?.startsWith(source) === true ? source : target), result, there);
}

/** One command, and whether it has anything to do. For a batch: the members that it has something to do with. */
interface SettleStep {
  readonly command: Command;
  isDue(looked: Looked): boolean | ((member: string) => boolean);
}

interface Looked {
  readonly isMarked: boolean;
  readonly isReadOnly: boolean;
  /** `NAME TAG`, of all holds of the snapshots that matter. */
  readonly holds: ReadonlySet<string>;
  /** The guids of bookmarks by name. */
  readonly bookmarks: ReadonlyMap<string, string>;
}

function stepsOf(input: SettleInput, run: RunRef): readonly SettleStep[] {
  const { owner, source, sourceHost = null, target, host = null, setsReadOnly, held, sending, bookmarks } = input;
  const name = nameOfSent(input.snapshot, run);
  const tag = sendingTag(target, host);
  const near = (command: Command) => commandOn(sourceHost, command);
  const far = (command: Command) => commandOn(host, command);
  const has =
    (of: string) =>
    ({ holds }: Looked) =>
    (member: string) =>
      holds.has(`${member} ${of}`);
  const others = held.filter((each) => each !== name);
  return [
    { command: far(markReceivedCommand(owner, target, name, run)), isDue: ({ isMarked }) => !isMarked },
    ...(setsReadOnly
      ? [{ command: far(setCommand(target, ["readonly=on"])), isDue: ({ isReadOnly }: Looked) => !isReadOnly }]
      : []),
    {
      command: far(holdBaseCommand(target, name)),
      isDue: ({ holds }) => !holds.has(`${target}@${name} ${BASE_TAG}`),
    },
    ...(others.length === 0 ? [] : [{ command: far(releaseCommand(BASE_TAG, target, others)), isDue: has(BASE_TAG) }]),
    { command: near(releaseCommand(tag, source, [...new Set([name, ...sending])])), isDue: has(tag) },
    ...bookmarks.map((bookmark) => ({
      command: near(destroyBookmarkCommand(source, bookmark.name)),
      isDue: (looked: Looked) => looked.bookmarks.get(bookmark.name) === bookmark.guid,
    })),
  ];
}

/** The commands that have something to do; null if the replica does not have the snapshot of the source. */
async function dueSteps(input: SettleInput, run: RunRef, io: ReadIo): Promise<readonly Command[] | null> {
  const looked = await look(input, nameOfSent(input.snapshot, run), io);
  if (looked === null) return null;
  return stepsOf(input, run).flatMap(({ command, isDue }) => {
    const due = isDue(looked);
    if (typeof due === "boolean") return due ? [command] : [];
    const some = narrowed(command, due);
    return some.batch?.members.length === 0 ? [] : [some];
  });
}

async function look(input: SettleInput, name: string, io: ReadIo): Promise<Looked | null> {
  const { owner, source, target, host = null, snapshot, held, sending } = input;
  const { near, far } = known(await lookAtSides(input, io));
  const there = onHost(host, io);
  const find = (side: readonly Moment[], each: string) =>
    side.find((moment) => moment.kind === "snapshot" && moment.name === each);
  const wanted = snapshot === "this run" ? find(near, name)?.guid : snapshot.guid;
  if (wanted === undefined || find(far, name)?.guid !== wanted) return null;
  const atTarget = [name, ...held].filter((each) => find(far, each) !== undefined).map((each) => `${target}@${each}`);
  const atSource = [name, ...sending]
    .filter((each) => find(near, each) !== undefined)
    .map((each) => `${source}@${each}`);
  const holds = await holdsOf(atSource, atTarget, input, io);
  const marks = known(await lookAtOwnMarks(target, there));
  const [receiver] = known(await lookAtReceivers([target], there));
  const bookmarks = near.filter(({ kind }) => kind === "bookmark");
  return {
    isMarked: isOwnSnapshot(parseSnapshotName(name), marks.get(`${target}@${name}`) ?? null, [owner]),
    isReadOnly: receiver?.readOnly === true,
    holds,
    bookmarks: new Map(bookmarks.map((each) => [each.name, each.guid])),
  };
}

/** `NAME TAG`. Those of both sides have different tags, so they are not confused where names are the same. */
async function holdsOf(
  atSource: readonly string[],
  atTarget: readonly string[],
  sides: SettleInput,
  io: ReadIo,
): Promise<ReadonlySet<string>> {
  const { sourceHost = null, host = null } = sides;
  const isOneHost = host === sourceHost;
  const together = isOneHost ? [...atTarget, ...atSource] : atSource;
  const near = known(await lookAtHolds([...new Set(together)], onHost(sourceHost, io)));
  const far = isOneHost ? [] : known(await lookAtHolds([...new Set(atTarget)], onHost(host, io)));
  const isOfSource = ({ tag }: Hold) => tag !== BASE_TAG;
  const found = isOneHost ? near : [...near.filter(isOfSource), ...far.filter((hold) => !isOfSource(hold))];
  return new Set(found.map(({ snapshot, tag }) => `${snapshot} ${tag}`));
}

function known<T>(seen: Seen<T>): T {
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found;
}

function fail({ target }: SettleInput, words: string): Outcome {
  const detail = `${target}: ${words}. The next apply tries again.`;
  return { status: "failed", diagnostic: ZFS.error("zfs-not-settled", detail), warnings: [] };
}
