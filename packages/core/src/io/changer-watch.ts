import type { Changer } from "../model/dead-run.ts";

/**
 * Told of each command that changes the state of the system, right after it started and when it has ended: it is never
 * ended by rdump, and outlives it. Neither call rejects.
 */
export interface ChangerWatch {
  began(changer: Changer): Promise<void>;
  ended(pid: number): Promise<void>;
}
