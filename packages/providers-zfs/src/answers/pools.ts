import { type Answer, eachOf, rowsOf } from "./table.ts";

/** A pool from the output of `zpool list`. */
export interface Pool {
  readonly name: string;
  /** `ONLINE`, `DEGRADED`, `SUSPENDED` and the like. */
  readonly health: string;
  readonly readOnly: boolean;
  /** How full it is, in percent. */
  readonly capacity: number;
}

export const POOL_FIELDS = ["name", "health", "readonly", "capacity"];

export function parsePools(output: Buffer): Answer<readonly Pool[]> {
  return eachOf(rowsOf(output, POOL_FIELDS.length), ([name, health, readonly, capacity]) => ({
    name: name ?? "",
    health: health ?? "UNKNOWN",
    readOnly: readonly === "on",
    capacity: Number(capacity ?? 0),
  }));
}
