import { dirname } from "node:path/posix";
import {
  type Claim,
  type Diagnostic,
  isNotOwn,
  type Mount,
  mountHolding,
  type ReadIo,
  readMounts,
  ZFS_SNAPSHOTS,
} from "@rdump/core/provider";
import { uuidOf } from "../mounts/disk.ts";
import { type Found, findPlace, liesIn, type Place, plainPath, reasonOf } from "../mounts/place.ts";
import { effectiveUser } from "../user.ts";
import { LOST_AND_FOUND, MARK_LIMIT, MARK_NAME, type MirrorMark, parseMark } from "./mark.ts";
import * as refusal from "./refusal.ts";

/** Where a mirror is declared to be. */
export interface MirrorSite {
  readonly path: string;
  /** Must be a mount point whenever the mirror is touched; null: not asked for. */
  readonly mount: string | null;
  /** The UUIDs of the file systems that may be mounted there; absent: any. */
  readonly disks?: readonly string[];
  /** Files without a mark do not refuse the directory. */
  readonly adopt?: boolean;
}

export interface MirrorState {
  readonly place: Place;
  /** The mount point that was asked for. */
  readonly disk: Place | null;
  /** Null: the directory is free to be taken. */
  readonly mark: MirrorMark | null;
  /** The directory has files and no mark. */
  readonly hasFiles: boolean;
  /** The directory does not exist, and a run can create it: the nearest one above it, which `place` describes. */
  readonly missingBelow: string | null;
  /** The file system below the mirror, with its mount options. */
  readonly on: string;
  readonly mount: Pick<Mount, "type" | "options" | "from"> | null;
  /** The effective user of rdump; null: not known. */
  readonly user: number | null;
}

interface Refused {
  readonly refused: Diagnostic;
  /** Nothing is mounted at the declared mount point. */
  readonly disconnected?: true;
  /** The machine in the mark of a directory that is refused because of it. */
  readonly otherMachine?: string;
}

/**
 * Queries the directory of a mirror. It belongs to this owner, volume and machine if it has their mark, and is free if
 * it is empty; anything else is refused. It is never reached through a link, because a link can be changed.
 */
export async function findMirror(site: MirrorSite, claim: Claim, io: ReadIo): Promise<MirrorState | Refused> {
  const disk = await findDisk(site, io);
  if (disk !== null && "refused" in disk) return disk;
  const found = await findPlace(site.path, io);
  if (found.kind === "absent" && disk !== null) return findMissing(site.path, disk, io);
  if (found.kind !== "place") return { refused: refusal.noDirectory(site.path, found) };
  const { place } = found;
  if (place.real !== plainPath(site.path)) return { refused: refusal.throughLink(site.path, place.real) };
  const marked = await findMark(site, place, io);
  if (marked !== null && "refused" in marked) return marked;
  const hasFiles = marked === null && site.adopt === true && !(await isFree(place, io));
  const inner = hasFiles ? await mirrorInside(place, io) : null;
  if (inner !== null) return { refused: refusal.holdsMirror(site.path, inner) };
  const foreign = marked === null ? null : refusal.foreign(site.path, marked, claim);
  if (foreign !== null) {
    const other = foreign.code === "fs-mirror-other-machine" ? marked?.machine : null;
    return { refused: foreign, ...(other == null ? {} : { otherMachine: other }) };
  }
  return { place, disk, mark: marked, hasFiles, missingBelow: null, ...(await mountOf(place, io)) };
}

/** A directory on a mounted disk that does not exist yet. */
async function findMissing(path: string, disk: Place, io: ReadIo): Promise<MirrorState | Refused> {
  const plain = plainPath(path);
  for (let above = dirname(plain); liesIn(above, disk.real); above = dirname(above)) {
    const found = await findPlace(above, io);
    if (found.kind === "absent") continue;
    if (found.kind !== "place") return { refused: refusal.noDirectory(above, found) };
    const { place } = found;
    if (place.real !== above) return { refused: refusal.throughLink(above, place.real) };
    if (await isOpen(above, io)) return { refused: refusal.notCreated({ path }, refusal.OPEN) };
    const about = { disk, mark: null, hasFiles: false, missingBelow: above };
    return { place: { ...place, real: plain }, ...about, ...(await mountOf(place, io)) };
  }
  return { refused: refusal.noDirectory(path, { kind: "absent" }) };
}

