import {
  type CommandResult,
  type Diagnostic,
  type Holder,
  heldBy,
  lastOutput,
  type Mount,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { ZFS } from "../codes/index.ts";
import { suspension } from "../pool-state.ts";

/** Errors with datasets that a run makes, with the commands that finish the cleanup by hand. */

/** Why a command failed: its last message, or the suspended pool. */
export async function failureIn(pool: string, result: CommandResult, io: ReadIo): Promise<string> {
  const stopped = await suspension(pool, io);
  if (stopped !== null) return `${stopped.detail.replace(/\.$/, "")}`;
  // `zfs` prints the error first, then hints or its usage.
  const first = result.stderr
    .toString("utf8")
    .split("\n")
    .find((line) => line.startsWith("cannot "));
  return first === undefined ? lastOutput(result) : visible(first.slice(0, 500));
}

export function notSnapshotted(pool: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-not-snapshotted",
    `One command makes all snapshots of a run in ${pool}, and it failed: ${words}. Correct the error, then apply again.`,
  );
}

export function lost(pool: string): Diagnostic {
  return ZFS.error(
    "zfs-snapshot-gone",
    `Snapshots that were just made in ${pool} are missing, or do not have the mark of rdump: another program destroyed them. Apply again.`,
  );
}

export function readmeNotWritten(path: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-readme-not-written",
    `${visible(path)}: ${words}. The companion snapshot was not made. The point itself is complete. Free space, make the volume writable, or declare integrity without snapshot.`,
  );
}

export function readmeStays(path: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-readme-stays",
    `${visible(path)}: ${words}. rdump wrote the file. To remove it:\nrm ${visible(path)}`,
  );
}

export function otherSnapshot(name: string, exists: boolean): Diagnostic {
  const why = exists ? "is another snapshot than when the plan was made" : "does not exist any more";
  return ZFS.error("zfs-point-changed", `${visible(name)} ${why}. Nothing was read. Repeat the command.`);
}

export function notCloned(name: string, words: string): Diagnostic {
  return ZFS.error("zfs-not-cloned", `${name}: ${words}. Nothing was read. Correct the error, then apply again.`);
}

export function foreignClone(name: string): Diagnostic {
  return ZFS.error(
    "zfs-clone-foreign",
    `${name} exists and does not have the mark of this config. rdump does not change it. Rename it, or declare another scratch.dataset.`,
  );
}

export function notReadOnly(dataset: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-not-read-only",
    `Before a renewal, rdump makes ${dataset} read-only and checks it for changes. This failed: ${words}. The clone was not renewed.`,
  );
}

export function staysReadOnly(dataset: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-stays-read-only",
    `${dataset}: ${words}. To make it writable:\nzfs set readonly=off ${dataset}`,
  );
}

export function notDestroyed(name: string, words: string): Diagnostic {
  return ZFS.error(
    "zfs-not-destroyed",
    `${name}: ${words}. Nothing was forced. Remove what depends on it, then run:\nzfs destroy ${name}`,
  );
}

export function notMounted(path: string, words: string): Diagnostic {
  return ZFS.error("zfs-not-mountable", `At ${visible(path)}: ${words}.`);
}

export function unsafePlace(path: string): Diagnostic {
  return ZFS.error(
    "zfs-no-place",
    `${visible(path)} is not a directory that only root can write. Nothing was mounted. Correct the directory, or declare another scratch.mount.`,
  );
}

export function somethingThere(path: string, { type, from }: Mount): Diagnostic {
  return ZFS.error(
    "zfs-other-mount",
    `${visible(from)} (${visible(type)}) is mounted at ${visible(path)}, and this run did not mount it. rdump did not change it. Check it, and unmount it.`,
  );
}

export function busy(path: string, words: string, holders: readonly Holder[]): Diagnostic {
  return ZFS.error(
    "zfs-busy",
    `${visible(path)}: ${words}. ${heldBy(holders)} To clean up by hand:\numount ${visible(path)}; rmdir ${visible(path)}`,
  );
}

export function notReleased(path: string, words: string): Diagnostic {
  return ZFS.error("zfs-place-not-removed", `${visible(path)}: ${words}. To remove it:\nrmdir ${visible(path)}`);
}
