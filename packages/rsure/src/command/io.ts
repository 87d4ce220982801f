import type { Writable } from "node:stream";

/** What the command may touch of the process that it runs in. */
export interface CommandIo {
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined };
  /** Ends the command as soon as that is safe; what was written is then removed. */
  readonly signal?: AbortSignal | undefined;
  /** The script of a hashing thread, where it is not beside the code: in a bundle. */
  readonly worker?: URL | undefined;
}
