import { rowsOf } from "./table.ts";

/** A pool, as `zpool list` tells of it. */
export interface Pool {
  readonly name: string;
  /** `ONLINE`, `DEGRADED`, `SUSPENDED` and the like. */
  readonly health: string;
  readonly readOnly: boolean;
  /** How full it is, in percent. */
  readonly capacity: number;
}

export const POOL_FIELDS = ["name", "health", "readonly", "capacity"];

/** @returns null when the output is no such list */
export function parsePools(output: Buffer): readonly Pool[] | null {
  const rows = rowsOf(output, POOL_FIELDS.length);
  if (rows === null) return null;
  return rows.map(([name, health, readonly, capacity]) => ({
    name: name ?? "",
    health: health ?? "UNKNOWN",
    readOnly: readonly === "on",
    capacity: Number(capacity ?? 0),
  }));
}
