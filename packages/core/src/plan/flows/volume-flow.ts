import { claimFor } from "../../model/claim.ts";
import { limitsOf } from "../../model/limits-of.ts";
import type { Point } from "../../model/point.ts";
import { otherPart, type ReadFrom } from "../../model/read-from.ts";
import { keyOf, NO_RECORD, type PointKey, type PointRecord } from "../../model/record.ts";
import { levelsOf } from "../../model/repository.ts";
import { runFilesIn } from "../../model/run.ts";
import type { Tree } from "../../model/scope.ts";
import type { Shrinkage } from "../../model/shrinkage.ts";
import type { Source } from "../../model/source.ts";
import type { Target, TargetType } from "../../model/target.ts";
import type { Volume } from "../../model/volume.ts";
import type { CreateRequest, KeeperRole } from "../../provider/roles.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Offers } from "../offered.ts";
import type { Draft } from "./draft.ts";
import { addIntegrity, isIntegrityDue } from "./integrity-flow.ts";
import { addMachineRecord, machineRecordOf } from "./machine-flow.ts";
import { NOTHING_OPENED, type Opened, type Openings } from "./openings.ts";

/** The parts of a plan that the flows add to. */
export interface Parts {
  readonly draft: Draft;
  readonly openings: Openings;
  /** The open losses of the volumes. */
  readonly shrunken: readonly Shrinkage[];
  /** By group: the point that the new one is a difference to. */
  readonly bases: ReadonlyMap<string, Point>;
  /** By group: the action that a new point waits for. */
  readonly adjusted: ReadonlyMap<string, string>;
  readonly offers: Offers;
}

/** For each group that gets a point: the action that completes it. */
export type Completes = ReadonlyMap<string, string>;

/**
 * Adds the actions of one volume: fix its moment, open its tree, write the integrity data into the tree, let every due
 * target read the tree, then make the points that are made from other targets. Providers choose the tools; only the order
 * is decided here. `wanted`: the groups that get a point.
 */
export function flowOf(volume: Volume, wanted: readonly Assessment[], request: PlanRequest, parts: Parts): Completes {
  const fromVolume = wanted.filter(({ desired }) => desired.madeFrom === null);
  const integrityIsDue = isIntegrityDue(volume, fromVolume, request);
  const completes = new Map<string, string>();
  if (fromVolume.length === 0 && !integrityIsDue) return completes;
  const keeps = fromVolume.some(({ wants }) => wants === "kept moment");
  const reads = integrityIsDue || fromVolume.some(({ wants }) => wants === "tree");
  const opened = keeps || reads ? openVolume(volume, { keeps, reads }, request, parts) : NOTHING_OPENED;
  if (integrityIsDue && opened.tree !== null)
    addIntegrity(volume, opened.tree, { keeps, due: fromVolume }, request, parts);
  const isArchived = fromVolume.some(({ desired: { group } }) => group.target.kind === "archives");
  const file = isArchived ? machineRecordOf(volume, request) : null;
  if (file !== null && opened.tree !== null)
    addMachineRecord({ volume, tree: opened.tree, file }, request, parts.draft);
  const disk = request.observed.sources.get(volume.name)?.disk ?? null;
  const readFrom = { name: namesIn(volume.source), disk };
  const run = { keeps, hasRevision: integrityIsDue && opened.tree !== null, machineRecord: file, readFrom };
  for (const assessment of inOrder(fromVolume)) {
    addPoint(assessment, opened, [], run, request, parts, completes);
    for (const behind of wanted.filter(({ desired }) => desired.madeFrom === assessment.desired.group.address)) {
      addBehind(behind, assessment, request, parts, completes);
    }
  }
  return completes;
}

/** Kept moments are first: other points are made from them. Of these, the points of the volume itself are first. */
function inOrder(wanted: readonly Assessment[]): readonly Assessment[] {
  const rank = ({ wants, desired }: Assessment) =>
    wants !== "kept moment" ? 2 : desired.group.target.kind === "snapshots" ? 0 : 1;
  return [...wanted].sort((a, b) => rank(a) - rank(b));
}

function openVolume(
  volume: Volume,
  wants: { readonly keeps: boolean; readonly reads: boolean },
  { providers, observed, desired }: PlanRequest,
  { openings }: Parts,
): Opened {
  const role = providers.source(volume.source.type);
  if (role === null) throw new Error(`no provider opens a source of type ${volume.source.type}`);
  const facts = observed.sources.get(volume.name)?.facts ?? null;
  const { id: owner, scratch } = desired.config;
  return openings.add(
    { volume, of: volume.name, hooked: true },
    role.open({ owner, volume, facts, scratch, ...wants }),
  );
}

