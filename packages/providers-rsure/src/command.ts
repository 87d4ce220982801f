import { relative } from "node:path/posix";
import { type Command, mover, query, type RunRef } from "@rdump/core/provider";

/** How `rsure` is called on this machine: a program and its first arguments. */
export type RsureCommand = readonly [string, ...string[]];

/** One volume's surefile, and how it is written. Stands in the inputs of actions, which are JSON. */
export type Surefile = {
  readonly rsure: RsureCommand;
  readonly volume: string;
  /** The tree's root. */
  readonly directory: string;
  readonly file: string;
  readonly hash: "sha1" | "sha256";
  readonly xattrs: boolean;
  /** The tree changes while it is read. */
  readonly live: boolean;
  /** It is a mount of the run's own. */
  readonly mounted: boolean;
  /** Reading the tree and writing into it takes the rights of root. */
  readonly root: boolean;
};

/** A surefile that was updated in a snapshot, and the volume that it speaks of. */
export type Return = {
  readonly rsure: RsureCommand;
  readonly volume: string;
  /** Where the volume itself is mounted. */
  readonly origin: string;
  /** The volume's own surefile. */
  readonly file: string;
  /** The one that was updated. */
  readonly from: string;
  readonly root: boolean;
};

/** The tag by which a revision says whose volume it speaks of. */
export const VOLUME_TAG = "rdump-volume";

/** Records the tree as the revision of a run: by its name a point of that run finds it. */
export function updateCommand(surefile: Surefile, run: RunRef): Command {
  const { rsure, volume, hash, xattrs } = surefile;
  const { paths, place } = placeOf(surefile);
  return mover(
    [
      ...rsure,
      ...paths,
      `--tag=name=${run.stamp}`,
      `--tag=${VOLUME_TAG}=${volume}`,
      // What is newer than the snapshot is not in it, and the snapshot is no older than the run.
      ...(surefile.live ? [] : [`--as-of=${run.time}`]),
      ...(hash === "sha256" ? ["--hash=sha256"] : []),
      ...(xattrs ? ["--xattrs"] : []),
      "--json",
      "--progress=json",
      "update",
    ],
    { ...place, root: surefile.root },
  );
}

/** In a mount of the run's own everything is named from within: a path would lead beneath it once it is gone. */
function placeOf({ directory, file, mounted }: Surefile) {
  if (!mounted) return { paths: [`--file=${file}`, `--dir=${directory}`], place: {} };
  return { paths: [`--file=./${relative(directory, file)}`, "--dir=."], place: { cwd: directory, mounted } };
}

export function adoptCommand({ rsure, file, origin, from, root }: Return): Command {
  return mover([...rsure, `--file=${file}`, `--dir=${origin}`, `--from=${from}`, "--json", "adopt"], { root });
}

export function listCommand(rsure: RsureCommand, file: string, root: boolean): Command {
  return query([...rsure, `--file=${file}`, "--json", "list"], { root });
}
