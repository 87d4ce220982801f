import {
  type CommandResult,
  type Diagnostic,
  type Holder,
  heldBy,
  lastWords,
  type Mount,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { suspension } from "../pool-state.ts";

/** What can go wrong with what a run makes in a pool, with what finishes it by hand. */

const error = (code: string, summary: string, detail: string): Diagnostic => ({
  code,
  severity: "error",
  summary,
  detail,
});

/** Why a command failed: its own last words, or that the pool has stopped. */
export async function failureIn(pool: string, result: CommandResult, io: ReadIo): Promise<string> {
  const stopped = await suspension(pool, io);
  if (stopped !== null) return `${stopped.detail.replace(/\.$/, "")}`;
  // `zfs` says what is wrong first, and what to do about it or how it is called after that.
  const first = result.stderr
    .toString("utf8")
    .split("\n")
    .find((line) => line.startsWith("cannot "));
  return first === undefined ? lastWords(result) : visible(first.slice(0, 500));
}

export function notSnapshotted(pool: string, words: string): Diagnostic {
  return error(
    "zfs-not-snapshotted",
    "The snapshots could not be made",
    `In ${pool}, where all of a run are made by one command, none was made: ${words}. Mend what it complains of, and run rdump again.`,
  );
}

export function lost(pool: string): Diagnostic {
  return error(
    "zfs-snapshot-gone",
    "A snapshot is gone",
    `Snapshots that were just made in ${pool} are not there, or not with rdump's mark: somebody destroyed them. Run rdump again.`,
  );
}

export function readmeNotWritten(path: string, words: string): Diagnostic {
  return error(
    "zfs-readme-not-written",
    "The file that explains a companion could not be written",
    `${visible(path)}: ${words}. The companion snapshot was not made; the point itself is there. Make room or make the volume writable, or declare integrity without snapshot.`,
  );
}

export function readmeStays(path: string, words: string): Diagnostic {
  return error(
    "zfs-readme-stays",
    "The file that explains a companion could not be removed",
    `${visible(path)}: ${words}. It is rdump's own: rm ${visible(path)}`,
  );
}

export function notCloned(name: string, words: string): Diagnostic {
  return error(
    "zfs-not-cloned",
    "The clone could not be made",
    `${name}: ${words}. Nothing was read. Mend what it complains of, and run rdump again.`,
  );
}

export function foreignClone(name: string): Diagnostic {
  return error(
    "zfs-clone-foreign",
    "Something else bears the clone's name",
    `${name} exists and does not bear this config's mark, so it is left alone. Rename it, or declare another scratch.dataset.`,
  );
}

export function notReadOnly(dataset: string, words: string): Diagnostic {
  return error(
    "zfs-not-read-only",
    "A clone could not be looked at for the last time",
    `${dataset} is made read-only before a new one takes its place, so that nobody's work is lost: ${words}. It was not renewed.`,
  );
}

export function staysReadOnly(dataset: string, words: string): Diagnostic {
  return error(
    "zfs-stays-read-only",
    "A clone could not be made writable again",
    `${dataset}: ${words}. To finish by hand: zfs set readonly=off ${dataset}`,
  );
}

export function notDestroyed(name: string, words: string): Diagnostic {
  return error(
    "zfs-not-destroyed",
    "What a run had made could not be destroyed",
    `${name}: ${words}. Nothing was forced: what stands on it may be somebody's. When that has gone: zfs destroy ${name}`,
  );
}

export function notMounted(path: string, words: string): Diagnostic {
  return error("zfs-not-mountable", "The dataset could not be mounted", `At ${visible(path)}: ${words}.`);
}

export function unsafePlace(path: string): Diagnostic {
  return error(
    "zfs-no-place",
    "There is no safe place to mount at",
    `${visible(path)} is no directory of root's alone. Nothing was mounted. Declare another scratch.mount, or put the directory right.`,
  );
}

export function somethingThere(path: string, { type, from }: Mount): Diagnostic {
  return error(
    "zfs-other-mount",
    "Something else is mounted at the place",
    `At ${visible(path)} is ${visible(from)} (${visible(type)}), which this run did not mount. It was left alone. Look at it, and unmount it.`,
  );
}

export function busy(path: string, words: string, holders: readonly Holder[]): Diagnostic {
  return error(
    "zfs-busy",
    "A dataset could not be unmounted",
    `${visible(path)}: ${words}. ${heldBy(holders)} To finish by hand: umount ${visible(path)}; rmdir ${visible(path)}`,
  );
}

export function notReleased(path: string, words: string): Diagnostic {
  return error(
    "zfs-place-not-removed",
    "A mount point could not be removed",
    `${visible(path)}: ${words}. To finish by hand: rmdir ${visible(path)}`,
  );
}
