import { claimFor } from "../../model/claim.ts";
import { isoOf } from "../../model/instant.ts";
import type { Point, PointRef } from "../../model/point.ts";
import { runFilesIn } from "../../model/run.ts";
import type { Reading } from "../../provider/restoring.ts";
import type { OpenedScope, Proposal } from "../../provider/roles.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";
import { NOTHING_OPENED, type Openings } from "./openings.ts";

/** One point that is proven. */
export interface ProofWish {
  readonly assessment: Assessment;
  readonly point: Point;
  readonly reason: string;
  /** Where an archive is restored, as an absolute path; null: in the state directory. */
  readonly scratch: string | null;
  /** Owners and devices can be restored. */
  readonly asRoot: boolean;
}

/** How the files of a point are reached. */
export function readingOf(
  { providers, observed, desired }: Pick<PlanRequest, "providers" | "observed" | "desired">,
  { desired: { group } }: Pick<Assessment, "desired">,
  point: PointRef,
): Reading {
  const reader = providers.reader(group.target.targetType);
  if (reader === null) throw new Error(`no provider reads ${group.target.targetType}`);
  const { id: owner, scratch } = desired.config;
  return reader.read({
    ...{ owner, scratch, claim: claimFor(group, desired.config) },
    group,
    facts: observed.groups.get(group.address)?.facts ?? null,
    point,
  });
}

/** Points of this type do not have the attributes of the root of the volume. */
export function lacksRoot(reading: Reading): boolean {
  return reading.kind === "extracted" && reading.extractRoot === null;
}

/**
 * Adds the proof of one point: a tree that can be read where it is, is compared there; an archive is restored into a closed
 * directory first. Returns false if nothing can be compared: the volume has no integrity data.
 */
export function addProof(wish: ProofWish, request: PlanRequest, draft: Draft, openings: Openings): boolean {
  const { assessment, point, scratch, asRoot } = wish;
  const { providers, observed, desired } = request;
  const { group } = assessment.desired;
  const { volume, address, target } = group;
  const { placer, integrity: role } = providers;
  if (volume.integrity === null || role === null || placer === null) return false;
  const reading = readingOf(request, assessment, point);
  const origin = observed.sources.get(volume.name)?.root ?? null;
  const opened =
    reading.kind === "tree"
      ? openings.add({ volume, of: `${address}@${point.name}`, hooked: false }, reading.opening)
      : NOTHING_OPENED;
  const place = opened.tree === null ? placer.proving(scratch ?? desired.config.stateDir) : null;
  const directory = opened.tree?.path ?? place?.directory ?? "";
  const probed =
    place === null ? null : { path: place.place, root: false, runFiles: runFilesIn(desired.config.stateDir) };
  const check = role.check({
    ...{ volume, integrity: volume.integrity, directory, paths: [], own: placer.marks, tree: opened.tree },
    others: [...(reading.kind === "tree" ? reading.records : []), ...(origin === null ? [] : [origin])],
    ...{ time: point.time, live: volume.source.type === "plain", asRoot: asRoot || opened.tree !== null },
    lacksRoot: lacksRoot(reading),
    proof: { address, point, carries: target.kind === "archives" || target.kind === "mirrors", place: probed },
  });
  const within: readonly OpenedScope[] = place === null ? [] : [place.scope];
  const subject = { kind: "proof", subject: address, subjectId: point.id } as const;
  const extract: readonly Proposal[] =
    reading.kind === "extracted" ? [{ ...reading.extract(directory, []), within, records: subject }] : [];
  const details = { address, volume: volume.name, opened, guard: null, after: [] };
  draft.chain([...extract, { ...check, within, reason: null }], {
    ...details,
    reason: `${point.name} of ${isoOf(point.time)}: ${wish.reason}`,
  });
  return true;
}
