import {
  archivePrefix,
  type Completeness,
  INCOMPLETE,
  type Mark,
  plain,
  type RunRef,
  spoken,
  UNCHECKED,
} from "@rdump/core/provider";
import { FORMAT_NAMES, type FormatName } from "../formats/names.ts";

/** The file at the location that makes it a repository. */
export const MARKER = "rdump-directory.json";

const OWNER = "rdump-";

/** The directory of an owner, below the location. */
export function ownerDirectory(owner: string): string {
  return OWNER + plain(owner);
}

export function isOwnerDirectory(name: string): boolean {
  const owner = name.startsWith(OWNER) ? spoken(name.slice(OWNER.length)) : null;
  return owner !== null && ownerDirectory(owner) === name;
}

/** The directory of a volume, below the location: `rdump-joke/home`. A `/` in the name of a child volume becomes `+`. */
export function volumeDirectory({ owner, volume }: Pick<Mark, "owner" | "volume">): string {
  return `${ownerDirectory(owner)}/${archivePrefix(volume).slice(0, -1)}`;
}

/** The owner and the volume of a directory; null if rdump does not write its name. */
export function ofDirectory(directory: string): Pick<Mark, "owner" | "volume"> | null {
  const [first = "", second, ...more] = directory.split("/");
  const owner = first.startsWith(OWNER) ? spoken(first.slice(OWNER.length)) : null;
  const volume = second === undefined || more.length > 0 ? null : spoken(second.replaceAll("+", "/"));
  if (owner === null || volume === null) return null;
  return volumeDirectory({ owner, volume }) === directory ? { owner, volume } : null;
}

/** The name of an archive without the ends of its files: `home-20261122T200640Z-00004e65@0123456789abcdef`. */
export function baseName(volume: string, { id, machine }: Pick<RunRef, "id" | "machine">): string {
  return `${archivePrefix(volume)}${id}${machine === null ? "" : `@${machine}`}`;
}

/** The run and the machine in the name of an archive of this volume; null for another name. */
export function runOf(base: string, volume: string): Pick<Mark, "run" | "machine"> | null {
  const prefix = archivePrefix(volume);
  const [, run, machine = null] =
    /^(\d{8}T\d{6}Z-[0-9a-f]{8})(?:@([0-9a-f]{16}))?$/.exec(base.slice(prefix.length)) ?? [];
  return run === undefined || !base.startsWith(prefix) ? null : { run, machine };
}

const SUFFIXES: { readonly [state in Completeness]: string } = {
  complete: "",
  incomplete: INCOMPLETE,
  invalid: UNCHECKED,
};

/** The name of the point of an archive. */
export function pointName(base: string, state: Completeness): string {
  return base + SUFFIXES[state];
}

/** The archive that a point with this name is. */
export function baseOf(name: string): string {
  const suffix = [INCOMPLETE, UNCHECKED].find((each) => name.endsWith(each)) ?? "";
  return name.slice(0, name.length - suffix.length);
}

/** Of a file that is being written. */
const UNFINISHED = ".part";

export function archiveFile(base: string, format: FormatName = "tar"): string {
  return `${base}.${format}.zst`;
}

export function manifestFile(base: string): string {
  return `${base}.rdump.json`;
}

/** What the next difference needs: the list of tar, or names. */
export function stateFile(base: string, format: FormatName = "tar"): string {
  return `${base}.${format === "tar" ? "snar" : "names"}`;
}

export function unfinished(file: string): string {
  return file + UNFINISHED;
}

/** Files that record an archive, and those that hold its data: the first are removed first. */
export function filesOf(
  base: string,
  format: FormatName,
): { readonly records: readonly string[]; readonly data: readonly string[] } {
  const [record, data] = [manifestFile(base), archiveFile(base, format)];
  return {
    records: [record, unfinished(record)],
    data: [data, stateFile(base, format)].flatMap((file) => [file, unfinished(file)]),
  };
}

const FILE = new RegExp(`^(.+)\\.(?:(?:${FORMAT_NAMES.join("|")})\\.zst|rdump\\.json|snar|names)(?:\\.part)?$`);

/** The archive that a file of a volume's directory belongs to; null: a file that rdump does not write. */
export function baseOfFile(file: string): string | null {
  return FILE.exec(file)?.[1] ?? null;
}
