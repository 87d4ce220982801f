import { createHash } from "node:crypto";
import {
  type ActionContext,
  addressOf,
  type Diagnostic,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  type RunRef,
  visible,
} from "@rdump/core/provider";
import { DIRECTORY } from "../../codes/index.ts";
import { lastMessages } from "../../errors/explain.ts";
import type { ArchiveLevels, Base, Manifest } from "../../manifest.ts";
import { usableBase } from "../base.ts";
import { digestOf, LARGEST_STATE, stateWrite } from "../levels.ts";
import type { CreateInput } from "./inputs.ts";
import { stateAfter } from "./state.ts";

/** The place of an archive in its chain. */
export interface Chain {
  /** Null: it is full. */
  readonly base: Base | null;
  readonly level: number;
  /** What the next archive needs; null: it is full. */
  readonly state: Buffer | null;
  /** Files of the volume, of which a difference has only some; null: those that tar read. */
  readonly files: number | null;
  /** The identity of the disk of its base; null: not known. */
  readonly disk: string | null;
  readonly warnings: readonly Diagnostic[];
}

type Context = Pick<ActionContext<CreateInput>, "input" | "run" | "io">;

const FULL: Chain = { base: null, level: 0, state: null, files: null, disk: null, warnings: [] };

/** The file that tar changes. The state of the archive before stays as it is until the new one counts. */
export function workFile({ runFiles, volume, access, levels }: CreateInput, run: RunRef): FileWrite | null {
  if (levels === null) return null;
  return stateWrite(leftOutPath(runFiles, run, `state of ${addressOf(volume, "archives", access.name)}`));
}

/** Writes the work file. An archive whose base cannot be used is full. */
export async function startOf(context: Context): Promise<Chain | Diagnostic> {
  const found = context.input.levels === null ? FULL : await usable(context);
  return begin(context, "unusable" in found ? withWarning(found.unusable) : found);
}

/**
 * In place of a difference with records of renames: tar finds one directory at two paths if it is mounted at both, or moved
 * while tar read the names. In a restore, the files of the first path would move to the other one.
 */
export function startAgain(context: Context): Promise<Chain | Diagnostic> {
  return begin(context, withWarning("tar found one directory at two paths: a mount of a directory, or a rename."));
}

async function begin({ input, run, io }: Context, start: Chain): Promise<Chain | Diagnostic> {
  const write = workFile(input, run);
  if (write === null) return FULL;
  const written = await io.run({ ...write, content: start.state?.toString("latin1") ?? "" });
  if (written.exitCode === 0) return start;
  const detail = `Writing ${visible(write.path)} failed. ${lastMessages(written)} tar was not started. Check the free space and the permissions of the state directory.`;
  return DIRECTORY.error("directory-left-out-not-written", detail);
}

/** What tar left in the work file, which is removed. */
export async function endOf({ input, run, io }: Context, start: Chain): Promise<Chain> {
  const work = workFile(input, run);
  if (work === null) return start;
  const content = await io.readFile(work.path, LARGEST_STATE, { own: true }).catch(() => null);
  await io.run(leftOutRemoval(work.path));
  const after = content === null ? null : stateAfter(content, Date.parse(run.time));
  if (after !== null) return { ...start, state: after.content, files: after.files };
  const why =
    "The list of files that tar wrote is missing, too large, or in an unknown form. The next archive is full.";
  return { ...start, state: null, warnings: [...start.warnings, DIRECTORY.warning("directory-state-unusable", why)] };
}

/** For the manifest. */
export function levelsOf(
  { levels, source }: CreateInput,
  { base, level, state, disk }: Chain,
): Pick<Manifest, "levels"> {
  if (levels === null) return {};
  const next: ArchiveLevels = {
    base,
    level,
    state: state === null ? null : digestOf(state),
    excludes: excludesOf(source),
    readFrom: { ...levels.readFrom, disk: levels.readFrom.disk ?? disk },
  };
  return { levels: next };
}

function withWarning(detail: string): Chain {
  return { ...FULL, warnings: [DIRECTORY.warning("directory-state-unusable", `${detail} This archive is full.`)] };
}

async function usable({ input, io }: Context): Promise<Chain | { readonly unusable: string }> {
  const { access, levels, source } = input;
  const found = await usableBase({ access, levels, excludes: excludesOf(source), format: "tar" }, io);
  if (found === null) return FULL;
  if ("unusable" in found) return found;
  const { base, level, state, disk, manifest } = found;
  return { base, level, state, disk, files: manifest.files, warnings: [] };
}

function excludesOf({ exclude, excludeCaches }: CreateInput["source"]): string {
  return createHash("sha256")
    .update(JSON.stringify([exclude, excludeCaches]))
    .digest("hex");
}
