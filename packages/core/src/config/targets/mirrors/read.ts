import { NO_RULES } from "../../../model/keep.ts";
import type { DatasetMirrorTarget, DirectoryMirrorTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readDisks } from "../../read/disks.ts";
import { readDuration, readEvery } from "../../read/duration.ts";
import { readDataset } from "../../read/name.ts";
import { readOptionalPath, readPath } from "../../read/path.ts";
import { scheduleFor } from "../../resolve/keep.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import { readArchives } from "../archives/read.ts";
import { eachOf, type Naming, namingUnder, readSchedule } from "../reading.ts";
import { readReplica } from "../replicas/read.ts";

/** A mirror, and the targets that are fed from it. */
export interface PlacedMirror extends Placed<DatasetMirrorTarget | DirectoryMirrorTarget> {
  readonly nested: readonly Placed[];
}

export function readMirror(naming: Naming, cursor: Cursor, words: Vocabulary): PlacedMirror {
  return cursor.at("path").exists ? readDirectory(naming, cursor, words) : readDatasetMirror(naming, cursor, words);
}

function readDatasetMirror(naming: Naming, cursor: Cursor, words: Vocabulary): PlacedMirror {
  const dataset = readDataset(cursor.at("dataset"), words.report);
  const address = naming("mirrors", dataset);
  const inner = namingUnder(address);
  const archives = eachOf(cursor.at("archives"), (item) => readArchives(inner, item, words));
  const replicas = eachOf(cursor.at("replicas"), (item) => readReplica(inner, item, words));
  const target: DatasetMirrorTarget = {
    kind: "mirrors",
    targetType: "mirrors/dataset",
    address,
    ...readSchedule(cursor, words),
    dataset,
    compare: readCompare(cursor),
    archives: archives.map((placed) => placed.target),
    replicas: replicas.map((placed) => placed.target),
  };
  return { target, key: dataset, cursor, nested: [...archives, ...replicas] };
}

function readDirectory(naming: Naming, cursor: Cursor, words: Vocabulary): PlacedMirror {
  const path = readPath(cursor.at("path"), words.report);
  const mount = readOptionalPath(cursor.at("mount"), words.report);
  if (mount !== null && mount !== "" && path !== "" && !isWithin(path, mount)) {
    const detail =
      "The `path` of this mirror is not below its `mount`, so the check of the mount would not protect the mirror. Write the mount point of the path.";
    words.report.add("config-mirror-outside-mount", cursor.at("mount").span, detail);
  }
  const disks = cursor.at("disks");
  if (disks.exists && mount === null) {
    const detail = "`disks` are file systems that alternate at a mount point. Declare the `mount` of this mirror too.";
    words.report.add("config-disks-without-mount", disks.keySpan, detail);
  }
  const target: DirectoryMirrorTarget = {
    kind: "mirrors",
    targetType: "mirrors/directory",
    address: naming("mirrors", path),
    every: readEvery(cursor.at("every"), scheduleFor(NO_RULES), words.report),
    keep: NO_RULES,
    path,
    mount,
    ...readDisks(disks),
    ...readPresence(cursor, mount, words),
    ...(cursor.at("adopt").flag() === true ? { adopt: true } : {}),
    compare: readCompare(cursor),
  };
  return { target, key: path, cursor, nested: [] };
}

function readPresence(
  cursor: Cursor,
  mount: string | null,
  { report }: Vocabulary,
): Pick<DirectoryMirrorTarget, "optional"> {
  const [presence, grace] = [cursor.at("presence"), cursor.at("grace")];
  const isOptional = presence.text() === "optional";
  const length = grace.exists ? readDuration(grace, report) : null;
  if (isOptional && mount === null) {
    const detail =
      "Only the mount point shows whether an optional disk is connected. Declare the `mount` of this mirror too.";
    report.add("config-optional-without-mount", presence.keySpan, detail);
  }
  if (grace.exists && !isOptional) {
    const detail =
      '`grace` limits how long an optional disk can be absent. This disk is required. Add `presence: "optional"`.';
    report.add("config-grace-without-optional", grace.keySpan, detail);
  }
  return isOptional ? { optional: { grace: length } } : {};
}

function readCompare(cursor: Cursor): "times" | "checksum" {
  return cursor.at("compare").text() === "checksum" ? "checksum" : "times";
}

function isWithin(path: string, mount: string): boolean {
  return path === mount || path.startsWith(mount === "/" ? "/" : `${mount}/`);
}
