import { leavesOut } from "../config/index.ts";
import type { Exclude } from "../model/exclude.ts";

/** Finds the excludes that match nothing, from the paths that a tool leaves out. */
export class IdleExcludes {
  #idle: readonly Exclude[];

  constructor(excludes: readonly Exclude[]) {
    this.#idle = excludes;
  }

  /** A path from the root of the volume that was left out, for any reason. */
  hear(path: string): void {
    if (this.#idle.length > 0) this.#idle = this.#idle.filter((exclude) => !leavesOut(exclude, path));
  }

  /** As they are declared. */
  texts(): readonly string[] {
    return this.#idle.map(({ text }) => text);
  }
}
