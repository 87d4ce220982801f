import { Failure, type ReadIo } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { differencesQuery } from "../commands.ts";
import { lookAtDatasets, lookAtSnapshots } from "../look.ts";

/** Objects that users made from a clone, in addition to written data. */
export interface Beside {
  readonly hasSnapshots: boolean;
  readonly hasBelow: boolean;
}

/**
 * Why a clone counts as changed by its users; null if it is unchanged. With access times, reading also increases
 * `written`, so only the value 0 is used. A clone that cannot be compared counts as changed: it may contain data of a user.
 */
export async function whatChanged(clone: Dataset, beside: Beside, io: ReadIo): Promise<string | null> {
  return whatIsBeside(beside) ?? (clone.written === 0 ? null : await whatDiffers(clone, io));
}

/**
 * The same with new queries, when the clone is read-only. `written` is checked last: recent writes may not be counted
 * yet, and `zfs diff` waits for them.
 */
export async function whatChangedAtLast(dataset: string, io: ReadIo): Promise<string | null> {
  const seen = await lookAtDatasets([dataset], true, io);
  if ("unseen" in seen) throw new Failure(seen.unseen);
  const snapshots = await lookAtSnapshots([dataset], io);
  if ("unseen" in snapshots) throw new Failure(snapshots.unseen);
  const [clone, ...below] = seen.found;
  if (clone === undefined) return null;
  const beside = whatIsBeside({ hasSnapshots: snapshots.found.length > 0, hasBelow: below.length > 0 });
  if (beside !== null) return beside;
  const differs = await whatDiffers(clone, io);
  return differs === INCOMPARABLE && clone.written === 0 ? null : differs;
}

function whatIsBeside({ hasSnapshots, hasBelow }: Beside): string | null {
  if (hasSnapshots) return "it has snapshots of its own";
  return hasBelow ? "it has datasets below it" : null;
}

const INCOMPARABLE = "it cannot be compared with its origin (zfs diff requires a mounted dataset)";

/** Null: nothing differs from the snapshot, or there is none. */
export async function whatDiffers(
  { name, origin }: Pick<Dataset, "name" | "origin">,
  io: ReadIo,
): Promise<string | null> {
  if (origin === null) return null;
  const result = await io.query(differencesQuery(origin, name));
  if (result.exitCode !== 0) return INCOMPARABLE;
  return result.stdout.length === 0 ? null : "files in it were changed";
}
