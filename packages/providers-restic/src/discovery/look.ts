import { dirname, join } from "node:path/posix";
import type { Diagnostic, ReadIo } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { type ListedSnapshot, parseRepositoryId, parseSnapshots } from "../answers/listing.ts";
import { RESTIC } from "../codes/index.ts";
import { configQuery, snapshotsQuery } from "../commands.ts";
import { CONFIG_MISSING, GONE, NOT_A_REPOSITORY, PARENT_MISSING, PERMISSION, UNKNOWN } from "../errors/causes.ts";
import { causeOf, explain, repositoryError } from "../errors/explain.ts";
import { isRemote } from "../naming/location.ts";
import { withoutReplaced } from "../naming/snapshot.ts";
import { layoutAt } from "./unfinished.ts";

/** A list of 100,000 snapshots is some 60 MB. */
const MOST_LISTED = 256 * 1024 * 1024;

/** The observed state of the location of a repository. */
export type RepositoryView =
  /** `unfinished`: the directory is the result of an interrupted `restic init`. */
  | { readonly state: "absent"; readonly unfinished?: true }
  | { readonly state: "present"; readonly id: string; readonly snapshots: readonly ListedSnapshot[] }
  | { readonly state: "hidden"; readonly diagnostic: Diagnostic };

/**
 * Lists a repository. A repository that cannot be listed is `hidden`, with the reason. Never rejects, except for a bug.
 *
 * @param known the id of the repository, if the plan knows it: the repository cannot get another one while its disk stays
 * mounted, and this saves a command
 */
export async function look(io: ReadIo, access: Access, known: string | null = null): Promise<RepositoryView> {
  try {
    const before = await beforeRestic(io, access);
    if (before !== null) return before;
    const id = known ?? (await identify(io, access));
    return typeof id === "string" ? await list(io, access, id) : id;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return hidden(repositoryError(access, code === "EACCES" || code === "EPERM" ? PERMISSION : UNKNOWN, message));
  }
}

/** Problems that are found without restic, with better messages than those of restic. */
async function beforeRestic(io: ReadIo, access: Access): Promise<RepositoryView | null> {
  const { passphrase, location, name } = access;
  if (passphrase?.kind === "file" && (await io.lstat(passphrase.path)) === null) {
    const detail = `The passphrase file of the repository "${name}" is ${passphrase.path}, which does not exist. Create this file with the passphrase, readable only for its owner.`;
    return hidden(RESTIC.error("restic-passphrase-file", detail));
  }
  if (isRemote(location)) return null;
  const path = await io.realpath(location);
  if (path === null) {
    const parent = await io.realpath(dirname(location));
    return parent === null ? hidden(repositoryError(access, PARENT_MISSING)) : { state: "absent" };
  }
  if ((await io.lstat(join(path, "config"))) !== null) return null;
  switch (await layoutAt(io, path)) {
    case "empty":
      return { state: "absent" };
    case "unfinished":
      return { state: "absent", unfinished: true };
    case "used":
      return hidden(repositoryError(access, CONFIG_MISSING));
    case "other":
      return hidden(repositoryError(access, NOT_A_REPOSITORY));
  }
}

async function identify(io: ReadIo, access: Access): Promise<string | RepositoryView> {
  const result = await io.query(configQuery(access));
  if (result.exitCode !== 0) {
    return causeOf(result) === GONE ? { state: "absent" } : hidden(explain(access, result));
  }
  return parseRepositoryId(result.stdout) ?? hidden(unreadable(access, "The config of the repository has no id."));
}

async function list(io: ReadIo, access: Access, id: string): Promise<RepositoryView> {
  const result = await io.query(snapshotsQuery(access), { maxOutput: MOST_LISTED });
  if (result.overflow) return hidden(unreadable(access, "The output is longer than 256 MiB."));
  if (result.exitCode !== 0) {
    return causeOf(result) === GONE ? { state: "absent" } : hidden(explain(access, result));
  }
  const snapshots = parseSnapshots(result.stdout);
  if (snapshots === null) return hidden(unreadable(access, "The output does not have the format of restic."));
  return { state: "present", id, snapshots: withoutReplaced(snapshots) };
}

function hidden(diagnostic: Diagnostic): RepositoryView {
  return { state: "hidden", diagnostic };
}

function unreadable({ name, location }: Access, why: string): Diagnostic {
  const detail = `The list of the repository "${name}" at ${location} was not used. ${why} Nothing in this repository is changed until the list can be read.`;
  return RESTIC.error("restic-bad-answer", detail);
}
