import { dirname } from "node:path/posix";
import {
  type Diagnostic,
  isLinkRefused,
  isNotOwn,
  mountAt,
  mountHolding,
  mountsBelow,
  type ReadIo,
  type RestoreOrder,
  type RestorePlace,
  readMounts,
  shellWord,
  visible,
  type WholePlace,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { LOST_AND_FOUND } from "../mirror/mark.ts";
import { findPlace, liesIn, plainPath, reasonOf } from "../mounts/place.ts";
import { isEmptyAround } from "./around.ts";
import { findClosedPlace, findWholePlace, pathBelow } from "./closed-place.ts";
import { isFinishedName, MOST_NAMES, readFinished } from "./finished.ts";
import { ORDER_LIMIT, ORDER_NAME, parseOrder, prefixesOf, STAGING, TREE_NAME, treeIn } from "./order.ts";

const OTHERS_WRITE = 0o022;
/** Enough to see that a directory is not empty. */
const SOME_NAMES = 8;

type Wanted = Pick<RestoreOrder, "paths"> & { readonly whole?: WholePlace };

/** Looks at the destination of a restore, and changes nothing. */
export async function observeRestorePlace(to: string, order: Wanted, io: ReadIo): Promise<RestorePlace> {
  try {
    return await observed(to, order, io);
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    // Another user has replaced the destination since its path was followed.
    const problem = FS.error("restore-to-unsafe", reasonOf(error));
    return { exists: true, staging: "", exposed: true, staged: null, taken: [], problem };
  }
}

async function observed(to: string, { paths, whole }: Wanted, io: ReadIo): Promise<RestorePlace> {
  const nothing: RestorePlace = { exists: false, staging: "", exposed: true, staged: null, taken: [], problem: null };
  const refused = (code: "restore-to-unsafe" | "restore-to-not-empty" | "restore-to-unusable", detail: string) => ({
    ...nothing,
    problem: FS.error(code, detail),
  });
  const shown = visible(to);
  const found = await findPlace(to, io);
  // The volumes above it are restored first. Then the destination is looked at again.
  if (found.kind === "absent" && whole !== undefined) {
    const later = await findWholePlace(to, false, whole, io);
    return later === null ? refused("restore-to-unsafe", noClosedPlace(to)) : { ...nothing, ...later };
  }
  switch (found.kind) {
    case "absent": {
      const parent = await findPlace(dirname(to), io);
      if (parent.kind === "place") {
        const closed = await findClosedPlace(pathBelow(parent.place.real, to), false, io);
        return closed === null ? refused("restore-to-unsafe", noClosedPlace(to)) : { ...nothing, ...closed };
      }
      return refused(
        "restore-to-unusable",
        `The directory above ${shown} does not exist or cannot be entered. Create it first.`,
      );
    }
    case "no-directory":
      return refused("restore-to-unusable", `${shown} exists and is not a directory. Name another directory.`);
    case "link-refused":
      return refused("restore-to-unsafe", found.reason);
    case "unreachable":
      return refused("restore-to-unusable", `${shown}: ${found.reason}.`);
  }
  if (found.place.real !== plainPath(to)) {
    const detail = `${shown} leads through a symbolic link to ${visible(found.place.real)}. Name that directory itself.`;
    return refused("restore-to-unsafe", detail);
  }
  const facts = await io.lstat(to);
  if (facts === null) return nothing;
  if ((facts.mode & OTHERS_WRITE) !== 0) {
    const detail = `Other users can write to ${shown} (mode ${facts.mode.toString(8)}). Name a directory in it that does not exist yet.`;
    return refused("restore-to-unsafe", detail);
  }
  const closed = await (whole === undefined ? findClosedPlace(to, true, io) : findWholePlace(to, true, whole, io));
  if (closed === null) return refused("restore-to-unsafe", await noClosedPlaceOn(to, io));
  const staged = await stagedIn(closed.staging, io);
  if (staged !== null && "problem" in staged) return { ...nothing, exists: true, problem: staged.problem };
  const obstacle = await obstacleOn(to, paths, io);
  if (obstacle !== null) return { ...nothing, exists: true, problem: obstacle };
  const taken: string[] = [];
  for (const path of paths) if ((await at(`${to}/${path}`, io)) !== null) taken.push(path);
  const mounts = whole === undefined ? [] : mountsBelow(await readMounts(io), to).map(({ path }) => path);
  const around = mounts.length === 0 ? {} : { mounts };
  const place: RestorePlace = { ...closed, exists: true, staged, taken, ...around, problem: null };
  if (paths.length > 0 || staged?.placing === true || (await isEmpty(to, closed, io))) return place;
  if (mounts.length > 0 && (await isEmptyAround(to, mounts, io))) return place;
  if (closed.exposed && (await io.lstat(`${to}/${STAGING}`))?.uid === 0) {
    const detail = `An interrupted restore left ${visible(`${to}/${STAGING}`)}, and another user owns ${shown} now. To finish that restore, change the owner, then repeat the same command:\nchown root ${visible(shellWord(to))}`;
    return { ...place, problem: FS.error("restore-to-unsafe", detail) };
  }
  const detail = `${shown} is not empty. A whole volume is restored into an empty directory, or into one that does not exist yet. To restore some paths beside the existing files, name the paths.`;
  return { ...place, problem: FS.error("restore-to-not-empty", detail) };
}

function noClosedPlace(to: string): string {
  return `Another user can replace a directory on the path of ${visible(to)}, and each directory above it on the same file system. Restore into another directory, which no other user can replace, and copy the files from there.`;
}

/** On a file system that is mounted below a directory of another user, another mount of the same file system can be safe. */
async function noClosedPlaceOn(to: string, io: ReadIo): Promise<string> {
  const mount = mountHolding(await readMounts(io), to);
  if (mount?.point !== to || !mount.from.startsWith("/dev/")) return noClosedPlace(to);
  const words = ["mount", mount.from, "/mnt/DIR"].map(shellWord).join(" ");
  return `Another user can replace a directory on the path of ${visible(to)}, and a file system is mounted there. Mount this file system at a path that only root can replace, and restore the volume alone into it:\n${visible(words)}\nrdump restore VOLUME --to /mnt/DIR`;
}

/** A restored path leads through no link of the destination. Nothing can be renamed onto another file system. */
async function obstacleOn(to: string, paths: readonly string[], io: ReadIo): Promise<Diagnostic | null> {
  const mounts = await readMounts(io);
  const own = mountHolding(mounts, to);
  for (const path of paths) {
    const inside = mounts.find(({ point }) => liesIn(point, `${to}/${path}`));
    if (inside === undefined) continue;
    const detail = `A file system is mounted at ${visible(inside.point)}, and ${visible(path)} would be moved over it. Unmount it, or restore into another directory with \`--to\`.`;
    return FS.error("restore-to-unusable", detail);
  }
  const parents = new Set(paths.flatMap((path) => prefixesOf(path).slice(0, -1)));
  for (const parent of [...parents].sort()) {
    const facts = await at(`${to}/${parent}`, io);
    if (facts?.kind === "directory" && mountHolding(mounts, `${to}/${parent}`) !== own) {
      const detail = `${visible(parent)} is on another file system than ${visible(to)}. Restore into a new directory on that file system with \`--to\`.`;
      return FS.error("restore-to-unusable", detail);
    }
    if (facts === null || facts.kind === "directory") continue;
    return FS.error("restore-to-unsafe", `${visible(parent)} is not a directory in ${visible(to)}.`);
  }
  return null;
}

async function at(path: string, io: ReadIo) {
  try {
    return await io.lstat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return null;
    throw error;
  }
}

/** Empty except for `lost+found` of a mounted file system, and the staging directory. */
async function isEmpty(to: string, { exposed }: Pick<RestorePlace, "exposed">, io: ReadIo): Promise<boolean> {
  const names = ((await io.names(to, SOME_NAMES)) ?? []).map((name) => name.toString("latin1"));
  const isMount = mountAt(await readMounts(io), to) !== null;
  return names.every((name) => (name === STAGING && !exposed) || (isMount && name === LOST_AND_FOUND));
}

/** A kill while the closed directory is made or removed can leave it without its order. */
async function hasNoFiles(staging: string, io: ReadIo): Promise<boolean> {
  const names = ((await io.names(staging, MOST_NAMES)) ?? []).map((name) => name.toString("latin1"));
  if (!names.every((name) => name === TREE_NAME || isFinishedName(name))) return false;
  return !names.includes(TREE_NAME) || (await io.names(treeIn(staging), 1))?.length === 0;
}

/** The interrupted restore in a directory; null without one. */
async function stagedIn(
  staging: string,
  io: ReadIo,
): Promise<RestorePlace["staged"] | { readonly problem: Diagnostic }> {
  const facts = await io.lstat(staging);
  if (facts === null) return null;
  const strange = (why: string) => ({
    problem: FS.error(
      "restore-to-unsafe",
      `${visible(staging)} ${why}. Nothing was changed. Look at its files, and move this directory away.`,
    ),
  });
  if (facts.kind !== "directory" || (facts.mode & 0o077) !== 0)
    return strange("is not a directory that only the caller can enter");
  try {
    const content = await io.readFile(`${staging}/${ORDER_NAME}`, ORDER_LIMIT, { own: true });
    if (content === null)
      return (await hasNoFiles(staging, io)) ? null : strange("has no readable file that says what was restored");
    const order = parseOrder(content);
    if (order === null) return strange("was made by another version of rdump");
    const finished = order.placing ? await readFinished(staging, io) : [];
    return finished.length === 0 ? order : { ...order, finished };
  } catch (error) {
    return strange(
      isNotOwn(error)
        ? `has a file that says what was restored, and this file is not trusted: ${error.message}`
        : `cannot be read: ${reasonOf(error)}`,
    );
  }
}
