import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { kindOf } from "./facts.ts";

/** The content of a directory, sorted by bytes. */
export interface Listing {
  readonly directories: readonly ByteString[];
  readonly others: readonly ByteString[];
  /** A letter for each of the others: `f` for a regular file and `o` for anything else, so that no device is ever opened. */
  readonly types: string;
}

/** @throws the system's error when the directory cannot be listed */
export function listDirectory(path: ByteString): Listing {
  const directories: ByteString[] = [];
  const others: ByteString[] = [];
  const special = new Set<ByteString>();
  for (const entry of typedEntries(path)) {
    if (entry.isDirectory()) directories.push(entry.name);
    else {
      others.push(entry.name);
      if (!entry.isFile()) special.add(entry.name);
    }
  }
  directories.sort();
  others.sort();
  const types =
    special.size === 0 ? "f".repeat(others.length) : others.map((name) => (special.has(name) ? "o" : "f")).join("");
  return { directories, others, types };
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
