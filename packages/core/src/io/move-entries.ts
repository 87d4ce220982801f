import { lstat, opendir, rename } from "node:fs/promises";
import { visible } from "../diagnostics/visible.ts";
import type { Move } from "../model/command.ts";
import { type Callers, ownCallers } from "./callers.ts";
import { type CommandResult, NO_DIRECTORY } from "./capability.ts";
import { commandResult } from "./command-result.ts";
import { type Descended, descend } from "./descend.ts";
import { systemReason } from "./system-reason.ts";
import { isLinkRefused, LINK_REFUSED } from "./untrusted.ts";

/**
 * Carries out a `Move`. An entry whose new name exists stays where it is, and is no error.
 *
 * @returns as of a command: 1 if an entry could not be renamed, with the first reason on stderr
 */
export async function moveEntries(move: Move, callers: Callers = ownCallers()): Promise<CommandResult> {
  const started = performance.now();
  const held: Descended[] = [];
  const result = (ending: Partial<CommandResult>) =>
    commandResult({ ...ending, milliseconds: Math.round(performance.now() - started) });
  try {
    for (const path of [move.from, move.to]) held.push(await descend(path, "directory", callers));
    const [from, to] = held;
    if (from === undefined || to === undefined) throw new Error("two directories are open");
    const error = await renameAll(move, from.path, to.path);
    return result(error === null ? {} : { exitCode: 1, stderr: Buffer.from(error) });
  } catch (error) {
    return result({ exitCode: null, notStarted: isLinkRefused(error) ? LINK_REFUSED : NO_DIRECTORY });
  } finally {
    for (const { handle } of held) handle.close();
  }
}

/** The first error; null: none. */
async function renameAll({ names, but, to: path }: Move, from: string, to: string): Promise<string | null> {
  const pairs = names === null ? await allNames(from, but) : [[Buffer.from(names[0]), Buffer.from(names[1])] as const];
  let first: string | null = null;
  for (const [name, other] of pairs) {
    const target = within(to, other);
    if (await exists(target)) continue;
    const error = await rename(within(from, name), target).then(
      () => null,
      (reason: NodeJS.ErrnoException) => reason,
    );
    if (error !== null) first ??= `${visible(name.toString())}: ${reasonOf(error, path)}`;
  }
  return first;
}

/** Read as a whole first: a directory that is read while its entries go away may skip some. */
async function allNames(directory: string, but: readonly string[]): Promise<(readonly [Buffer, Buffer])[]> {
  const stay = new Set(but);
  const found: (readonly [Buffer, Buffer])[] = [];
  // Node's types do not know names as bytes here.
  for await (const { name } of await opendir(directory, { encoding: "buffer" as BufferEncoding })) {
    const bytes = name as unknown as Buffer;
    if (!stay.has(bytes.toString("utf8"))) found.push([bytes, bytes]);
  }
  return found;
}

function within(directory: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${directory}/`), name]);
}

async function exists(path: Buffer): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== "ENOENT",
  );
}

function reasonOf(error: NodeJS.ErrnoException, to: string): string {
  if (error.code !== "EXDEV") return systemReason(error, error.path);
  return `${visible(to)} is encrypted by itself, or on another file system, subvolume or quota project, so that files cannot be renamed into it. They are not copied, because another user could redirect the copy`;
}
