import { resolve } from "node:path";
import {
  Failure,
  type Finding,
  findConfig,
  type Includes,
  type MachineFiles,
  masked,
  modeWithoutWaiting,
  readConfig,
  readIncludes,
  rewriteFile,
} from "@rdump/core";
import { createTwoFilesPatch } from "diff";
import { CLI } from "./codes.ts";
import type { Context } from "./context.ts";

/** The text of a config that was named on the command line. */
export interface ConfigText {
  /** As it was named; `stdin` for `-`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Null for standard input. */
  readonly file: string | null;
}

/** A config with the files that it includes. */
export interface WholeConfig extends ConfigText {
  readonly includes: Includes;
}

export interface Gathered {
  readonly texts: readonly WholeConfig[];
  /** An unreadable file is a finding, so that the other files are still checked. */
  readonly missing: readonly Finding[];
}

/** The size of the largest config. The parser refuses a larger one. */
const LARGEST = 1024 * 1024;

/** The named configs, with the files that they include. */
export async function gather(files: readonly string[], context: Context): Promise<Gathered> {
  const { texts, missing } = await gatherTexts(files, context);
  const whole: WholeConfig[] = [];
  for (const text of texts) whole.push({ ...text, includes: await readIncludes(text, context.cwd) });
  return { texts: whole, missing };
}

/** The same without included files. */
export async function gatherTexts(
  files: readonly string[],
  context: Context,
): Promise<{ readonly texts: readonly ConfigText[]; readonly missing: readonly Finding[] }> {
  const texts: ConfigText[] = [];
  const missing: Finding[] = [];
  for (const file of files.length === 0 ? [null] : files) {
    try {
      const found = file === "-" ? await fromInput(context) : await fromFile(file, context);
      context.texts.set(found.path, found.bytes);
      texts.push(found);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      missing.push(...error.diagnostics.map((each) => (file === null ? each : { ...each, file })));
    }
  }
  return { texts, missing };
}

async function fromInput({ input }: Context): Promise<ConfigText> {
  return { path: "stdin", bytes: await input(LARGEST), file: null };
}

async function fromFile(file: string | null, { cwd }: Context): Promise<ConfigText> {
  const { path, bytes } = file === null ? await findConfig(null, cwd) : await readConfig(file, cwd);
  return { path, bytes, file: resolve(cwd, path) };
}

/** The facts about this machine that rules may query. */
export const FILES: MachineFiles = { modeOf: modeWithoutWaiting };

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The text to write, with the byte order mark of the file. */
export function bytesLike({ bytes }: ConfigText, text: string): Uint8Array {
  const hasMark = Buffer.from(bytes.subarray(0, 3)).equals(MARK);
  return Buffer.concat(hasMark ? [MARK, Buffer.from(text)] : [Buffer.from(text)]);
}

/**
 * Replaces a file as a whole or not at all. A link, the owner and the permissions are kept. The file may belong to
 * another user, who gets no new rights.
 *
 * @returns null, or why nothing was written: EPERM, for example, where only root could give the file back to its owner
 */
export async function rewrite(config: ConfigText, text: string): Promise<Finding | null> {
  if (config.file === null) return null;
  const why = await rewriteFile(config.file, config.bytes, bytesLike(config, text));
  return why === null ? null : { ...CLI.error("config-not-written", why), file: config.path };
}

/** The changes of a text as a unified diff. Secrets are masked on both sides. */
export function diffOf({ path, bytes }: ConfigText, text: string): string {
  return createTwoFilesPatch(path, path, masked(new TextDecoder().decode(bytes)), masked(text), "", "", {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}
