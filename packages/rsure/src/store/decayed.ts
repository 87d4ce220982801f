import { type BigIntStats, lstatSync } from "node:fs";
import { inDirectory } from "../descriptor/open-directory.ts";
import { within } from "../descriptor/path.ts";
import { systemCode } from "../errors.ts";
import type { ByteString } from "../format/bytes.ts";
import { type EscapedName, unescapeName } from "../format/escape.ts";
import type { Revision } from "../format/header.ts";
import type { Attributes } from "../format/node.ts";
import { fileFacts } from "../scan/facts.ts";
import { momentOf, trustedBefore } from "../scan/trust.ts";
import { type Decay, DecayWatch } from "../weave/decay.ts";
import type { MergeSink } from "../weave/merge.ts";

/** Puts a watch for decayed files before a sink of the comparison with the base revision. */
export function decayWatch(
  root: ByteString,
  base: Revision,
  onDecay: (decay: Decay) => void,
  onEnd: (path: EscapedName) => void,
  onLate: (path: EscapedName, mark: string) => void,
): (next: MergeSink) => MergeSink {
  const asOf = momentOf(base);
  const options = {
    asOf,
    trustedBefore: trustedBefore(base),
    isWritten: (path: EscapedName, now: Attributes) =>
      inDirectory(root, (fd) => isWritten(within(fd, unescapeName(path)), now)),
    onDecay,
    onEnd,
    onLate,
  };
  return (next) => new DecayWatch(next, options);
}

const exact = (path: string | Buffer): BigIntStats => lstatSync(path, { bigint: true });

/** A file that was written while it was read has the content of later, and the attributes of before. */
function isWritten(place: string | Buffer, now: Attributes): boolean {
  try {
    const { ino, size, mtime, ctime } = fileFacts(lstatSync(place), place, exact);
    return [ino, size, mtime, ctime].join() !== [now.ino, now.size, now.mtime, now.ctime].join();
  } catch (error) {
    return systemCode(error) === "ENOENT";
  }
}