/** The actions that make the point of one group from the open scopes. */
function addPoint(
  assessment: Assessment,
  opened: Opened,
  after: readonly string[],
  run: OfRun,
  request: PlanRequest,
  { draft, adjusted, bases, offers }: Parts,
  completes: Map<string, string>,
): void {
  const { group } = assessment.desired;
  const adjustment = adjusted.get(group.address);
  const tree = assessment.wants === "tree" ? opened.tree : null;
  const wanted = bases.get(group.address) ?? null;
  const offered = offers.get(group.address) ?? [];
  const isOther = wanted?.readFrom !== undefined && otherPart(wanted.readFrom, run.readFrom) !== null;
  const proposals = keeperOf(request, group.target.targetType).create({
    ...createRequest(assessment, tree, run, request),
    base: isOther ? null : wanted,
    offered,
  });
  const reason = reasonFor(assessment) + levelText(assessment, wanted, isOther) + missedText(offered.length);
  const before = adjustment === undefined ? after : [adjustment, ...after];
  const details = { address: group.address, reason, volume: group.volume.name, after: before, opened, guard: null };
  const last = draft.chain(proposals, details).at(-1);
  if (last !== undefined) completes.set(group.address, last);
}

/** The objects that the run leaves in the volume: a snapshot, and a revision of the integrity data. */
interface OfRun {
  readonly keeps: boolean;
  readonly hasRevision: boolean;
  /** The path of the machine record in the tree; null: there is none. */
  readonly machineRecord: string | null;
  readonly readFrom: ReadFrom;
}

/** What a source or target is called, without its options. */
function namesIn(declared: Source | Target): string {
  return Object.values(declared)
    .filter((value) => typeof value === "string")
    .join(" ");
}

function reasonFor({ due, requested, desired: { group, slot } }: Assessment): string {
  if (requested) return `requested: one more ${NOUN[group.target.kind]} for ${slot.label}`;
  if (due) return `due: no ${NOUN[group.target.kind]} for ${slot.label} yet`;
  return "due: a point that is made from it is due";
}

function missedText(count: number): string {
  return count === 0 ? "" : `; before it ${count === 1 ? "1 point" : `${count} points`} that the replica missed`;
}

/** `; incremental, since NAME` or `; full`. Empty: each archive of the repository is full. */
function levelText({ desired: { group } }: Assessment, base: Point | null, isOther: boolean): string {
  if (levelsOf(group.repository) === null) return "";
  if (base === null) return "; full";
  return isOther ? `; full, because ${base.name} was read from another source` : `; incremental, since ${base.name}`;
}

function createRequest(
  { desired: { group, slot }, newest }: Assessment,
  tree: Tree | null,
  { keeps, hasRevision, machineRecord, readFrom }: OfRun,
  { desired, observed, providers, record = NO_RECORD }: PlanRequest,
): Omit<CreateRequest, "base" | "offered"> {
  const { id: owner, scratch, stateDir } = desired.config;
  const { integrity } = group.volume;
  return {
    owner,
    claim: claimFor(group, desired.config),
    group,
    facts: observed.groups.get(group.address)?.facts ?? null,
    tree,
    slot,
    ...{ keeps, readFrom, scratch },
    runFiles: runFilesIn(stateDir),
    sink: providers.sink,
    previous: newest,
    previousCount: newest === null ? null : recordedCount({ address: group.address, id: newest.id }, record),
    stall: desired.config.limits.stall / 1000,
    shrink: limitsOf(desired.config, group.volume).shrink,
    surefile: providers.integrity === null ? null : (integrity?.surefile ?? null),
    integrityFiles: integrity === null ? [] : (providers.integrity?.files(integrity) ?? []),
    machineRecord,
    comparison: hasRevision && integrity !== null ? (providers.integrity?.comparison(integrity) ?? null) : null,
  };
}

function recordedCount(key: PointKey, { points }: PointRecord): CreateRequest["previousCount"] {
  const { files, bytes } = points.get(keyOf(key)) ?? {};
  return files === undefined || bytes === undefined ? null : { files, bytes };
}

/** A point that is made by reading another point, or from the point itself. */
function addBehind(
  behind: Assessment,
  { desired: { group }, place }: Assessment,
  request: PlanRequest,
  parts: Parts,
  completes: Map<string, string>,
): void {
  const made = completes.get(group.address);
  const keeper = keeperOf(request, group.target.targetType);
  if (made === undefined) return;
  const run: OfRun = {
    keeps: false,
    hasRevision: false,
    machineRecord: null,
    readFrom: { name: namesIn(group.target), disk: place },
  };
  if (behind.wants !== "tree") {
    addPoint(behind, NOTHING_OPENED, [made], run, request, parts, completes);
    return;
  }
  if (keeper.openPoint === undefined) return;
  const { id: owner, scratch } = request.desired.config;
  const facts = request.observed.groups.get(group.address)?.facts ?? null;
  const opened = parts.openings.add(
    { volume: group.volume, of: group.address, hooked: false },
    keeper.openPoint({ owner, group, facts, scratch }),
  );
  addPoint(behind, opened, [made], run, request, parts, completes);
}

const NOUN = {
  snapshots: "snapshot",
  archives: "archive",
  mirrors: "mirror",
  replicas: "replica",
  clones: "clone",
} as const;

export function keeperOf({ providers }: Pick<PlanRequest, "providers">, targetType: TargetType): KeeperRole {
  const keeper = providers.keeper(targetType);
  if (keeper === null) throw new Error(`no provider keeps ${targetType}`);
  return keeper;
}
