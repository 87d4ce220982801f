import { NO_RULES } from "../../../model/keep.ts";
import type { Source } from "../../../model/source.ts";
import type { ClonesTarget, SnapshotsTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { readEvery } from "../../read/duration.ts";
import { readDataset } from "../../read/name.ts";
import { scheduleFor } from "../keep.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { readArchives } from "./archives.ts";
import { readMirror } from "./mirrors.ts";
import { eachOf, type Naming, namingIn, readSchedule } from "./placed.ts";
import { readReplica } from "./replicas.ts";

export interface PlacedTargets {
  /** The targets of the volume, by kind and key. */
  readonly own: readonly Placed[];
  /** Those, and what is fed from its mirrors. */
  readonly all: readonly Placed[];
}

export function readTargets(volume: string, cursor: Cursor, source: Source | null, words: Vocabulary): PlacedTargets {
  const naming = namingIn(volume);
  for (const key of ["snapshots", "replicas", "clones"]) wantZfs(cursor.at(key), source, words);
  const mirrors = eachOf(cursor.at("mirrors"), (item) => readMirror(naming, item, words));
  const own: readonly Placed[] = [
    ...readSnapshots(naming, cursor.at("snapshots"), source, words),
    ...eachOf(cursor.at("archives"), (item) => readArchives(naming, item, words)),
    ...mirrors,
    ...eachOf(cursor.at("replicas"), (item) => readReplica(naming, item, words)),
    ...eachOf(cursor.at("clones"), (item) => readClone(naming, item, words)),
  ];
  const all = [...own, ...mirrors.flatMap((mirror) => mirror.nested)];
  reportTwins(all, words);
  return { own, all };
}

function wantZfs(cursor: Cursor, source: Source | null, words: Vocabulary): void {
  const isEmptyList = cursor.node?.kind === "array" && cursor.node.items.length === 0;
  if (!cursor.exists || isEmptyList || source === null || source.type === "zfs") return;
  const detail = `This target requires a ZFS source, and the source of the volume has the type \`${source.type}\`. Use \`archives\` or \`mirrors\`. A mirror into a \`dataset\` has snapshots, and can have \`replicas\`.`;
  words.report.add("config-needs-zfs", cursor.keySpan, detail);
}

/** The source names the one group of snapshots that a volume can have. */
function readSnapshots(
  naming: Naming,
  cursor: Cursor,
  source: Source | null,
  words: Vocabulary,
): readonly Placed<SnapshotsTarget>[] {
  if (!cursor.exists) return [];
  const key = source?.type === "zfs" ? source.dataset : "";
  const target: SnapshotsTarget = {
    kind: "snapshots",
    targetType: "snapshots/zfs",
    address: naming("snapshots", key),
    ...readSchedule(cursor, words),
  };
  return [{ target, key, cursor }];
}

function readClone(naming: Naming, cursor: Cursor, words: Vocabulary): Placed<ClonesTarget> {
  const dataset = readDataset(cursor.at("dataset"), words.report);
  const target: ClonesTarget = {
    kind: "clones",
    targetType: "clones/zfs",
    address: naming("clones", dataset),
    every: readEvery(cursor.at("every"), scheduleFor(NO_RULES), words.report),
    keep: NO_RULES,
    dataset,
    renew: cursor.at("renew").text() === "discard" ? "discard" : "ask",
  };
  return { target, key: dataset, cursor };
}

/** Two targets of one address would be one group with two rules, each undoing what the other keeps. */
function reportTwins(all: readonly Placed[], { report }: Vocabulary): void {
  const first = new Map<string, Placed>();
  const inOrder = [...all].sort((a, b) => a.cursor.span.start - b.cursor.span.start);
  for (const placed of inOrder) {
    const { address } = placed.target;
    const earlier = first.get(address);
    if (earlier === undefined) {
      first.set(address, placed);
    } else if (placed.key !== "") {
      const where = report.place(earlier.cursor.span);
      const detail = `This target and the target at ${where} have the same address \`${address}\`, so they would keep the same points by two sets of rules. Combine the two targets.`;
      report.add("config-same-target", placed.cursor.keySpan, detail);
    }
  }
}
