import { datasetKey } from "../../model/address.ts";
import { finestOf } from "../../model/every.ts";
import { NO_RULES } from "../../model/keep.ts";
import type { Source } from "../../model/source.ts";
import type { SnapshotsTarget } from "../../model/target.ts";
import type { Cursor } from "../cursor.ts";
import type { Placed } from "../placed.ts";
import type { Vocabulary } from "../resolve/vocabulary.ts";
import { ARCHIVES } from "./archives/index.ts";
import { CLONES } from "./clones/index.ts";
import { MIRRORS } from "./mirrors/index.ts";
import { type Naming, namingIn } from "./reading.ts";
import { REPLICAS } from "./replicas/index.ts";
import { SNAPSHOTS } from "./snapshots/index.ts";
import type { KeyHint, TargetReader } from "./target-kind.ts";

/** The list of the kinds of targets, in the order of a volume's targets. Their texts are listed in text/volume.ts. */
const KINDS: readonly TargetReader[] = [SNAPSHOTS, ARCHIVES, MIRRORS, REPLICAS, CLONES];

export interface PlacedTargets {
  /** The targets of the volume, by kind and key, and the snapshots that replicas need. */
  readonly own: readonly Placed[];
  /** Those that are declared, and the targets that its mirrors feed. */
  readonly all: readonly Placed[];
}

export function readTargets(volume: string, cursor: Cursor, source: Source | null, words: Vocabulary): PlacedTargets {
  const context = { naming: namingIn(volume), source, words };
  const own = KINDS.flatMap(({ kind, needsZfs, read }) => {
    if (needsZfs) wantZfs(cursor.at(kind), source, words);
    return read(cursor.at(kind), context);
  });
  const all = [...own, ...own.flatMap(({ nested = [] }) => nested)];
  reportTwins(all, words);
  return { own: [...basesFor(own, source, context.naming), ...own], all };
}

/**
 * A volume with replicas and without `snapshots` keeps its two newest snapshots: the next stream begins at one of them.
 * They are made as often as the replica that is made most often.
 */
function basesFor(own: readonly Placed[], source: Source | null, naming: Naming): readonly Placed[] {
  const [first, ...others] = own.filter(({ target }) => target.kind === "replicas");
  if (first === undefined || source?.type !== "zfs" || own.some(({ target }) => target.kind === "snapshots")) return [];
  const every = finestOf([first.target.every, ...others.map(({ target }) => target.every)]);
  const key = datasetKey(source.host ?? null, source.dataset);
  const target: SnapshotsTarget = {
    kind: "snapshots",
    targetType: "snapshots/zfs",
    address: naming("snapshots", key),
    every,
    keep: { ...NO_RULES, last: 2 },
  };
  return [{ target, key, cursor: first.cursor }];
}

/** Why a key of the language is not allowed in one of its objects; null: there is no hint. */
export function keyHint(definition: string, key: string): KeyHint | null {
  for (const { hints } of KINDS) {
    const found = hints[definition];
    if (found !== undefined && Object.hasOwn(found, key)) return found[key] ?? null;
  }
  return null;
}

function wantZfs(cursor: Cursor, source: Source | null, words: Vocabulary): void {
  const isEmptyList = cursor.node?.kind === "array" && cursor.node.items.length === 0;
  if (!cursor.exists || isEmptyList || source === null || source.type === "zfs") return;
  const detail = `This target requires a ZFS source, and the source of the volume has the type \`${source.type}\`. Use \`archives\` or \`mirrors\`. A mirror into a \`dataset\` has snapshots, and can have \`replicas\`.`;
  words.report.add("config-needs-zfs", cursor.keySpan, detail);
}

/**
 * Two targets of one address would be one group with two sets of rules, and each set would delete what the other one
 * keeps.
 */
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
