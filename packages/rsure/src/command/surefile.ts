import { closeSync } from "node:fs";
import { openDirectory } from "../descriptor/open-directory.ts";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, joinPath } from "../format/bytes.ts";
import { DEFAULT_FILE, type Place, placeOf } from "../store/place.ts";

/** A name that only a surefile has: another user may have put a directory in its place. */
const NAMES_A_FILE = /\.(dat|bak|weave)(\.gz|\.zstd)?$/;

/**
 * The surefile that `-f` names. As with the original, an existing directory means the default file in it.
 *
 * @throws SureError `usage` when the path names no file, `untrusted` for a link that others can replace
 */
export function surefileAt(file: ByteString): Place {
  return placeOf(!NAMES_A_FILE.test(file) && isDirectory(file) ? joinPath(file, DEFAULT_FILE) : file);
}

function isDirectory(path: ByteString): boolean {
  try {
    closeSync(openDirectory(path));
    return true;
  } catch (error) {
    if (error instanceof SureError || systemCode(error) === undefined) throw error;
    return false;
  }
}
