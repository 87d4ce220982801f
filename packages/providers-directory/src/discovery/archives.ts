import { createHash } from "node:crypto";
import { join } from "node:path/posix";
import {
  type Completeness,
  type Diagnostic,
  isLinkRefused,
  isNotOwn,
  type Mark,
  type Point,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { DIRECTORY } from "../codes/index.ts";
import { FORMAT_NAMES, type FormatName } from "../formats/names.ts";
import { LARGEST_MANIFEST, type Manifest, parseManifest, whyInvalid } from "../manifest.ts";
import {
  archiveFile,
  baseName,
  baseOfFile,
  manifestFile,
  ofDirectory,
  pointName,
  runOf,
  unfinished,
  volumeDirectory,
} from "../naming/files.ts";

/** The files of one archive. */
export interface Stored {
  /** Below the location. */
  readonly directory: string;
  /** The name of its files. */
  readonly base: string;
  readonly mark: Mark;
  readonly point: Point;
  readonly format: FormatName;
  /** Null: it was not finished. */
  readonly manifest: Manifest | null;
}

/** Files with names of rdump that are not taken for an archive. */
export interface Fault {
  readonly directory: string;
  readonly base: string;
  readonly diagnostic: Diagnostic;
}

/** A directory has more files than are read. */
export class TooMany extends Error {
  constructor(directory: string) {
    super(`The directory ${visible(directory)} has more than ${MOST} files. Move other files away.`);
  }
}

const MOST = 100_000;

export interface Listed {
  readonly archives: readonly Stored[];
  readonly faults: readonly Fault[];
}

/** The archives of one directory. Files with other names are ignored. */
export async function archivesIn(io: ReadIo, location: string, directory: string): Promise<Listed> {
  const path = join(location, directory);
  const of = ofDirectory(directory);
  if (of === null || (await io.lstat(path))?.kind !== "directory") return { archives: [], faults: [] };
  const names = (await io.names(path, MOST + 1)) ?? [];
  if (names.length > MOST) throw new TooMany(directory);
  const files = new Set(names.map((name) => name.toString("latin1")));
  const bases = [...new Set([...files].flatMap((file) => baseOfFile(file) ?? []))].sort();
  const archives: Stored[] = [];
  const faults: Fault[] = [];
  for (const base of bases) {
    const found = files.has(manifestFile(base))
      ? await recorded(io, path, { directory, base })
      : unfinishedOne(base, formatOf(base, files), directory, of);
    if (found === null) continue;
    if ("diagnostic" in found) faults.push(found);
    else archives.push(found);
  }
  return { archives, faults };
}

type Place = Pick<Stored, "directory" | "base">;

async function recorded(io: ReadIo, path: string, place: Place): Promise<Stored | Fault | null> {
  const { directory, base } = place;
  const content = await io
    .readFile(join(path, manifestFile(base)), LARGEST_MANIFEST, { own: true })
    .catch(whyUnreadable);
  // It was deleted since the names were read.
  if (content === null) return null;
  const manifest = typeof content === "string" ? content : parseManifest(content);
  if (manifest === null || typeof manifest === "string") {
    return unreadable(path, place, manifest ?? whyInvalid(content as Buffer));
  }
  const { owner, volume, run, machine, format } = manifest;
  const mark = { owner, volume, run, machine };
  if (volumeDirectory(mark) !== directory || baseName(volume, { id: run, machine }) !== base) {
    return unreadable(path, place, "it belongs to another archive");
  }
  const file = await io.lstat(join(path, archiveFile(base, format)));
  if (file?.kind !== "file" || file.size !== manifest.bytes) return missing(path, place, manifest, file?.size ?? null);
  const id = idOf(content as Buffer);
  const state = manifest.missing === 0 ? "complete" : "incomplete";
  const { base: link = null, readFrom } = manifest.levels ?? {};
  const made = pointOf(id, base, state, { ...mark, time: Date.parse(manifest.time) });
  const point = readFrom === undefined ? made : { ...made, readFrom };
  return { ...place, mark, format, manifest, point: link === null ? point : { ...point, base: link.id } };
}

/** The identity of an archive is the digest of its manifest, which has the digest of the file. */
export function idOf(manifest: Buffer): string {
  return createHash("sha256").update(manifest).digest("hex");
}

/** A larger file, a link, or a file of another user. Other errors are about the whole directory. */
function whyUnreadable(error: unknown): string {
  if (isNotOwn(error) || isLinkRefused(error)) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && code !== "EFBIG") throw error;
  return `it is larger than ${LARGEST_MANIFEST} bytes`;
}

/** The format of an archive without a manifest. */
function formatOf(base: string, files: ReadonlySet<string>): FormatName {
  const hasFile = (name: FormatName) => {
    const file = archiveFile(base, name);
    return files.has(file) || files.has(unfinished(file));
  };
  return FORMAT_NAMES.find(hasFile) ?? "tar";
}

function unfinishedOne(
  base: string,
  format: FormatName,
  directory: string,
  of: Pick<Mark, "owner" | "volume">,
): Stored | null {
  const found = runOf(base, of.volume);
  if (found === null) return null;
  const mark = { ...of, ...found };
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(found.run) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) return null;
  const id = idOf(Buffer.from(`unfinished ${directory}/${base}`));
  return { directory, base, mark, format, manifest: null, point: pointOf(id, base, "invalid", { ...mark, time }) };
}

function pointOf(
  id: string,
  base: string,
  state: Completeness,
  { run, machine, time }: Pick<Point, "run" | "time"> & Pick<Mark, "machine">,
): Point {
  return { id, name: pointName(base, state), time, run, machine, state, held: [] };
}

function unreadable(path: string, place: Place, why: string): Fault {
  const at = visible(join(path, manifestFile(place.base)));
  const detail = `The manifest ${at} cannot be used: ${visible(why)}. The archive does not count as a point, and its files stay. Restore the manifest from a copy, or move the files away.`;
  return { ...place, diagnostic: DIRECTORY.warning("directory-manifest-invalid", detail) };
}

function missing(path: string, place: Place, { bytes, format }: Manifest, size: number | null): Fault {
  const at = visible(join(path, archiveFile(place.base, format)));
  const state = size === null ? "is missing" : `has ${size} bytes instead of ${bytes}`;
  const detail = `The archive file ${at} ${state}. The archive does not count as a point. Restore the file from a copy, or delete its manifest.`;
  return { ...place, diagnostic: DIRECTORY.warning("directory-archive-missing", detail) };
}
