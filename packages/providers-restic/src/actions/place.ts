import type { Access } from "../access.ts";

/** Snapshots in one repository can be confirmed and deleted together. */
export function placeOf({ name, location }: Access): string {
  return JSON.stringify([name, location]);
}
