import { dirname } from "node:path/posix";
import type { CommandResult, Diagnostic, Marks, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { type Listing, parseListing } from "../answers/listing.ts";
import { parseLog } from "../answers/log.ts";
import { BORG } from "../codes/index.ts";
import { type ListOptions, listCommand, versionCommand } from "../commands.ts";
import { GONE, LOCKED, PARENT_MISSING, PERMISSION, UNKNOWN } from "../errors/causes.ts";
import { causeOf, explain, isNoRepository, repositoryError } from "../errors/explain.ts";
import { isRemote, locationProblem } from "../naming/location.ts";
import { refusedCache, tornCache } from "./cache.ts";
import { weakerThanDeclared } from "./encryption.ts";
import { lockHolder } from "./lock-holder.ts";
import { isUnfinishedAt } from "./unfinished.ts";

/** A list of 100,000 archives with their comments is some 60 MB. */
const MOST_LISTED = 256 * 1024 * 1024;

/** The observed state of the location of a repository. */
export type RepositoryView =
  /** `unfinished`: the directory is the result of an interrupted `borg init`. */
  | { readonly state: "absent"; readonly unfinished?: true }
  | { readonly state: "present"; readonly listing: Listing }
  | { readonly state: "hidden"; readonly diagnostic: Diagnostic };

interface LookOptions extends ListOptions {
  /** By the id of a repository: marks of archives whose comments are not requested. */
  readonly known?: ReadonlyMap<string, Marks>;
}

/** Lists a repository. A repository that cannot be listed is `hidden`, with the reason. Never rejects, except for a bug. */
export type Look = (io: ReadIo, access: Access, options: LookOptions) => Promise<RepositoryView>;

/** `caches`: as for `tornCache`. */
export function lookerWith(caches: string | null): Look {
  return (io, access, options) => look(io, access, options, caches);
}

async function look(io: ReadIo, access: Access, options: LookOptions, caches: string | null): Promise<RepositoryView> {
  const problem = locationProblem(access.location);
  if (problem !== null) return hidden(badLocation(access, problem));
  try {
    const before = await beforeBorg(io, access);
    if (before !== null) return before;
    const result = await io.query(listCommand(access, options), { maxOutput: MOST_LISTED });
    const torn = await tornBehind(io, access, caches, result);
    if (torn === null) return await viewOf(io, access, result, options);
    // An empty directory below the torn cache is the cache of this query, so borg lists without the torn cache.
    const without = listCommand({ ...access, cacheDir: torn }, options);
    return await viewOf(io, access, await io.query(without, { maxOutput: MOST_LISTED }), options);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return hidden(repositoryError(access, code === "EACCES" || code === "EPERM" ? PERMISSION : UNKNOWN, "", message));
  }
}

/** Problems that are found without borg, with better messages than those of borg. */
async function beforeBorg(io: ReadIo, access: Access): Promise<RepositoryView | null> {
  const { passphrase, location } = access;
  if (passphrase?.kind === "file" && (await io.lstat(passphrase.path)) === null) {
    return hidden(passphraseFileMissing(access, passphrase.path));
  }
  if (isRemote(location)) return null;
  const path = await io.realpath(location);
  if (path === null) {
    const parent = await io.realpath(dirname(location));
    return parent === null ? hidden(repositoryError(access, PARENT_MISSING)) : { state: "absent" };
  }
  return (await io.lstat(path))?.kind === "directory" && (await io.names(path, 1))?.length === 0
    ? { state: "absent" }
    : null;
}

async function viewOf(
  io: ReadIo,
  access: Access,
  result: CommandResult,
  { known }: LookOptions,
): Promise<RepositoryView> {
  if (result.overflow) return hidden(unreadable(access, "The output is longer than 256 MiB."));
  // With exit status 1 the list is whole: borg warned of something else.
  if (result.exitCode === 0 || result.exitCode === 1) {
    const listing = parseListing(result.stdout, known);
    if (listing === null) return hidden(unreadable(access, "The output does not have the format of borg 1.x."));
    const weaker = weakerThanDeclared(access, listing.encryption);
    return weaker === null ? { state: "present", listing } : hidden(weaker);
  }
  if (causeOf(result) === GONE) return { state: "absent" };
  if (isNoRepository(result) && (await isUnfinishedAt(io, access.location)))
    return { state: "absent", unfinished: true };
  return hidden(await explainWell(io, access, result));
}

/** The path of the torn cache that caused the failure; null for another cause. */
async function tornBehind(
  io: ReadIo,
  access: Access,
  caches: string | null,
  { exitCode, stderr }: CommandResult,
): Promise<string | null> {
  const refused = exitCode === 2 ? refusedCache(parseLog(stderr)) : null;
  return refused === null ? null : await tornCache(io, access, caches, refused);
}

/** `explain`, with facts that need another query. */
export async function explainWell(io: ReadIo, access: Access, result: CommandResult): Promise<Diagnostic> {
  const cause = causeOf(result);
  if (cause === LOCKED) {
    return { ...repositoryError(access, LOCKED, "", await lockHolder(io, access.location)), locked: true };
  }
  if (cause === null && result.exitCode === 2) {
    const version = (await io.query(versionCommand())).stdout.toString("utf8").trim();
    if (/^borg\S* \d/.test(version) && !/^borg\S* 1\.([2-9]|\d\d)\b/.test(version)) return wrongVersion(version);
  }
  return explain(access, result);
}

function hidden(diagnostic: Diagnostic): RepositoryView {
  return { state: "hidden", diagnostic };
}

function badLocation(access: Access, problem: string): Diagnostic {
  const detail = `The location of the repository "${access.name}" is ${JSON.stringify(access.location)}. ${problem} Choose another location.`;
  return BORG.error("borg-bad-location", detail);
}

function passphraseFileMissing(access: Access, path: string): Diagnostic {
  const detail = `The passphrase file of the repository "${access.name}" is ${path}, which does not exist. Create this file with the passphrase, readable only for its owner.`;
  return BORG.error("borg-passphrase-file", detail);
}

function unreadable(access: Access, why: string): Diagnostic {
  const detail = `The list of the repository "${access.name}" at ${access.location} was not used. ${why} Nothing in this repository is changed until the list can be read.`;
  return BORG.error("borg-bad-answer", detail);
}

function wrongVersion(version: string): Diagnostic {
  const detail = `Version ${version} is installed. rdump supports borg 1.2 and 1.4. Install one of them.`;
  return BORG.error("borg-wrong-version", detail);
}
