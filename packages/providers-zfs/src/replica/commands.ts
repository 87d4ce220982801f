import {
  batchOf,
  type Command,
  changer,
  commandOn,
  mover,
  type Pipeline,
  pipeline,
  type RunRef,
} from "@rdump/core/provider";
import type { SendInput, SentSnapshot } from "../actions/inputs.ts";
import {
  DATASET_PROPERTY,
  datasetMark,
  MACHINE_PROPERTY,
  machineMark,
  PARENT_PROPERTY,
  POINT_PROPERTY,
  pointMark,
} from "../naming/marks.ts";
import { parseSnapshotName, snapshotName } from "../naming/names.ts";
import { NO_FOREIGN_SNAPSHOTS, optionsOf, REPLICA_PARENT, type Setting } from "../naming/settings.ts";
import { BASE_TAG, bookmarkName, sendingTag } from "./names.ts";

const ROOT = { root: true } as const;

/** A replica, and where it is. */
type ReplicaOf = Pick<SendInput, "source" | "target" | "host">;

/** Behind the `@`. */
export function nameOfSent(snapshot: SentSnapshot, run: Pick<RunRef, "stamp">): string {
  return snapshot === "this run" ? snapshotName(run.stamp, "point") : snapshot.name;
}

/** Without effect on a dataset that exists. */
export function createReplicaParentCommand(owner: string, name: string): Command {
  const mark = `${PARENT_PROPERTY}=${datasetMark(owner, name)}`;
  return changer(["zfs", "create", "-p", ...optionsOf([...REPLICA_PARENT, mark]), name], ROOT);
}

export function bookmarkCommand(owner: string, source: string, name: string): Command {
  return changer(["zfs", "bookmark", `${source}@${name}`, `${source}#${bookmarkName(name, owner)}`], ROOT);
}

export function destroyBookmarkCommand(source: string, bookmark: string): Command {
  return changer(["zfs", "destroy", `${source}#${bookmark}`], ROOT);
}

export function holdSentCommand({ source, target, host }: ReplicaOf, name: string): Command {
  return changer(["zfs", "hold", sendingTag(target, host ?? null), `${source}@${name}`], ROOT);
}

export function holdBaseCommand(target: string, name: string): Command {
  return changer(["zfs", "hold", BASE_TAG, `${target}@${name}`], ROOT);
}

/** Of those among these snapshots of a dataset that have the hold. */
export function releaseCommand(tag: string, dataset: string, names: readonly string[]): Command {
  const snapshots = names.map((name) => `${dataset}@${name}`);
  return batchOf(changer(["zfs", "release", tag], { ...ROOT, condition: "if it has this hold" }), snapshots);
}

/** The marks that the snapshot has at its source. They do not travel with the stream. */
export function markReceivedCommand(
  owner: string,
  target: string,
  name: string,
  run: Pick<RunRef, "stamp" | "machine">,
): Command {
  const stamp = parseSnapshotName(name)?.stamp ?? run.stamp;
  const machine =
    run.machine === null ? [] : [`${MACHINE_PROPERTY}=${machineMark(run.machine, snapshotName(stamp, "point"))}`];
  return changer(["zfs", "set", `${POINT_PROPERTY}=${pointMark(owner, stamp)}`, ...machine, `${target}@${name}`], ROOT);
}

export function discardCommand(target: string): Command {
  return changer(["zfs", "receive", "-A", target], ROOT);
}

/** A line of `zfs send -P -v`: the time, the number of bytes until now, and the name. */
const COUNTED = "^\\d\\d:\\d\\d:\\d\\d\\t(\\d+)\\t";

/** A line before these: the size of the stream in bytes. */
export const STREAM_SIZE = /^size\t(\d+)$/;

/**
 * The receiver ends when its input ends, so it is never killed. It is never forced, it mounts nothing, and it keeps what it
 * received when the stream breaks. The mark of the dataset is set before the first byte, so a dataset that was received in
 * part is known as that of this config.
 */
export function sendPipeline(input: SendInput, run: RunRef): Pipeline {
  const { source, sourceHost = null, target, host = null, base, token, raw, embeds, stall } = input;
  const name = nameOfSent(input.snapshot, run);
  const flags = [...(raw ? ["-w"] : []), "-L", "-c", ...(embeds ? ["-e"] : []), "-P", "-v"];
  const from = base === null ? [] : ["-i", `${source}${base.from}`];
  const what = token === null ? [...flags, ...from, `${source}@${name}`] : ["-P", "-v", "-t", token];
  const marks = base === null && token === null ? newReplica(input.owner, target, run.machine) : [];
  return pipeline(
    [
      { name: "zfs send", command: commandOn(sourceHost, mover(["zfs", "send", ...what], ROOT)) },
      {
        name: "zfs receive",
        command: commandOn(host, receiveCommand(target, marks)),
      },
    ],
    { pattern: COUNTED, stall },
  );
}

export function receiveCommand(target: string, marks: readonly Setting[]): Command {
  return changer(["zfs", "receive", "-s", "-u", ...optionsOf(marks), target], ROOT);
}

/** The marks of a dataset that the first stream creates. */
export function newReplica(owner: string, target: string, digest: string | null): readonly Setting[] {
  const machine = digest === null ? [] : [`${MACHINE_PROPERTY}=${machineMark(digest, target)}`];
  return [`${DATASET_PROPERTY}=${datasetMark(owner, target)}`, ...machine, NO_FOREIGN_SNAPSHOTS];
}
