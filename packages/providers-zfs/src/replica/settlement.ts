import { batchOf, type Command, commandOn, type RunRef } from "@rdump/core/provider";
import type { SettleInput } from "../actions/inputs.ts";
import { groupsOf } from "../look.ts";
import { parseSnapshotName } from "../naming/names.ts";
import {
  destroyBookmarkCommand,
  holdBaseCommand,
  markReceivedCommand,
  nameOfSent,
  releaseCommand,
  rememberCommand,
  setReadOnlyCommand,
  tagOf,
} from "./commands.ts";
import { BASE_TAG } from "./names.ts";

/** The steps of a settlement, in their order: the base is never without a hold. */
export const TASKS = ["mark", "read-only", "remember", "hold", "release", "sent", "bookmark"] as const;
export type Task = (typeof TASKS)[number];

/** A command for some replicas. Its members are full names, or its last word is its one object. */
export interface SettleStep {
  readonly task: Task;
  readonly command: Command;
}

/** What a task does for one replica: objects on one host that one command can do together. */
interface Part {
  readonly host: string | null;
  readonly members: readonly string[];
  readonly build: (members: readonly string[]) => Command;
}

/** The parts of one replica for a task. */
function partsOf(task: Task, input: SettleInput, run: RunRef): readonly Part[] {
  return task === "mark" ? marksOf(input, run) : [partOf(task, input, run)];
}

/** The objects of one replica for a task, by their full names. */
export function objectsOf(task: Task, input: SettleInput, run: RunRef): readonly string[] {
  return partsOf(task, input, run).flatMap(({ members }) => members);
}

/** A mark contains the name of its snapshot. The snapshot of another program gets none. */
function marksOf(input: SettleInput, run: RunRef): readonly Part[] {
  const { owner, target, host = null, snapshot, passed = [] } = input;
  const names = [...passed, nameOfSent(snapshot, run)].filter((name) => parseSnapshotName(name) !== null);
  return names.map((name) => ({
    host,
    members: [`${target}@${name}`],
    build: (members) => markReceivedCommand(owner, name, run, members),
  }));
}

function partOf(task: Exclude<Task, "mark">, input: SettleInput, run: RunRef): Part {
  const { source, sourceHost = null, target, host = null } = input;
  const name = nameOfSent(input.snapshot, run);
  const received = `${target}@${name}`;
  switch (task) {
    case "read-only":
      return { host, members: input.setsReadOnly ? [target] : [], build: setReadOnlyCommand };
    case "remember": {
      const { stream } = input;
      const members = stream === undefined ? [] : [target];
      return { host, members, build: () => rememberCommand(target, stream ?? "") };
    }
    case "hold":
      return { host, members: [received], build: holdBaseCommand };
    case "release": {
      const others = input.held.filter((each) => each !== name).map((each) => `${target}@${each}`);
      return { host, members: others, build: (members) => releaseCommand(BASE_TAG, members) };
    }
    case "sent": {
      const own = input.holdsBase === true ? [] : [name];
      const sent = [...new Set([...own, ...input.sending])].map((each) => `${source}@${each}`);
      return { host: sourceHost, members: sent, build: (members) => releaseCommand(tagOf(input), members) };
    }
    case "bookmark": {
      const bookmarks = input.bookmarks.map((bookmark) => `${source}#${bookmark.name}`);
      return { host: sourceHost, members: bookmarks, build: ([bookmark = ""]) => destroyBookmarkCommand(bookmark) };
    }
  }
}

/** Every command of these settlements, in order. */
export function stepsOf(inputs: readonly SettleInput[], run: RunRef): readonly SettleStep[] {
  return TASKS.flatMap((task) => {
    const parts = inputs.flatMap((input) => partsOf(task, input, run));
    const alike = new Map<string, Part & { members: string[] }>();
    for (const part of parts) {
      const key = JSON.stringify([part.host, part.build([]).argv]);
      const known = alike.get(key);
      if (known === undefined) alike.set(key, { ...part, members: [...part.members] });
      else known.members.push(...part.members);
    }
    return [...alike.values()].flatMap((part) => commandsOf(task, part));
  });
}

function commandsOf(task: Task, { host, members, build }: Part): readonly SettleStep[] {
  const names = [...new Set(members)];
  const groups = task === "bookmark" || task === "remember" ? names.map((name) => [name]) : groupsOf(names);
  return groups.map((group) => ({ task, command: commandOn(host, build(group)) }));
}

/** The objects of a command. */
export function membersOf({ argv, batch }: Command): readonly string[] {
  return batch?.members ?? argv.slice(-1);
}

/** The command without the names of others. */
export function withMembers(command: Command, stays: (member: string) => boolean): Command | null {
  if (command.batch === null) return membersOf(command).every(stays) ? command : null;
  const members = command.batch.members.filter(stays);
  if (members.length === 0) return null;
  return batchOf({ ...command, argv: command.batch.stem }, members);
}
