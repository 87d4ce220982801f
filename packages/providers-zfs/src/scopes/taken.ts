import type { Made, RunRef } from "@rdump/core/provider";
import type { Snapshot } from "../answers/snapshots.ts";

/**
 * The snapshots that this process made in its run, so that each of a hundred points needs no separate query. Snapshots
 * of dead runs are not in it, and are queried.
 */
export class Taken {
  readonly #made = new Map<string, Made>();

  /** `host` null: this host. */
  note(run: RunRef, host: string | null, snapshots: readonly Snapshot[]): void {
    for (const { dataset, name, guid } of snapshots)
      this.#made.set(keyOf(run, host, `${dataset}@${name}`), { id: guid, name });
  }

  /** By its full name. */
  find(run: RunRef, host: string | null, snapshot: string): Made | null {
    return this.#made.get(keyOf(run, host, snapshot)) ?? null;
  }
}

function keyOf(run: RunRef, host: string | null, snapshot: string): string {
  return `${run.id} ${host ?? ""} ${snapshot}`;
}
