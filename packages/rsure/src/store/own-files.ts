import { inDirectory } from "../descriptor/open-directory.ts";
import { realPathOf } from "../descriptor/path.ts";
import { SureError, systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";
import type { Place } from "./place.ts";

/** Where in a tree the surefile's own files are: relative to its root, escaped, "" or with a slash at its end. */
export interface OwnFiles {
  readonly path: EscapedName;
  readonly place: Place;
}

/** A directory's path, links resolved. */
export const realPath = (path: ByteString): ByteString => inDirectory(path, realPathOf);

/** `undefined` when the surefile is not within the tree, or one of both does not exist. */
export function ownFilesIn(root: ByteString, place: Place): OwnFiles | undefined {
  let top: ByteString;
  let directory: ByteString;
  try {
    top = `${realPath(root)}/`.replace(/^\/\/$/, "/");
    directory = `${realPath(place.directory)}/`.replace(/^\/\/$/, "/");
  } catch (error) {
    if (error instanceof SureError || systemCode(error) === undefined) throw error;
    return undefined;
  }
  if (!directory.startsWith(top)) return undefined;
  const inside = directory.slice(top.length);
  return { path: inside.split("/").map(escapeName).join("/"), place };
}
