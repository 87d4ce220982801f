import {
  batchOf,
  type Command,
  changer,
  commandOn,
  mover,
  type Pipeline,
  pipeline,
  type RunRef,
  type Stage,
} from "@rdump/core/provider";
import type { SendInput, SentSnapshot } from "../actions/inputs.ts";
import { groupsOf } from "../look.ts";
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
import { STREAM_PROPERTY, streamMark } from "./remembered.ts";
import { stagesBetween } from "./stages.ts";

const ROOT = { root: true } as const;

/** A replica, and where it is. */
type ReplicaOf = Pick<SendInput, "source" | "target" | "host" | "tag">;

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

/** By its full name. */
export function destroyBookmarkCommand(bookmark: string): Command {
  return changer(["zfs", "destroy", bookmark], ROOT);
}

/** Snapshots of sources, by their full names. */
export function holdSentCommand(tag: string, snapshots: readonly string[]): Command {
  return batchOf(changer(["zfs", "hold", tag], ROOT), snapshots);
}

/** The snapshots of the source before the one to send. */
export function holdBetweenCommands(input: ReplicaOf & Pick<SendInput, "between">): readonly Command[] {
  const full = (input.between ?? []).map((each) => `${input.source}@${each}`);
  return groupsOf(full).map((group) => holdSentCommand(tagOf(input), group));
}

/** The tag of the hold on a snapshot while it is sent. */
export function tagOf({ tag, target, host }: Pick<SendInput, "tag" | "target" | "host">): string {
  return tag ?? sendingTag(target, host ?? null);
}

/** Snapshots of replicas, by their full names. */
export function holdBaseCommand(snapshots: readonly string[]): Command {
  return batchOf(changer(["zfs", "hold", BASE_TAG], ROOT), snapshots);
}

/** Of those among these snapshots that have the hold. */
export function releaseCommand(tag: string, snapshots: readonly string[]): Command {
  return batchOf(changer(["zfs", "release", tag], { ...ROOT, condition: "if it has this hold" }), snapshots);
}

/** The marks that the snapshot of this name has at its source. They do not travel with the stream. */
export function markReceivedCommand(
  owner: string,
  name: string,
  run: Pick<RunRef, "stamp" | "machine">,
  snapshots: readonly string[],
): Command {
  const stamp = parseSnapshotName(name)?.stamp ?? run.stamp;
  const machine =
    run.machine === null ? [] : [`${MACHINE_PROPERTY}=${machineMark(run.machine, snapshotName(stamp, "point"))}`];
  return batchOf(changer(["zfs", "set", `${POINT_PROPERTY}=${pointMark(owner, stamp)}`, ...machine], ROOT), snapshots);
}

export function setReadOnlyCommand(datasets: readonly string[]): Command {
  return batchOf(changer(["zfs", "set", "readonly=on"], ROOT), datasets);
}

/** How streams arrive in a replica, and its key. */
export function rememberCommand(target: string, mark: string): Command {
  return changer(["zfs", "set", `${STREAM_PROPERTY}=${mark}`, target], ROOT);
}

export function discardCommand(target: string): Command {
  return changer(["zfs", "receive", "-A", target], ROOT);
}

/** `@NAME` or `#NAME`: one snapshot or bookmark. */
export function destroyNewerCommand(target: string, name: string): Command {
  return changer(["zfs", "destroy", `${target}${name}`], ROOT);
}

/** Without `-r`: ZFS refuses it if anything newer exists. */
export function rollbackCommand(target: string, name: string): Command {
  return changer(["zfs", "rollback", `${target}@${name}`], ROOT);
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
  const from = base === null ? [] : [sendsAll(input) ? "-I" : "-i", `${source}${base.from}`];
  const what = token === null ? [...flags, ...from, `${source}@${name}`] : ["-P", "-v", "-t", token];
  const marks = base === null && token === null ? newReplica(input.owner, target, run.machine, raw) : [];
  const sender: Stage = { name: "zfs send", command: commandOn(sourceHost, mover(["zfs", "send", ...what], ROOT)) };
  const receiver: Stage = {
    name: "zfs receive",
    command: commandOn(host, receiveCommand(target, marks, excludedBy(input))),
  };
  const [first = receiver, ...others] = [...stagesBetween(input), receiver];
  return pipeline([sender, first, ...others], { pattern: COUNTED, stall });
}

/** A stream with the snapshots in between cannot begin at a bookmark. */
export function sendsAll({ intermediates, base, token }: Pick<SendInput, "intermediates" | "base" | "token">): boolean {
  return intermediates === true && token === null && base?.from.startsWith("@") === true;
}

/** `excluded`: properties that the stream must not set. */
export function receiveCommand(target: string, marks: readonly Setting[], excluded: readonly string[] = []): Command {
  const without = excluded.flatMap((property) => ["-x", property]);
  return changer(["zfs", "receive", "-s", "-u", ...without, ...optionsOf(marks), target], ROOT);
}

/**
 * root receives the stream of another host here. An intruder there could let the stream set a mount point such as /etc, which
 * would take effect when this host starts the next time.
 */
function excludedBy({ sourceHost, host }: Pick<SendInput, "sourceHost" | "host">): readonly string[] {
  return sourceHost !== undefined && host === undefined ? ["mountpoint"] : [];
}

/** The marks of a dataset that the first stream creates. */
export function newReplica(owner: string, target: string, digest: string | null, raw: boolean): readonly Setting[] {
  const machine = digest === null ? [] : [`${MACHINE_PROPERTY}=${machineMark(digest, target)}`];
  const stream = `${STREAM_PROPERTY}=${streamMark(target, { raw, key: null })}`;
  return [`${DATASET_PROPERTY}=${datasetMark(owner, target)}`, ...machine, stream, NO_FOREIGN_SNAPSHOTS];
}
