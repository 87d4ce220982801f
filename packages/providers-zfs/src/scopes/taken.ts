import type { Made, RunRef } from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";

/**
 * The snapshots that this process made in its run, so that each of a hundred points needs no separate query. Snapshots
 * of dead runs are not in it, and are queried.
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
