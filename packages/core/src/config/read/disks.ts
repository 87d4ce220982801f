import type { Cursor } from "../cursor.ts";

/** The identities of disks that alternate at one path, sorted, each once; nothing where none are declared. */
export function readDisks(cursor: Cursor): { readonly disks?: readonly string[] } {
  if (!cursor.exists) return {};
  const disks = cursor.items().flatMap((item) => item.text() ?? []);
  return { disks: [...new Set(disks)].sort() };
}
