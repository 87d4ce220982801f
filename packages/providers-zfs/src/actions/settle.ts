import {
  type ActionHandler,
  type Command,
  Failure,
  narrowed,
  type Outcome,
  type ReadIo,
  type RunRef,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { setCommand } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { lookAtHolds, lookAtMoments, lookAtOwnMarks, lookAtReceivers, type Seen } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { parseSnapshotName, poolOf } from "../naming/names.ts";
import { stuckIn } from "../pool-state.ts";
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
  stuck: stuckIn(({ target }) => target),
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
      const pool = poolOf(command.argv.at(-1)?.startsWith(input.source) === true ? input.source : input.target);
      if (result.exitCode !== 0) return fail(input, await failureIn(pool, result, io));
    }
    return { status: "done", made: null, moved: {}, warnings: [] };
  },
};

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
  const { owner, source, target, setsReadOnly, held, sending, bookmarks } = input;
  const name = nameOfSent(input.snapshot, run);
  const tag = sendingTag(target);
  const has =
    (of: string) =>
    ({ holds }: Looked) =>
    (member: string) =>
      holds.has(`${member} ${of}`);
  const others = held.filter((each) => each !== name);
  return [
    { command: markReceivedCommand(owner, target, name, run), isDue: ({ isMarked }) => !isMarked },
    ...(setsReadOnly
      ? [{ command: setCommand(target, ["readonly=on"]), isDue: ({ isReadOnly }: Looked) => !isReadOnly }]
      : []),
    {
      command: holdBaseCommand(target, name),
      isDue: ({ holds }) => !holds.has(`${target}@${name} ${BASE_TAG}`),
    },
    ...(others.length === 0 ? [] : [{ command: releaseCommand(BASE_TAG, target, others), isDue: has(BASE_TAG) }]),
    { command: releaseCommand(tag, source, [...new Set([name, ...sending])]), isDue: has(tag) },
    ...bookmarks.map((bookmark) => ({
      command: destroyBookmarkCommand(source, bookmark.name),
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
  const { owner, source, target, snapshot, held, sending } = input;
  const moments = known(await lookAtMoments([source, target], io));
  const find = (dataset: string, each: string) =>
    moments.find((moment) => moment.kind === "snapshot" && moment.dataset === dataset && moment.name === each);
  const wanted = snapshot === "this run" ? find(source, name)?.guid : snapshot.guid;
  if (wanted === undefined || find(target, name)?.guid !== wanted) return null;
  const atTarget = [name, ...held].filter((each) => find(target, each) !== undefined);
  const atSource = [name, ...sending].filter((each) => find(source, each) !== undefined);
  const full = [...atTarget.map((each) => `${target}@${each}`), ...atSource.map((each) => `${source}@${each}`)];
  const holds = known(await lookAtHolds([...new Set(full)], io));
  const marks = known(await lookAtOwnMarks(target, io));
  const [receiver] = known(await lookAtReceivers([target], io));
  const bookmarks = moments.filter(({ kind, dataset }) => kind === "bookmark" && dataset === source);
  return {
    isMarked: isOwnSnapshot(parseSnapshotName(name), marks.get(`${target}@${name}`) ?? null, [owner]),
    isReadOnly: receiver?.readOnly === true,
    holds: new Set(holds.map((hold) => `${hold.snapshot} ${hold.tag}`)),
    bookmarks: new Map(bookmarks.map((each) => [each.name, each.guid])),
  };
}

function known<T>(seen: Seen<T>): T {
  if ("unseen" in seen) throw new Failure(seen.unseen);
  return seen.found;
}

function fail({ target }: SettleInput, words: string): Outcome {
  const detail = `${target}: ${words}. The next apply tries again.`;
  return { status: "failed", diagnostic: ZFS.error("zfs-not-settled", detail), warnings: [] };
}
