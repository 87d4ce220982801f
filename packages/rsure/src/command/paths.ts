import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { SureError } from "../errors.ts";
import { type ByteString, fsPath } from "../format/bytes.ts";
import { type EscapedName, escapeName } from "../format/escape.ts";

/** In bytes: some million paths. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The paths of a file, one a line.
 *
 * @throws SureError `missing`, `usage` when it is no regular file, or too large
 */
export function pathsIn(file: ByteString): ReadonlySet<EscapedName> {
  const fd = openSync(fsPath(file), constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(fd);
    const isUsable = stats.isFile() && stats.size <= LARGEST;
    if (!isUsable) throw new SureError("usage", `${escapeName(file)} is not a file of at most 256 MiB`);
    return new Set(
      readFileSync(fd, "latin1")
        .split("\n")
        .filter((line) => line !== ""),
    );
  } finally {
    closeSync(fd);
  }
}
