import { batchOf, type Command, changer, mover, query, type RunRef } from "@rdump/core/provider";
import { DATASET_FIELDS } from "./answers/datasets.ts";
import { OWN_FIELDS } from "./answers/own-properties.ts";
import { POOL_FIELDS } from "./answers/pools.ts";
import { SIZE_FIELDS, USED_FIELDS } from "./answers/sizes.ts";
import { ENDPOINT_FIELDS, SNAPSHOT_FIELDS, SOURCE_FIELDS, START_FIELDS } from "./answers/snapshots.ts";
import { STREAM_FIELDS } from "./answers/streams.ts";
import {
  DATASET_PROPERTY,
  datasetMark,
  MACHINE_PROPERTY,
  machineMark,
  PARENT_PROPERTY,
  POINT_PROPERTY,
  pointMark,
  RUN_PROPERTY,
} from "./naming/marks.ts";
import { asideName, type Purpose, snapshotName } from "./naming/names.ts";
import {
  type Attributes,
  declaredCloneSettings,
  MIRROR,
  type MissingParent,
  nameOf,
  optionsOf,
  PARENT,
  SCAN_PARENT,
  type Setting,
  scanSettings,
} from "./naming/settings.ts";

const ROOT = { root: true } as const;

export function poolsQuery(pools: readonly string[]): Command {
  return query(["zpool", "list", "-Hp", "-o", POOL_FIELDS.join(","), ...pools]);
}

/** These datasets, and with `below` all their descendants. */
export function datasetsQuery(names: readonly string[], below: boolean): Command {
  const reach = below ? ["-r"] : ["-d", "0"];
  return query(["zfs", "list", "-Hp", "-t", "filesystem,volume", ...reach, "-o", DATASET_FIELDS.join(","), ...names]);
}

/** The snapshots of these datasets themselves, or just these snapshots. */
export function snapshotsQuery(names: readonly string[], which: "of datasets" | "named"): Command {
  const reach = which === "of datasets" ? ["-d", "1"] : [];
  return query(["zfs", "list", "-Hp", "-t", "snapshot", ...reach, "-o", SNAPSHOT_FIELDS.join(","), ...names]);
}

/** When the snapshots of a dataset were made. */
export function startsQuery(dataset: string): Command {
  return query(["zfs", "list", "-Hp", "-t", "snapshot", "-d", "1", "-o", START_FIELDS.join(","), dataset]);
}

/** Whether the marks of the snapshots of these datasets are their own or inherited. */
export function marksQuery(datasets: readonly string[]): Command {
  const fields = SOURCE_FIELDS.join(",");
  return query(["zfs", "get", "-Hp", "-t", "snapshot", "-d", "1", "-o", fields, POINT_PROPERTY, ...datasets]);
}

/** The runs that made these snapshots, according to their marks. */
export function runsQuery(snapshots: readonly string[]): Command {
  return query(["zfs", "get", "-Hp", "-o", SOURCE_FIELDS.join(","), RUN_PROPERTY, ...snapshots]);
}

/** Whether the marks of these datasets are their own or inherited. */
export function datasetMarksQuery(datasets: readonly string[]): Command {
  return query(["zfs", "get", "-Hp", "-o", SOURCE_FIELDS.join(","), DATASET_PROPERTY, ...datasets]);
}

/** The properties of these settings that are set on the datasets themselves. */
export function ownPropertiesQuery(datasets: readonly string[], settings: readonly Setting[]): Command {
  const properties = settings.map(nameOf).join(",");
  return query(["zfs", "get", "-Hp", "-s", "local", "-o", OWN_FIELDS.join(","), properties, ...datasets]);
}

/** How long the comparison of a clone may take, in seconds. */
const COMPARED = 6 * 3600;

export function differencesQuery(snapshot: string, clone: string): Command {
  return query(["zfs", "diff", "-H", snapshot, clone], { ...ROOT, timeout: COMPARED });
}

/** The snapshots and bookmarks of these datasets, with what is known of both. */
export function endpointsQuery(datasets: readonly string[]): Command {
  const fields = ENDPOINT_FIELDS.join(",");
  return query(["zfs", "list", "-Hp", "-t", "snapshot,bookmark", "-d", "1", "-o", fields, ...datasets]);
}

