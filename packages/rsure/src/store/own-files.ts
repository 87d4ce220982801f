import { realpathSync } from "node:fs";
import { type ByteString, bytesOfBuffer, fsPath } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import type { Place } from "./place.ts";

/** Where in a tree the surefile's own files are: relative to its root, escaped, "" or with a slash at its end. */
export interface OwnFiles {
  readonly path: EscapedName;
  readonly place: Place;
}

/** Links resolved. Node's own resolver takes paths for UTF-8, the system's does not. */
export const realPath = (path: ByteString): ByteString => bytesOfBuffer(realpathSync.native(fsPath(path), "buffer"));

/** `undefined` when the surefile is not within the tree, or one of both does not exist. */
export function ownFilesIn(root: ByteString, place: Place): OwnFiles | undefined {
  let top: ByteString;
  let directory: ByteString;
  try {
    top = `${realPath(root)}/`.replace(/^\/\/$/, "/");
    directory = `${realPath(place.directory)}/`.replace(/^\/\/$/, "/");
  } catch {
    return undefined;
  }
  if (!directory.startsWith(top)) return undefined;
  const inside = directory.slice(top.length);
  return { path: inside.split("/").map(escapeName).join("/"), place };
}
