import type { Writable } from "node:stream";

/** The parts of its process that the command may use. */
export interface CommandIo {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined };
  /** Ends the command as soon as possible; temporary files are removed. */
  readonly signal?: AbortSignal | undefined;
  /** The script of a hashing thread, where it is not beside the code: in a bundle. */
  readonly worker?: URL | undefined;
}