/** The group or every user can write there: `mkdir` does not start. */
async function isOpen(path: string, io: ReadIo): Promise<boolean> {
  const facts = await io.lstat(path).catch(() => null);
  return facts !== null && (facts.mode & OTHERS_WRITE) !== 0;
}

const OTHERS_WRITE = 0o022;

const MOST_SEARCHED = 10_000;

/** A mirror right below a directory: the copy would delete it. Null: none. */
async function mirrorInside({ real }: Place, io: ReadIo): Promise<string | null> {
  for (const name of (await io.names(real, MOST_SEARCHED)) ?? []) {
    const path = `${real === "/" ? "" : real}/${name.toString("utf8")}`;
    if ((await io.lstat(`${path}/${MARK_NAME}`).catch(() => null)) !== null) return path;
  }
  return null;
}

async function mountOf({ real }: Place, io: ReadIo): Promise<Pick<MirrorState, "mount" | "on" | "user">> {
  const mount = mountHolding(await readMounts(io), real);
  const on = mount === null ? "" : `${mount.type} ${mount.from} ${mount.options}`;
  return { mount, on, user: await effectiveUser(io) };
}

async function findDisk(site: MirrorSite, io: ReadIo): Promise<Place | Refused | null> {
  if (site.mount === null) return null;
  const found = await findPlace(site.mount, io);
  if (found.kind === "link-refused") return { refused: refusal.noDirectory(site.mount, found) };
  if (found.kind !== "place" || found.place.mount === null) {
    return { refused: refusal.notMounted(site.path, site.mount), ...(isAbsent(found) ? { disconnected: true } : {}) };
  }
  if (found.place.real !== plainPath(site.mount)) {
    return { refused: refusal.throughLink(site.mount, found.place.real) };
  }
  if (!liesIn(plainPath(site.path), found.place.real)) return { refused: refusal.outsideMount(site.path, site.mount) };
  if (site.disks === undefined) return found.place;
  const uuid = await uuidOf(found.place.mount.from, io);
  if (uuid !== null && site.disks.includes(uuid)) return found.place;
  return { refused: refusal.otherDisk(site.path, site.mount, uuid) };
}

/** Nothing is mounted there. A file system that denies access is not absent. */
function isAbsent(found: Found): boolean {
  return (
    found.kind === "absent" || found.kind === "place" || (found.kind === "unreachable" && NO_DEVICE.test(found.reason))
  );
}

/** The automounter does not find the disk. */
const NO_DEVICE = /ENODEV|ENOENT|ENXIO|ENOMEDIUM/;

async function findMark({ path, adopt }: MirrorSite, place: Place, io: ReadIo): Promise<MirrorMark | Refused | null> {
  const markPath = place.real === "/" ? `/${MARK_NAME}` : `${place.real}/${MARK_NAME}`;
  try {
    const content = await io.readFile(markPath, MARK_LIMIT, { own: true });
    if (content === null)
      return adopt === true || (await isFree(place, io)) ? null : { refused: refusal.notEmpty(path) };
    const read = parseMark(content);
    switch (read.kind) {
      case "mark":
        return read.mark;
      case "newer":
        return { refused: refusal.newerMark(path, read.formatVersion) };
      case "unreadable":
        return { refused: refusal.badMark(path, read.reason) };
    }
  } catch (error) {
    if (isNotOwn(error)) return { refused: refusal.badMark(path, error.message) };
    return { refused: refusal.unreachable(path, reasonOf(error)) };
  }
}

/**
 * Empty except for `lost+found` at the root of a mounted file system, and a temporary file of the mark that a crash
 * left.
 */
async function isFree(place: Place, io: ReadIo): Promise<boolean> {
  const names = (await io.names(place.real, ENOUGH_NAMES)) ?? [];
  const others = names
    .map((name) => name.toString("latin1"))
    .filter((name) => !UNFINISHED_MARK.test(name) && !isOfFileSystem(name, place));
  return others.length === 0 && names.length < ENOUGH_NAMES;
}

/** Entries at the root of a file system that are not content: `lost+found`, and the snapshots of a dataset. */
function isOfFileSystem(name: string, { mount }: Place): boolean {
  if (mount === null) return false;
  return name === LOST_AND_FOUND || (name === ZFS_SNAPSHOTS && mount.type === "zfs");
}

const ENOUGH_NAMES = 32;
const UNFINISHED_MARK = /^\.\.rdump\.json\.[0-9a-f]{12}\.tmp$/;