/** Only as the ends of streams. */
export function momentsQuery(datasets: readonly string[]): Command {
  const fields = STREAM_FIELDS.join(",");
  return query(["zfs", "list", "-Hp", "-t", "snapshot,bookmark", "-d", "1", "-o", fields, ...datasets]);
}

export function holdsQuery(snapshots: readonly string[]): Command {
  return query(["zfs", "holds", "-H", ...snapshots]);
}

/** The sizes of datasets, and what was written after these snapshots (`@NAME`) and bookmarks (`#NAME`) of them. */
export function sizesQuery(since: readonly string[], datasets: readonly string[]): Command {
  const properties = ["referenced", ...since.map((each) => `written${each}`)].join(",");
  return query(["zfs", "get", "-Hp", "-o", SIZE_FIELDS.join(","), properties, ...datasets]);
}

/** What the destruction of each of these snapshots alone would free. */
export function heldSpaceQuery(snapshots: readonly string[]): Command {
  return query(["zfs", "list", "-Hp", "-t", "snapshot", "-o", USED_FIELDS.join(","), ...snapshots]);
}

/** The size of the rest of an interrupted stream. */
export function restQuery(token: string): Command {
  return query(["zfs", "send", "-n", "-P", "-t", token], ROOT);
}

/** Snapshots of one pool, all in one moment: full names. */
export function snapshotCommand(owner: string, snapshots: readonly string[], run: RunRef): Command {
  const point = `${POINT_PROPERTY}=${pointMark(owner, run.stamp)}`;
  const marks = optionsOf([point, ...machineOf(run, snapshotName(run.stamp, "point")), `${RUN_PROPERTY}=${run.id}`]);
  return batchOf(changer(["zfs", "snapshot", ...marks], ROOT), snapshots);
}

export function snapshotOf(dataset: string, run: Pick<RunRef, "stamp">, purpose: Purpose): string {
  return `${dataset}@${snapshotName(run.stamp, purpose)}`;
}

/** Snapshots of one dataset, by their names behind the `@`. Never deferred, never recursive, never forced. */
export function destroySnapshotsCommand(dataset: string, names: readonly string[]): Command {
  return batchOf(changer(["zfs", "destroy"], ROOT), names, { prefix: `${dataset}@` });
}

/** Fails if it has children, snapshots or clones: these belong to others. */
export function destroyDatasetCommand(dataset: string): Command {
  return changer(["zfs", "destroy", dataset], ROOT);
}

/**
 * `-p`: another action of the plan may have made it. Without effect on a dataset that exists. A parent that is a
 * declared mirror is made as one: without the mark of a mirror, the action for that mirror would refuse it.
 */
export function createParentCommand(owner: string, { name, isMirror }: MissingParent, run: RunRef): Command {
  const settings = isMirror ? mirrorOptions(owner, name, run) : parentOptions(owner, name, PARENT);
  return changer(["zfs", "create", "-p", ...settings, name], ROOT);
}

/** What contains the clones that runs read. */
export function createScanParentCommand(owner: string, dataset: string): Command {
  return changer(["zfs", "create", "-p", ...parentOptions(owner, dataset, SCAN_PARENT), dataset], ROOT);
}

function parentOptions(owner: string, dataset: string, settings: readonly Setting[]): readonly string[] {
  return optionsOf([...settings, `${PARENT_PROPERTY}=${datasetMark(owner, dataset)}`]);
}

function mirrorOptions(owner: string, dataset: string, run: RunRef): readonly string[] {
  return optionsOf([...MIRROR, `${DATASET_PROPERTY}=${datasetMark(owner, dataset)}`, ...machineOf(run, dataset)]);
}

/** `of`: what the mark names. */
function machineOf({ machine }: Pick<RunRef, "machine">, of: string): readonly Setting[] {
  return machine === null ? [] : [`${MACHINE_PROPERTY}=${machineMark(machine, of)}`];
}

export interface ScanClone {
  readonly owner: string;
  readonly name: string;
  readonly path: string;
  readonly attributes: Attributes | null;
}

