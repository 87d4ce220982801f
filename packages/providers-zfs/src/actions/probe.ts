import { type Diagnostic, Failure, type Probe, type ReadIo } from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { findSnapshots } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";

/** Whether a snapshot exists, and its owner. */
export async function probeSnapshot(snapshot: string, owner: string, io: ReadIo): Promise<Probe> {
  const seen = await findSnapshots([snapshot], io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const [found] = seen.found;
  if (found === undefined) return { state: "absent" };
  if (!isOwnSnapshot(found.named, found.mark, [owner])) return { state: "foreign", diagnostic: foreign(snapshot) };
  return { state: "done", made: { id: found.guid, name: found.name } };
}

function foreign(snapshot: string): Diagnostic {
  const detail = `${snapshot} exists and does not have the mark of this config. rdump did not change it. Rename it.`;
  return ZFS.error("zfs-snapshot-foreign", detail);
}

export function missing(snapshot: string): Diagnostic {
  const detail = `${snapshot} was made by this run, and another program destroyed it. Apply again.`;
  return ZFS.error("zfs-snapshot-gone", detail);
}
