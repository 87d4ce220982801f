import { basename, dirname } from "node:path/posix";
import {
  type ActionContext,
  type ActionHandler,
  type Command,
  type Diagnostic,
  failed,
  lastOutput,
  moveAll,
  moveOne,
  mover,
  type ReadIo,
  type Step,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { LOST_AND_FOUND } from "../mirror/mark.ts";
import { movesAround, notDirectoryAbove } from "./around.ts";
import type { PlaceInput } from "./input.ts";
import { isPlacing, orderWrite, prefixesOf, REPLACED_NAME, STAGING, stagingIn, treeIn } from "./order.ts";

/** Moves the restored files to their place: by renames, over no existing file. It can be repeated after a kill. */
export const placeAction: ActionHandler<PlaceInput> = {
  kind: "fs/restore-place",
  version: 2,
  schema: inputSchemas.actions["fs/restore-place"],
  commands: (input, run) => [
    orderWrite(input.staging, input.order, run.id, true),
    ...(input.order.paths.length === 0 ? movesOfAll(input) : movesOf(input)),
  ],
  probe: () => Promise.resolve({ state: "absent" }),

  async run(context) {
    const { input, run, io } = context;
    // The order of an interrupted restore stays as it is: it names the run that compared the files.
    const begun = (await isPlacing(input.staging, io))
      ? null
      : await io.run(orderWrite(input.staging, input.order, run.id, true));
    if (begun !== null && begun.exitCode !== 0) return failed(notPlaced(input, lastOutput(begun)));
    const problem = input.order.paths.length === 0 ? await placeAll(context) : await placePaths(context);
    if (problem !== null) return failed(problem);
    return { status: "done", made: null, moved: {}, warnings: await reservedIn(input, io) };
  },
};

function notPlaced({ to, staging }: PlaceInput, why: string): Diagnostic {
  const detail = `${visible(to)}: ${why}. The restored files that were not moved are in ${visible(treeIn(staging))}. Remove the cause, then repeat the same command.`;
  return FS.error("restore-not-placed", detail);
}

function movesOfAll(input: PlaceInput): readonly [Step, ...Step[]] {
  const { mounts = [], staging, to } = input;
  const [first, ...rest] = movesAround(treeIn(staging), to, mounts);
  return mounts.length === 0 || first === undefined ? [moveAll(treeIn(staging), to)] : [first, ...rest];
}

async function placeAll({ input, io }: ActionContext<PlaceInput>): Promise<Diagnostic | null> {
  const other = await notDirectoryAbove(treeIn(input.staging), input.mounts ?? [], io);
  if (other !== null) {
    return notPlaced(input, `a file system is mounted below ${visible(other)}, which is not a directory in the point`);
  }
  const [first, ...rest] = movesOfAll(input);
  let result = await io.run(first);
  // After a kill, some of the directories are gone from the tree: only what is left there counts.
  for (const step of rest) {
    const next = await io.run(step);
    if (result.exitCode === 0 && next.notStarted === null) result = next;
  }
  const left = ((await io.names(treeIn(input.staging), 8)) ?? []).map((name) => name.toString("utf8"));
  // The file system of the destination has its own.
  const others = left.filter((name) => name !== LOST_AND_FOUND && !isReserved(input, name));
  if (others.length === 0) return null;
  const why = result.exitCode === 0 ? `${visible(others[0] ?? "")} exists there already` : lastOutput(result);
  return notPlaced(input, why);
}

/** The closed directory itself has this name in the destination, and is removed at the end. */
function isReserved({ to, staging, order }: PlaceInput, name: string): boolean {
  return order.paths.length === 0 && staging === stagingIn(to, to) && name === STAGING;
}

/** The volume has an entry with the name of the closed directory: a user made it, or an interrupted restore. */
async function reservedIn(input: PlaceInput, io: ReadIo): Promise<readonly Diagnostic[]> {
  const path = `${treeIn(input.staging)}/${STAGING}`;
  if (!isReserved(input, STAGING) || (await io.lstat(path)) === null) return [];
  const detail = `The point has ${STAGING} at its root. rdump uses this name for the closed directory, so this entry is not restored. Rename it in the source.`;
  return [FS.warning("restore-not-placed", detail)];
}

function movesOf(input: PlaceInput): readonly Step[] {
  const { staging, order, overwrite } = input;
  const asides = overwrite.flatMap((path, index) => [makeReplaced(staging), moveAside(input, path, index)]);
  const prefixes = [...new Set(order.paths.flatMap(prefixesOf))];
  return [...asides, ...prefixes.map((path) => moveIn(input, path))];
}

function makeReplaced(staging: string): Command {
  return mover(["mkdir", "--parents", "--mode=0700", "--", `./${REPLACED_NAME}`], { cwd: staging });
}

/** A file that is replaced goes to the staging directory first, so that it is lost only when the new one is in its place. */
function moveAside({ to, staging }: PlaceInput, path: string, index: number): Step {
  const aside = [`${staging}/${REPLACED_NAME}`, String(index)] as const;
  return moveOne([directoryOf(to, path), basename(path)], aside, "if it exists");
}

function moveIn({ to, staging }: PlaceInput, path: string): Step {
  const name = basename(path);
  const [from, into] = [directoryOf(treeIn(staging), path), directoryOf(to, path)];
  return moveOne([from, name], [into, name], "if the destination does not have it");
}

function directoryOf(root: string, path: string): string {
  const directory = dirname(path);
  return directory === "." ? root : `${root}/${directory}`;
}

async function placePaths(context: ActionContext<PlaceInput>): Promise<Diagnostic | null> {
  for (const path of context.input.order.paths) {
    const problem = await placePath(context, path);
    if (problem !== null) return problem;
  }
  return null;
}

/** Moves a path, together with the directories above it that the destination does not have. */
async function placePath({ input, io }: ActionContext<PlaceInput>, path: string): Promise<Diagnostic | null> {
  const { to, staging, overwrite } = input;
  const tree = treeIn(staging);
  const index = overwrite.indexOf(path);
  const isStaged = (await lookAt(`${tree}/${path}`, io)) !== null;
  if (isStaged && index >= 0 && (await lookAt(`${to}/${path}`, io)) !== null) {
    for (const step of [makeReplaced(staging), moveAside(input, path, index)]) {
      const result = await io.run(step);
      if (result.exitCode !== 0) return notPlaced(input, lastOutput(result));
    }
  }
  for (const prefix of prefixesOf(path)) {
    const there = await lookAt(`${to}/${prefix}`, io);
    if (there === null) {
      if ((await lookAt(`${tree}/${prefix}`, io)) === null) return notPlaced(input, `${visible(path)} is missing`);
      const result = await io.run(moveIn(input, prefix));
      if (result.exitCode !== 0) return notPlaced(input, lastOutput(result));
      return (await lookAt(`${tree}/${prefix}`, io)) === null
        ? null
        : notPlaced(input, `${visible(prefix)} exists there already`);
    }
    if (prefix !== path && there.kind !== "directory") {
      return notPlaced(input, `${visible(prefix)} is not a directory there`);
    }
  }
  return isStaged ? notPlaced(input, `${visible(path)} exists there already`) : null;
}

async function lookAt(path: string, io: ReadIo) {
  try {
    return await io.lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return null;
    throw error;
  }
}
