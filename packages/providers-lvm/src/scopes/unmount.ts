import { type Diagnostic, holdersOf, type ReadIo, type RunIo } from "@rdump/core/provider";
import { mountAt } from "../answers/mounts.ts";
import { type Snapshot, unmountCommand } from "../commands.ts";
import { findVolume, lastWords, lookAtMounts } from "../look.ts";
import { notUnmounted, otherMount } from "./troubles.ts";

const PATIENCE = 30_000;
const BETWEEN = 1_000;

/** Unmounts a snapshot from its place, however often it is mounted there; waits while somebody holds it, then says who. */
export async function untilLetGo(snapshot: Snapshot, io: RunIo): Promise<Diagnostic | null> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const mounted = await isMounted(snapshot, io);
    if (mounted === false) return null;
    if (mounted !== true) return mounted;
    const result = await io.run(unmountCommand(snapshot));
    if (result.exitCode === 0) continue;
    if ((await isMounted(snapshot, io)) === false) return null;
    if (Date.now() >= deadline) return notUnmounted(snapshot, lastWords(result), await holdersOf(snapshot.path, io));
    await new Promise((resolve) => setTimeout(resolve, BETWEEN));
  }
}

/** Nothing but the snapshot itself is ever unmounted; a diagnostic when something else is there. */
async function isMounted(snapshot: Snapshot, io: ReadIo): Promise<boolean | Diagnostic> {
  const mounts = await lookAtMounts(io);
  if ("unseen" in mounts) return mounts.unseen;
  const mount = mountAt(mounts.found, snapshot.path);
  if (mount === null) return false;
  const own = await findVolume(snapshot.vg, snapshot.name, io);
  if ("unseen" in own) return own.unseen;
  return own.found?.device === mount.device ? true : otherMount(snapshot, mount);
}
