import { relative } from "node:path/posix";
import { type Command, mover, query, type RunRef } from "@rdump/core/provider";

/** How `rsure` is called on this machine: a program and its first arguments. */
export type RsureCommand = readonly [string, ...string[]];

/** The surefile of one volume, and how it is written. Part of inputs of actions, which are JSON. */
export type Surefile = {
  readonly rsure: RsureCommand;
  readonly volume: string;
  /** The tree's root. */
  readonly directory: string;
  readonly file: string;
  readonly hash: "sha1" | "sha256";
  readonly xattrs: boolean;
  /** In bytes: larger files get no hash. Absent: all do. */
  readonly largest?: number;
  /** Hashes files again: in this period in seconds, or all now. Absent: only files that can have changed. */
  readonly scrub?: number | "all";
  /** The tree changes while it is read. */
  readonly live: boolean;
  /** It is a mount of this run. */
  readonly mounted: boolean;
  /** Reading the tree and writing into it takes the rights of root. */
  readonly root: boolean;
  /** The revision whose files are looked for; null: the one before. */
  readonly since: string | null;
};

/** A surefile that was updated in a snapshot, and the volume that it speaks of. */
export type Return = {
  readonly rsure: RsureCommand;
  readonly volume: string;
  /** Where the volume itself is mounted. */
  readonly origin: string;
  /** The surefile of the volume. */
  readonly file: string;
  /** The one that was updated. */
  readonly from: string;
  readonly root: boolean;
};

/** In seconds. */
const HOUR = 3600;

function periodOf(scrub: number | "all"): string {
  return scrub === "all" ? scrub : `${Math.max(1, Math.floor(scrub / HOUR))}h`;
}

/** The tag by which a revision says whose volume it speaks of. */
export const VOLUME_TAG = "rdump-volume";

/** Records the tree as the revision of a run. A point of that run finds the revision by its name. */
export function updateCommand(surefile: Surefile, run: RunRef): Command {
  const { rsure, volume, hash, xattrs, largest, scrub } = surefile;
  return mover(
    [
      ...rsure,
      withinOf(surefile.directory, surefile.file),
      "--dir=.",
      `--run=${run.id}`,
      `--tag=name=${run.stamp}`,
      `--tag=${VOLUME_TAG}=${volume}`,
      // The revision contains nothing newer than the snapshot, and the snapshot is not older than the run.
      ...(surefile.live ? [] : [`--as-of=${run.time}`]),
      ...(hash === "sha256" ? ["--hash=sha256"] : []),
      ...(xattrs ? ["--xattrs"] : []),
      ...(largest === undefined ? [] : [`--largest=${largest}`]),
      ...(scrub === undefined ? [] : [`--scrub=${periodOf(scrub)}`]),
      ...(surefile.since === null ? [] : [`--since=${surefile.since}`]),
      "--json",
      "--progress=json",
      "update",
    ],
    { cwd: surefile.directory, mounted: surefile.mounted, root: surefile.root },
  );
}

/**
 * A surefile is named from within its tree, which rsure works in: a path would lead elsewhere once a user has swapped a
 * directory, or beneath a mount that is gone.
 */
function withinOf(directory: string, file: string): string {
  return `--file=./${relative(directory, file)}`;
}

export function adoptCommand({ rsure, file, origin, from, root }: Return, run: RunRef): Command {
  const argv = [
    ...rsure,
    withinOf(origin, file),
    "--dir=.",
    `--from=${from}`,
    `--run=${run.id}`,
    "--json",
    "copy-back",
  ] as const;
  return mover([...argv], { cwd: origin, root });
}

/** Where a surefile is: in which tree, and its path. */
export type Place = { readonly directory: string; readonly file: string };

export function listCommand(rsure: RsureCommand, place: Place, root: boolean): Command {
  return readCommand(rsure, place, ["list"], root);
}

export function readCommand(
  rsure: RsureCommand,
  { directory, file }: Place,
  words: readonly string[],
  root: boolean,
): Command {
  return query([...rsure, withinOf(directory, file), "--json", ...words], { cwd: directory, root });
}
