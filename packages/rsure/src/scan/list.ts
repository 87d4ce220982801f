import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { kindOf } from "./facts.ts";

/** What a directory holds, sorted by bytes. */
export interface Listing {
  readonly directories: readonly ByteString[];
  /** Each begins with `f` for a regular file and `o` for anything else, so that no device is ever opened. */
  readonly others: readonly ByteString[];
}

/** @throws the system's error when the directory cannot be listed */
export function listDirectory(path: ByteString): Listing {
  const entries = typedEntries(path);
  const names = (wanted: (entry: TypedEntry) => boolean): ByteString[] =>
    entries.filter(wanted).map((entry) => entry.name);
  const directories = names((entry) => entry.isDirectory()).sort();
  const files = names((entry) => entry.isFile());
  const special = names((entry) => !entry.isFile() && !entry.isDirectory());
  if (special.length === 0) return { directories, others: files.sort().map((name) => `f${name}`) };
  const isSpecial = new Set(special);
  const all = [...files, ...special].sort();
  return { directories, others: all.map((name) => (isSpecial.has(name) ? `o${name}` : `f${name}`)) };
}

interface TypedEntry {
  readonly name: ByteString;
  isDirectory(): boolean;
  isFile(): boolean;
}

/**
 * Where the file system does not say the types, Node asks for each itself, by a path that it takes for UTF-8; when that
 * fails they are asked for here, by the bytes.
 */
function typedEntries(path: ByteString): readonly TypedEntry[] {
  const at = fsPath(path);
  try {
    return readdirSync(at as string, { encoding: "latin1", withFileTypes: true }) as Dirent[];
  } catch (error) {
    const names = readdirSync(at, "latin1");
    if (names.length === 0) throw error;
    return names.map((name) => typedEntry(path, name));
  }
}

function typedEntry(path: ByteString, name: ByteString): TypedEntry {
  const stats = lstatSync(fsPath(joinPath(path, name)), { throwIfNoEntry: false });
  const kind = stats && kindOf(stats);
  return { name, isDirectory: () => kind === "dir", isFile: () => kind === "file" };
}
