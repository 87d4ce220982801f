import { dirname, join } from "node:path/posix";
import { type Diagnostic, isLinkRefused, isNotOwn, type ReadIo, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { DIRECTORY } from "../codes/index.ts";
import { LARGEST_MARKER, parseMarker } from "../marker.ts";
import { isOwnerDirectory, MARKER, ofDirectory, ownerDirectory } from "../naming/files.ts";
import { archivesIn, type Fault, type Stored, TooMany } from "./archives.ts";
import { withoutBroken } from "./chains.ts";

/** The observed state of the location of a repository. */
export type RepositoryView =
  | { readonly state: "absent" }
  | {
      readonly state: "present";
      readonly id: string;
      readonly archives: readonly Stored[];
      /** Files that are not taken for archives, and why. */
      readonly faults: readonly Fault[];
    }
  | { readonly state: "hidden"; readonly diagnostic: Diagnostic };

/** The directories of volumes to list: those of some owners, or exactly one. */
export type Wanted = { readonly owners: readonly string[] } | { readonly directory: string } | "all owners";

/** Lists a repository. A repository that cannot be listed is `hidden`, with the reason. Never rejects, except for a bug. */
export async function look(io: ReadIo, access: Access, wanted: Wanted): Promise<RepositoryView> {
  try {
    return await lookAt(io, access, wanted);
  } catch (error) {
    return { state: "hidden", diagnostic: whyHidden(access, error) };
  }
}

async function lookAt(io: ReadIo, access: Access, wanted: Wanted): Promise<RepositoryView> {
  const { location } = access;
  if ((await io.realpath(location)) === null) {
    if ((await io.realpath(dirname(location))) !== null) return { state: "absent" };
    return hidden(access, "directory-parent-missing", "The directory above the location does not exist.", MOUNT);
  }
  const marker = await io.readFile(join(location, MARKER), LARGEST_MARKER, { own: true });
  const only = wanted !== "all owners" && "directory" in wanted ? wanted.directory : null;
  const directories = only === null ? await volumesOf(io, location, await ownersIn(io, location, wanted)) : [only];
  if (marker === null) {
    if (directories.length === 0 || only !== null) return { state: "absent" };
    const why = `The location has archives in ${visible(directories[0] ?? "")}, and its file \`${MARKER}\` is missing.`;
    return hidden(access, "directory-marker-missing", why, "Restore this file from a copy.");
  }
  const id = parseMarker(marker);
  if (id === null) {
    const why = `The content of the file \`${MARKER}\` is not valid.`;
    return hidden(access, "directory-marker-invalid", why, "Restore the file from a copy, or move it away.");
  }
  const archives: Stored[] = [];
  const faults: Fault[] = [];
  for (const directory of directories) {
    const found = await archivesIn(io, location, directory);
    archives.push(...found.archives);
    faults.push(...found.faults);
  }
  // Bases of the archives of one directory can be in others: the volume or the owner was renamed.
  return {
    state: "present",
    id,
    ...(only === null ? withoutBroken({ archives, faults }) : { archives, faults }),
  };
}

const MOUNT = "Mount the disk, or create the directory.";

/** A directory at the location with more names was not made by rdump. */
const MOST_VOLUMES = 10_000;

/** The directories of the wanted owners, below the location. */
async function ownersIn(io: ReadIo, location: string, wanted: Wanted): Promise<readonly string[]> {
  if (wanted !== "all owners") return "owners" in wanted ? wanted.owners.map(ownerDirectory) : [];
  const names = (await io.names(location, MOST_VOLUMES + 1)) ?? [];
  if (names.length > MOST_VOLUMES) throw new TooMany(".");
  return names.map((name) => name.toString("latin1")).filter(isOwnerDirectory);
}

/** The directories of volumes that these directories of owners have. */
async function volumesOf(io: ReadIo, location: string, owners: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const owner of owners) {
    if ((await io.lstat(join(location, owner)))?.kind !== "directory") continue;
    const names = (await io.names(join(location, owner), MOST_VOLUMES + 1)) ?? [];
    if (names.length > MOST_VOLUMES) throw new TooMany(owner);
    found.push(
      ...names.map((name) => `${owner}/${name.toString("latin1")}`).filter((each) => ofDirectory(each) !== null),
    );
  }
  return found.sort();
}

function hidden(access: Access, code: Parameters<typeof DIRECTORY.error>[0], why: string, remedy: string) {
  return { state: "hidden", diagnostic: aboutDirectory(access, code, `${why} ${remedy}`) } as const;
}

/** A diagnostic whose detail begins with the repository. */
export function aboutDirectory(
  { name, location }: Access,
  code: Parameters<typeof DIRECTORY.error>[0],
  detail: string,
): Diagnostic {
  return DIRECTORY.error(code, `This is about the repository "${name}" at ${visible(location)}. ${detail}`);
}

/** The planned repository is missing. */
export function gone(access: Access): Diagnostic {
  const detail = `There is no file \`${MARKER}\` at the location. Mount the disk, or find out why the directory was moved or deleted. Then plan again.`;
  return aboutDirectory(access, "directory-gone", detail);
}

function whyHidden(access: Access, error: unknown): Diagnostic {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof TooMany) return aboutDirectory(access, "directory-too-many", error.message);
  if (isLinkRefused(error) || isNotOwn(error)) {
    const detail = `${visible(message)} Correct the owner and the permissions.`;
    return aboutDirectory(access, "directory-not-own", detail);
  }
  if (code === undefined) throw error;
  const permission = code === "EACCES" || code === "EPERM";
  const detail = `The system reports: ${visible(message)}. Correct the error, then apply again.`;
  return aboutDirectory(access, permission ? "directory-permission" : "directory-failed", detail);
}
