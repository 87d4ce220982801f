import { parseLog } from "./log.ts";

/** The ids of the archives that `borg delete --list` reports as deleted. They are deleted if borg succeeds. */
export function deletedIds(stderr: Buffer): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const entry of parseLog(stderr)) {
    if (entry.kind !== "message" || entry.level !== "info") continue;
    // The name and the time come first, and a name can contain anything.
    const [, id] = /^Deleting archive: .* \[([0-9a-f]{64})\] \(\d+\/\d+\)$/s.exec(entry.text) ?? [];
    if (id !== undefined) ids.add(id);
  }
  return ids;
}