export function scanCloneCommand({ owner, name, path, attributes }: ScanClone, origin: string, run: RunRef): Command {
  const place = optionsOf(scanSettings(path, attributes));
  const marks = ["-o", `${DATASET_PROPERTY}=${datasetMark(owner, name)}`, "-o", `${RUN_PROPERTY}=${run.id}`];
  return changer(["zfs", "clone", ...place, ...marks, origin, name], ROOT);
}

export function mountDatasetCommand(dataset: string): Command {
  return changer(["zfs", "mount", dataset], ROOT);
}

/** Mounts a dataset at a path of rdump, with any `mountpoint` property; `legacy` is a value of that property. */
export function mountAtCommand(dataset: string, legacy: boolean, path: string): Command {
  const options = [...(legacy ? [] : ["zfsutil"]), "rw", "noatime", "nodev", "nosuid", "noexec"];
  return changer(["mount", "-t", "zfs", "-o", options.join(","), dataset, path], ROOT);
}

export function mountSnapshotCommand(snapshot: string, path: string): Command {
  return changer(["mount", "-t", "zfs", "-o", "ro,nodev,nosuid,noexec", snapshot, path], ROOT);
}

/** Without `-p`, which would report success for a dataset that somebody else made meanwhile. */
export function createMirrorCommand(owner: string, dataset: string, run: RunRef): Command {
  return changer(["zfs", "create", ...mirrorOptions(owner, dataset, run), dataset], ROOT);
}

/** Properties of a dataset that exists. Shares end with this command. */
export function setCommand(dataset: string, settings: readonly Setting[]): Command {
  return changer(["zfs", "set", ...settings, dataset], ROOT);
}

export interface DeclaredClone {
  readonly owner: string;
  readonly name: string;
  /** Its name after it has replaced the previous clone. */
  readonly marked: string;
  readonly settings: readonly Setting[];
}

/**
 * A declared clone, for its users to work in. It is mounted by the commands that follow. Without `-p`, as for a mirror.
 */
export function cloneCommand({ owner, name, marked, settings }: DeclaredClone, origin: string, run: RunRef): Command {
  const marks = [`${DATASET_PROPERTY}=${datasetMark(owner, marked)}`, ...machineOf(run, marked)];
  return changer(["zfs", "clone", ...optionsOf([...declaredCloneSettings(settings), ...marks]), origin, name], ROOT);
}

/** The names of what was cloned from a snapshot, with commas between them. */
export function clonesQuery(snapshot: string): Command {
  return query(["zfs", "list", "-Hp", "-t", "snapshot", "-o", "clones", snapshot]);
}

/** Bytes that a dataset and its snapshots hold alone. */
export function usedQuery(dataset: string): Command {
  return query(["zfs", "list", "-Hp", "-o", "used", dataset]);
}

/** When a dataset was made, in seconds since 1970. */
export function createdQuery(dataset: string): Command {
  return query(["zfs", "list", "-Hp", "-o", "creation", dataset]);
}

/** Only a clone that cannot be destroyed is renamed. */
export function asideCommand(clone: string, run: Pick<RunRef, "stamp">): Command {
  const condition = "if another program made snapshots of it";
  return changer(["zfs", "rename", clone, asideName(clone, run.stamp)], { ...ROOT, condition });
}

export function renameCommand(from: string, to: string): Command {
  return changer(["zfs", "rename", from, to], ROOT);
}

export function mayMountCommand(dataset: string): Command {
  return changer(["zfs", "set", "canmount=on", dataset], ROOT);
}

export function isReadOnlyQuery(dataset: string): Command {
  return query(["zfs", "list", "-Hp", "-o", "readonly", dataset]);
}

/** All earlier writes are in the pool when this command has ended. */
export function readOnlyCommand(dataset: string, run: RunRef): Command {
  return changer(["zfs", "set", "readonly=on", `${RUN_PROPERTY}=${run.id}`, dataset], ROOT);
}

export function writableCommand(dataset: string): Command {
  return changer(["zfs", "set", "readonly=off", dataset], ROOT);
}

export function forgetRunCommand(dataset: string): Command {
  return changer(["zfs", "inherit", RUN_PROPERTY, dataset], ROOT);
}

/** From within the directory, because its path could lead elsewhere by then. */
export function removeFileCommand(directory: string, name: string): Command {
  return mover(["rm", "--force", "--", `./${name}`], { ...ROOT, cwd: directory });
}
