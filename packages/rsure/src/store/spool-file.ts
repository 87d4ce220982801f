import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import type { SpoolFile } from "../weave/spool.ts";
import type { StoreDirectory } from "./directory.ts";
import { OWN_MODE } from "./unsupported.ts";

const PIECE = 1 << 17;

/** A temporary file beside the surefile that loses its name at once, so that no crash leaves it behind. */
export function openSpool(store: StoreDirectory): SpoolFile {
  const { spool } = store.place;
  store.clear(spool);
  const fd = openSync(store.at(spool), "wx+", OWN_MODE);
  unlinkSync(store.at(spool));
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
