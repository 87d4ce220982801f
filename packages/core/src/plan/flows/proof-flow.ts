import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import { claimFor } from "../../model/claim.ts";
import { isoOf } from "../../model/instant.ts";
import type { Point, PointRef } from "../../model/point.ts";
import { runFilesIn } from "../../model/run.ts";
import type { ProofCommand, Sample } from "../../model/volume.ts";
import { PROOF_COMMAND } from "../../provider/codes.ts";
import type { CheckRequest, SampledProof } from "../../provider/integrity-role.ts";
import type { Reading, ReadRequest } from "../../provider/restoring.ts";
import type { OpenedScope, Proposal } from "../../provider/roles.ts";
import { type SampleFiles, sampleFilesIn } from "../../provider/sample.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";
import { NOTHING_OPENED, type Openings } from "./openings.ts";

/** One point that is proven. */
export interface ProofWish {
  readonly assessment: Assessment;
  readonly point: Point | NewPoint;
  readonly reason: string;
  /** Where an archive is restored, as an absolute path; null: in the state directory. */
  readonly scratch: string | null;
  /** Owners and devices can be restored. */
  readonly asRoot: boolean;
  /** Null: the whole point. */
  readonly sample: Sample | null;
  /** Null: the comparison alone. */
  readonly command: ProofCommand | null;
}

/** The point that this run makes in place of the one before it. */
export interface NewPoint {
  readonly id: null;
  /** With `{run.time}`. */
  readonly name: string;
  readonly time: null;
  /** The action that makes it. */
  readonly madeBy: string;
}

/** How the files of a point are reached. `purpose`: a proof uses no cache. */
export function readingOf(
  { providers, observed, desired }: Pick<PlanRequest, "providers" | "observed" | "desired">,
  { desired: { group } }: Pick<Assessment, "desired">,
  point: PointRef | NewPoint,
  purpose: Pick<ReadRequest, "proves"> = {},
): Reading {
  const reader = providers.reader(group.target.targetType);
  if (reader === null) throw new Error(`no provider reads ${group.target.targetType}`);
  const { id: owner, scratch } = desired.config;
  const request = {
    ...{ owner, scratch, claim: claimFor(group, desired.config) },
    group,
    facts: observed.groups.get(group.address)?.facts ?? null,
    ...purpose,
  };
  if (point.id !== null) return reader.read({ ...request, point });
  if (reader.readNew === undefined) throw new Error(`no new point is read in ${group.address}`);
  return reader.readNew(request);
}

/** What points of this type cannot store. */
export function limitsOf(reading: Reading): Pick<CheckRequest, "lacksRoot" | "times"> {
  if (reading.kind === "tree") return { lacksRoot: false };
  const { extractRoot, times } = reading;
  return { lacksRoot: extractRoot === null, ...(times === undefined ? {} : { times }) };
}

/**
 * Adds the proof of one point: a tree that can be read where it is, is compared there; an archive is restored into a closed
 * directory first. A command never runs where the point is: then the tree is copied into that directory. Nothing is added if the volume has no integrity data. Returns why a declared proof cannot be made.
 */
export function addProof(
  wish: ProofWish,
  request: PlanRequest,
  draft: Draft,
  openings: Openings,
): readonly Diagnostic[] {
  const { assessment, point, scratch, asRoot } = wish;
  const { providers, observed, desired } = request;
  const { group } = assessment.desired;
  const { volume, address, target } = group;
  const { placer, integrity: role } = providers;
  if (volume.integrity === null || role === null || placer === null) return [];
  const refusal = refusalOf(wish);
  if (refusal !== null) return [refusal];
  const reading = readingOf(request, assessment, point, { proves: true });
  const origin = observed.sources.get(volume.name)?.root ?? null;
  const opened =
    reading.kind === "tree"
      ? openings.add({ volume, of: `${address}@${point.name}`, hooked: false }, reading.opening)
      : NOTHING_OPENED;
  const inPlace = wish.command === null ? opened.tree : null;
  const place = inPlace === null ? placer.proving(scratch ?? desired.config.stateDir) : null;
  const directory = inPlace?.path ?? place?.directory ?? "";
  const probed =
    place === null ? null : { path: place.place, root: false, runFiles: runFilesIn(desired.config.stateDir) };
  const files = sampleFilesIn(desired.config.stateDir, desired.config.id, address, assessment.place);
  const sampled = wish.sample === null ? {} : { sample: { in: sampledIn(reading), files } };
  const recorded = {
    ...{ volume, integrity: volume.integrity, directory, own: placer.marks, tree: inPlace, time: point.time },
    others: [
      ...(inPlace === null && opened.tree !== null ? [opened.tree.path] : []),
      ...(reading.kind === "tree" ? reading.records : []),
      ...(origin === null ? [] : [origin]),
    ],
    proof: {
      ...{
        address,
        point,
        carries: target.kind === "archives" || target.kind === "mirrors",
        place: probed,
        ...sampled,
        ...(wish.command === null ? {} : { command: wish.command }),
      },
    },
  };
  const check = role.check({
    ...{ ...recorded, paths: [], live: volume.source.type === "plain" },
    ...{ asRoot: asRoot || inPlace !== null, ...limitsOf(reading) },
  });
  const choice = wish.sample === null ? null : role.sample({ ...recorded, sample: wish.sample, files });
  const within: readonly OpenedScope[] = place === null ? [] : [place.scope];
  const where = assessment.place === null ? {} : { place: assessment.place };
  const madeBy = point.id === null ? { madeBy: point.madeBy } : {};
  const subject = { kind: "proof", subject: address, subjectId: point.id, ...madeBy, ...where } as const;
  const all = { paths: [], asRoot };
  const copy = inPlace === null && opened.tree !== null ? [placer.copyOut(opened.tree, directory, all)] : [];
  const before = [...copy, ...stepsBefore(reading, { choice, to: directory, files })];
  const after = point.id === null ? [point.madeBy] : [];
  const details = { address, volume: volume.name, opened, guard: null, after };
  draft.chain([...before.map((each) => ({ records: subject, ...each, within })), { ...check, within, reason: null }], {
    ...details,
    reason: `${point.name}${point.time === null ? "" : ` of ${isoOf(point.time)}`}: ${wish.reason}`,
  });
  return [];
}

function refusalOf({ assessment, command, asRoot }: ProofWish): Diagnostic | null {
  if (command === null || command.user === null || asRoot) return null;
  const detail = `The command ${visible(command.argv[0])} is declared to run as ${visible(command.user)}.`;
  return PROOF_COMMAND.error("proof-command-not-root", detail, { address: assessment.desired.group.address });
}

/** Which files of a sampled point are in the compared tree. */
function sampledIn(reading: Reading): SampledProof["in"] {
  if (reading.kind === "tree") return "tree";
  return reading.extractSample === null ? "all" : "part";
}

/** The steps before the comparison. `choice`: chooses the sample; null: the whole point is compared. */
function stepsBefore(
  reading: Reading,
  { choice, to, files }: { readonly choice: Proposal | null; readonly to: string; readonly files: SampleFiles },
): readonly Proposal[] {
  if (reading.kind === "tree") return choice === null ? [] : [choice];
  const { extractSample } = reading;
  if (choice === null || extractSample === null) return [reading.extract(to, [])];
  return [extractSample.records(to), choice, extractSample.files(to, files)];
}
