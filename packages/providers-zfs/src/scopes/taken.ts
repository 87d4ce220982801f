import type { Made, RunRef } from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";

/**
 * The snapshots that this process took in its run: so that each of a hundred points need not be asked for by a command of
 * its own. What a run that died took is not in it, and is looked up.
 */
export class Taken {
  readonly #made = new Map<string, Made>();

  note(run: RunRef, snapshots: readonly Snapshot[]): void {
    for (const { dataset, name, guid } of snapshots) this.#made.set(`${run.id} ${dataset}@${name}`, { id: guid, name });
  }

  /** By its full name. */
  find(run: RunRef, snapshot: string): Made | null {
    return this.#made.get(`${run.id} ${snapshot}`) ?? null;
  }
}
