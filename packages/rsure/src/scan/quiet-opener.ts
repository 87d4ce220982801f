import { constants, openSync } from "node:fs";
import { systemCode } from "../errors.ts";

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY, O_NOATIME } = constants;
const OPEN = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

/** Opens files for reading without following a link, waiting for a FIFO, or changing atime where that can be avoided. */
export class QuietOpener {
  #flags = OPEN | O_NOATIME;

  /** Keeping atime is allowed for own files only, so the first refusal ends the attempts. */
  open(path: string | Buffer): number {
    try {
      return openSync(path, this.#flags);
    } catch (error) {
      if (systemCode(error) !== "EPERM" || this.#flags === OPEN) throw error;
      this.#flags = OPEN;
      return openSync(path, OPEN);
    }
  }
}
