import { statSync } from "node:fs";
import { type ByteString, fsPath, joinPath } from "../format/bytes.ts";
import { DEFAULT_FILE, type Place, placeOf } from "../store/place.ts";

/**
 * The surefile that `-f` names. As with the original, an existing directory means the default file in it.
 *
 * @throws SureError `usage` when the path names no file
 */
export function surefileAt(file: ByteString): Place {
  const isDirectory = statSync(fsPath(file), { throwIfNoEntry: false })?.isDirectory() ?? false;
  return placeOf(isDirectory ? joinPath(file, DEFAULT_FILE) : file);
}
