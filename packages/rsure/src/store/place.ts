import { SureError } from "../errors.ts";
import { type ByteString, joinPath } from "../format/bytes.ts";

export type Compression = "gzip" | "zstd" | "plain";

/** The names of the files of one surefile. All are in its directory, and all are bytes. */
export interface Place {
  readonly directory: ByteString;
  /** The surefile's path, for showing: every access goes through the opened directory. */
  readonly file: ByteString;
  /** The surefile's name without its directory. */
  readonly name: ByteString;
  /** The name that may be a second one of the same file: the backup's, or of a backup the surefile's. */
  readonly twin: ByteString;
  readonly compression: Compression;
  /** Whether the surefile is a backup (`2sure.bak.gz`), which is read but never written. */
  readonly isBackup: boolean;
  readonly backup: ByteString;
  readonly lock: ByteString;
  readonly fresh: ByteString;
  readonly freshBackup: ByteString;
  readonly spool: ByteString;
  /** The names that scans skip and comparisons do not report. */
  isOwn(name: ByteString): boolean;
  /** Names of the temporary files that the original records in its own surefile: `2sure.0`. */
  readonly originalsTemporary: RegExp;
}

const SHAPE = /^(.*?)(\.dat|\.bak|\.weave)?(\.gz|\.zstd)?$/s;
const COMPRESSION: { readonly [suffix: string]: Compression } = { ".gz": "gzip", ".zstd": "zstd", "": "plain" };

export const DEFAULT_FILE = "2sure.dat.gz";

/** The file of rdump at the root of a directory mirror: not part of the mirrored tree. */
const MIRROR_MARK = ".rdump.json";

/**
 * Where a surefile and the files that belong to it are. As with the original, a name without `.dat` gets one (`photos`
 * is `photos.dat`, `photos.gz` is `photos.dat.gz`), and `x.weave.gz` means `x.dat.gz`.
 *
 * @param file the surefile's path
 * @throws SureError `usage` when the path names no file
 */
export function placeOf(file: ByteString): Place {
  const slash = file.lastIndexOf("/");
  const directory = slash < 0 ? "." : slash === 0 ? "/" : file.slice(0, slash);
  const [, base = "", kind = ".dat", suffix = ""] = SHAPE.exec(file.slice(slash + 1)) ?? [];
  if (base === "" || base === "." || base === "..")
    throw new SureError("usage", "the path of the surefile is not the path of a file");
  const name = `${base}${kind === ".bak" ? ".bak" : ".dat"}${suffix}`;
  const backup = `${base}.bak${suffix}`;
  const main = `${base}.dat${suffix}`;
  const prefix = `${main}.rsure-`;
  return {
    directory,
    file: joinPath(directory, name),
    name,
    twin: kind === ".bak" ? main : backup,
    compression: COMPRESSION[suffix] as Compression,
    isBackup: kind === ".bak",
    backup,
    lock: `${prefix}lock`,
    fresh: `${prefix}new`,
    freshBackup: `${prefix}bak`,
    spool: `${prefix}spool`,
    isOwn: (own) => own === main || own === backup || own === MIRROR_MARK || own.startsWith(prefix),
    originalsTemporary: new RegExp(`^${base.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}\\.\\d+(\\.gz)?$`, "s"),
  };
}
