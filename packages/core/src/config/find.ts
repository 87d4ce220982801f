import { constants } from "node:fs";
import { type FileHandle, lstat, open, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Failure } from "../diagnostics/failure.ts";
import { CONFIG } from "./codes/index.ts";
import { LARGEST } from "./parse/decode.ts";

const CONFIG_NAME = "rdump.json5";
const SYSTEM_CONFIG = "/etc/rdump/rdump.json5";

export interface FoundConfig {
  /** As a user would write it: for messages. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Opens a config for reading; what it throws beside a `Failure` is Node's error. */
export type Open = (absolute: string) => Promise<FileHandle>;

interface FindOptions {
  readonly system?: string;
  /** Without it, a config of any user is read: that is for commands that execute nothing of it. */
  readonly open?: Open;
}

/**
 * The given config, else ./rdump.json5, else that of the system. The first existing one counts: if it cannot be used,
 * no other is tried. Throws a `Failure` if there is none.
 */
export async function findConfig(
  given: string | null,
  cwd: string,
  { system = SYSTEM_CONFIG, open = openAny }: FindOptions = {},
): Promise<FoundConfig> {
  if (given !== null) return readConfig(given, cwd, open);
  for (const path of [CONFIG_NAME, system]) {
    if (await exists(resolve(cwd, path))) return readConfig(path, cwd, open);
  }
  const detail = `Neither ${join(cwd, CONFIG_NAME)} nor ${system} exists. Write one of them, or name another with --config.`;
  throw CONFIG.failure("config-absent", detail);
}

/**
 * Reads one config, up to the size limit, and only from a regular file: other files can be endless. A directory means the
 * config in it.
 */
export async function readConfig(given: string, cwd: string, opening: Open = openAny): Promise<FoundConfig> {
  const path = (await isDirectory(resolve(cwd, given))) ? join(given, CONFIG_NAME) : given;
  const advice = `Correct the path. Without a path, rdump reads ./${CONFIG_NAME}, or ${SYSTEM_CONFIG} if that does not exist.`;
  return { path, bytes: await readRegular(path, cwd, { open: opening, advice }) };
}

/**
 * The bytes of a regular file, up to the size limit.
 *
 * @throws a `Failure` that ends with the advice
 */
export async function readRegular(
  path: string,
  cwd: string,
  { open: opening, advice }: { readonly open: Open; readonly advice: string },
): Promise<Uint8Array> {
  let file: FileHandle | null = null;
  try {
    file = await opening(resolve(cwd, path));
    const facts = await file.stat();
    if (!facts.isFile()) throw notAFile(path, facts.isDirectory());
    if (facts.size > LARGEST) throw tooLarge(path, facts.size);
    return await readBounded(file, path);
  } catch (error) {
    throw unreadable(error, path, advice);
  } finally {
    await file?.close();
  }
}

/** Without O_NONBLOCK, opening a pipe without a writer would wait for ever. */
export function openAny(absolute: string): Promise<FileHandle> {
  return open(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
}

/** The size can be wrong (/proc), or change during the read. */
async function readBounded(file: FileHandle, path: string): Promise<Uint8Array> {
  const buffer = new Uint8Array(LARGEST + 1);
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length);
    if (bytesRead === 0) return buffer.slice(0, length);
    length += bytesRead;
  }
  throw tooLarge(path, length);
}

/** Other errors than "no such file" are reported by the read, also a dangling link. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT",
  );
}

async function isDirectory(absolute: string): Promise<boolean> {
  return stat(absolute).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
}

function notAFile(path: string, isDirectory: boolean): Failure {
  const what = isDirectory ? "a directory" : "a pipe, a socket or a device";
  const detail = `${path} is ${what}. A config is read more than once, so it must be a regular file.`;
  return CONFIG.failure("config-no-file", detail);
}

function tooLarge(path: string, bytes: number): Failure {
  const detail = `${path} has at least ${bytes} bytes. A config can have at most ${LARGEST} (1 MiB). Check the path.`;
  return CONFIG.failure("config-too-large", detail);
}

const REASONS: { readonly [code: string]: string } = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist: a part of its path is not a directory",
  EACCES: "cannot be read: permission denied",
  EPERM: "cannot be read: operation not permitted",
  ELOOP: "is a symbolic link that leads back to itself",
  ENAMETOOLONG: "cannot be read: the name is too long",
  ENXIO: "is a socket or a device without a listener",
};

function unreadable(error: unknown, path: string, advice: string): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  const reason = REASONS[code] ?? `cannot be read (${code})`;
  const detail = `${path} ${reason}. ${advice}`;
  return CONFIG.failure(code === "ENOENT" ? "config-absent" : "config-unreadable", detail);
}

/** The name of the system's error, where it is one; a path with a NUL is refused by Node before the system sees it. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string"
    ? error.code
    : null;
}
