import { closeSync, openSync, readSync, rmSync, unlinkSync, writeSync } from "node:fs";
import { fsPath } from "../format/bytes.ts";
import type { SpoolFile } from "../weave/spool.ts";
import type { Place } from "./place.ts";

const PIECE = 1 << 17;

/** A temporary file beside the surefile that loses its name at once, so that no crash leaves it behind. */
export function openSpool(place: Place): SpoolFile {
  const path = fsPath(place.spool);
  rmSync(path, { force: true });
  const fd = openSync(path, "wx+", 0o600);
  unlinkSync(path);
  return {
    write(bytes) {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    },
    *read() {
      try {
        for (let at = 0; ; ) {
          const piece = Buffer.allocUnsafe(PIECE);
          const length = readSync(fd, piece, 0, PIECE, at);
          if (length === 0) return;
          at += length;
          yield piece.subarray(0, length);
        }
      } finally {
        closeSync(fd);
      }
    },
  };
}
