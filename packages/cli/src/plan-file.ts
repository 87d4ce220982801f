import { resolve } from "node:path";
import {
  checkConfig,
  type Failure,
  MAX_PLAN_BYTES,
  openLocalReader,
  PLAN_CODES,
  readSavedPlan,
  type SavedPlan,
  shellWord,
  systemReason,
  trustedPath,
  visible,
  writeFileAtomically,
} from "@rdump/core";
import { CLI } from "./codes.ts";
import type { LoadOptions } from "./config.ts";
import type { Context } from "./context.ts";
import type { SessionOptions } from "./session.ts";

/** A plan file, and how the config that it names is loaded: the config must be the same, byte for byte. */
export async function openSavedPlan(
  path: string,
  options: SessionOptions,
  { host, cwd }: Context,
): Promise<{ readonly saved: SavedPlan; readonly loading: LoadOptions }> {
  const { text, isTrusted } = await readPlanText(path, cwd);
  const saved = readSavedPlan(text, host);
  const { header } = saved;
  const only = header.only === null ? {} : { only: header.only };
  // The plan file of another user must not choose which config is executed.
  const config = options.config ?? (isTrusted ? header.config.file : undefined);
  // A plan that was edited may name any file, and rdump may run as root.
  const checkDigest = (digest: string, file: string) => {
    if (config === undefined && digest !== header.config.digest) throw notNamed(path, file, header.config.file);
    checkConfig(header, { digest, file });
  };
  return { saved, loading: { ...(config === undefined ? {} : { config }), ...only, checkDigest } };
}

function notNamed(path: string, file: string, named: string): Failure {
  return CLI.failure(
    "plan-untrusted",
    `Another user can write ${visible(path)}, so rdump did not use the config that the plan names (${visible(named)}). It used ${visible(file)}, and the plan was made from another config. Nothing was executed. If you trust the config that the plan names:\nrdump apply --config ${shellWord(named)} ${shellWord(path)}`,
  );
}

/** The text of a plan file; `isTrusted`: only root and the caller can have written it. */
async function readPlanText(
  path: string,
  cwd: string,
): Promise<{ readonly text: string; readonly isTrusted: boolean }> {
  const trusted = await trustedPath(resolve(cwd, path));
  return { text: await readPlanFile(trusted ?? path, cwd), isTrusted: trusted !== null };
}

/** The text of a plan file. Throws a Failure if the file is missing, too large or not a regular file. */
export async function readPlanFile(path: string, cwd: string): Promise<string> {
  const bytes = await files()
    .readFile(resolve(cwd, path), MAX_PLAN_BYTES)
    .catch((error: Error) => {
      throw PLAN_CODES.failure("plan-file-refused", `${systemReason(error)}.`);
    });
  if (bytes !== null) return bytes.toString("utf8");
  throw PLAN_CODES.failure("plan-file-refused", `${path} does not exist.`);
}

const REFUSED = {
  directory: "a directory",
  symlink: "a symbolic link",
  other: "a device, a pipe or a socket",
} as const;

/** The place for a plan file. A plan file replaces only a regular file. */
export async function placeForPlan(path: string, cwd: string): Promise<string> {
  const place = resolve(cwd, path);
  const found = await files()
    .lstat(place)
    .catch((error: Error) => {
      throw notWritten(place, error);
    });
  if (found === null || found.kind === "file") return place;
  throw unwritable(
    `${path} is ${REFUSED[found.kind]}. Nothing was planned. Name a regular file, or a file that does not exist.`,
  );
}

/** Writes a plan file as a whole or not at all; returns the error. */
export async function writePlanFile(place: string, text: string): Promise<Failure | null> {
  return writeFileAtomically(place, text, 0o644).then(
    () => null,
    (error: Error) => notWritten(place, error),
  );
}

function notWritten(place: string, { code, message }: NodeJS.ErrnoException): Failure {
  const isAstray = code === "ENOENT" || code === "ENOTDIR";
  // The message of the system has the call and the temporary file after the comma.
  return unwritable(
    `${place}: ${isAstray ? "its directory does not exist" : message.replace(/, .*/s, "").replace(/\.$/, "")}.`,
  );
}

function unwritable(why: string): Failure {
  return CLI.failure("plan-file-not-written", why);
}

function files() {
  return openLocalReader({ env: {}, signal: new AbortController().signal });
}
