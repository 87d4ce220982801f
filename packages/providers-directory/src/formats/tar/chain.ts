import { createHash } from "node:crypto";
import { join } from "node:path/posix";
import {
  type ActionContext,
  addressOf,
  type Diagnostic,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  type ReadIo,
  type RunRef,
  visible,
} from "@rdump/core/provider";
import type { ChainLink } from "../../actions/inputs.ts";
import { DIRECTORY } from "../../codes/index.ts";
import { idOf } from "../../discovery/archives.ts";
import { lastMessages } from "../../errors/explain.ts";
import { type ArchiveLevels, type Base, LARGEST_MANIFEST, type Manifest, parseManifest } from "../../manifest.ts";
import { archiveFile, manifestFile, stateFile } from "../../naming/files.ts";
import { stateWrite } from "./commands.ts";
import type { CreateInput } from "./inputs.ts";
import { digestOf, LARGEST_STATE, stateAfter } from "./state.ts";

/** The place of an archive in its chain. */
export interface Chain {
  /** Null: it is full. */
  readonly base: Base | null;
  readonly level: number;
  /** What the next archive needs; null: it is full. */
  readonly state: Buffer | null;
  /** Files of the volume, of which a difference has only some; null: those that tar read. */
  readonly files: number | null;
  readonly warnings: readonly Diagnostic[];
}

type Context = Pick<ActionContext<CreateInput>, "input" | "run" | "io">;

const FULL: Chain = { base: null, level: 0, state: null, files: null, warnings: [] };

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
export function levelsOf({ levels, source }: CreateInput, { base, level, state }: Chain): Pick<Manifest, "levels"> {
  if (levels === null) return {};
  const next: ArchiveLevels = {
    base,
    level,
    state: state === null ? null : digestOf(state),
    excludes: excludesOf(source),
  };
  return { levels: next };
}

function withWarning(detail: string): Chain {
  return { ...FULL, warnings: [DIRECTORY.warning("directory-state-unusable", `${detail} This archive is full.`)] };
}

async function usable({ input, io }: Context): Promise<Chain | { readonly unusable: string }> {
  const { access, levels, source } = input;
  const link = levels?.base ?? null;
  if (link === null) return FULL;
  const manifest = await manifestOf(join(access.location, link.directory), link, io);
  if (manifest === null) return { unusable: `The archive ${visible(link.base)} is missing or damaged.` };
  const { level = 0, state = null, excludes = null } = manifest.levels ?? {};
  // A path that was excluded would count as unchanged.
  if (state === null || excludes !== excludesOf(source)) return FULL;
  const path = join(access.location, link.directory, stateFile(link.base));
  const content = await io.readFile(path, LARGEST_STATE, { own: true }).catch(() => null);
  if (content === null || digestOf(content).sha256 !== state.sha256)
    return { unusable: `The file ${visible(path)} is missing or damaged.` };
  const base = { id: link.id, name: link.base };
  return { base, level: level + 1, state: content, files: manifest.files, warnings: [] };
}

/** Of an archive that is whole, as far as its size shows. */
async function manifestOf(directory: string, { base, id }: ChainLink, io: ReadIo): Promise<Manifest | null> {
  const content = await io
    .readFile(join(directory, manifestFile(base)), LARGEST_MANIFEST, { own: true })
    .catch(() => null);
  const manifest = content === null || idOf(content) !== id ? null : parseManifest(content);
  const file = await io.lstat(join(directory, archiveFile(base))).catch(() => null);
  return manifest !== null && file?.kind === "file" && file.size === manifest.bytes ? manifest : null;
}

function excludesOf({ exclude, excludeCaches }: CreateInput["source"]): string {
  return createHash("sha256")
    .update(JSON.stringify([exclude, excludeCaches]))
    .digest("hex");
}
