import { type Diagnostic, Failure, type Probe, type ReadIo } from "@rdump/core/provider";
import { findSnapshots } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";

/** Whether a snapshot is there, and whose it is. */
export async function probeSnapshot(snapshot: string, owner: string, io: ReadIo): Promise<Probe> {
  const seen = await findSnapshots([snapshot], io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const [found] = seen.found;
  if (found === undefined) return { state: "absent" };
  if (!isOwnSnapshot(found.named, found.mark, owner)) return { state: "foreign", diagnostic: foreign(snapshot) };
  return { state: "done", made: { id: found.guid, name: found.name } };
}

function foreign(snapshot: string): Diagnostic {
  return {
    code: "zfs-snapshot-foreign",
    severity: "error",
    summary: "Something else bears the snapshot's name",
    detail: `${snapshot} exists and does not bear this config's mark, so it was left alone. Rename it.`,
  };
}

export function missing(snapshot: string): Diagnostic {
  return {
    code: "zfs-snapshot-gone",
    severity: "error",
    summary: "A snapshot is gone",
    detail: `${snapshot} was made by this run, and is not there any more: somebody destroyed it. Run rdump again.`,
  };
}
