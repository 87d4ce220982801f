import type { Changer } from "../model/dead-run.ts";

/**
 * Gets each changer right after its start and after its end. rdump never ends a changer, so it can outlive rdump.
 * Neither call rejects.
 */
export interface ChangerWatch {
  began(changer: Changer): Promise<void>;
  ended(pid: number): Promise<void>;
}
