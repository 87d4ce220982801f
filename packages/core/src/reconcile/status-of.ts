import { type Desired, nextDue } from "../desired/desire.ts";
import { repositoryAddress } from "../model/address.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { Proof } from "../model/proof.ts";
import { NO_RECORD } from "../model/record.ts";
import { type State, worstState } from "../model/state.ts";
import type { GroupStatus, Status, UpkeepStatus } from "../model/status.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import { assessProofs, type ProofAssessment, proofGuard } from "../plan/assess-proofs.ts";
import { assessUpkeep, type UpkeepAssessment } from "../plan/assess-upkeep.ts";
import { decayedIn, isWithholding } from "../plan/decay.ts";
import { driftOf, forgottenIn } from "../plan/drift.ts";
import { heldSpaceIn } from "../plan/held-space.ts";
import { shrunkenIn } from "../plan/shrinkage.ts";
import type { Providers } from "../provider/providers.ts";
import type { Look } from "./look.ts";
import { type Failures, NO_RUNS, type Runs } from "./runs-now.ts";
import { type Sizes, sizesIn } from "./sizes.ts";

/** The state of everything that was looked at. Pure. */
export function statusOf(
  { desired, observed, history, record = NO_RECORD }: Pick<Look, "desired" | "observed" | "history"> & Partial<Look>,
  providers: Pick<Providers, "keeper">,
  { running, last, failures }: Runs = NO_RUNS,
): Status {
  const { config, now } = desired;
  const shrunken = shrunkenIn(desired, history);
  const decayed = decayedIn(desired, history);
  const sizes = sizesIn(record, desired);
  const known = {
    now,
    desired,
    failures,
    sizes: sizes.groups,
    shrunken: new Set(shrunken.map(({ volume }) => volume)),
    decayed: new Set(decayed.filter(isWithholding).map(({ volume }) => volume)),
  };
  const assessments = assess(desired, observed, providers);
  const heldSpace = heldSpaceIn(assessments, desired);
  return {
    formatVersion: 1,
    owner: config.id,
    asOf: isoOf(now),
    running,
    lastRun: last,
    groups: assessProofs(assessments, desired, history).map((proof) => groupStatus(proof, known)),
    upkeep: assessUpkeep(desired, observed, history)
      .filter(isShown)
      .map((assessment) => upkeepStatus(assessment, now)),
    repositories: sizes.repositories,
    forgotten: forgottenIn(desired, observed, record),
    drift: driftOf(desired, observed, record),
    shrunken,
    ...(decayed.length === 0 ? {} : { decayed }),
    ...(heldSpace.length === 0 ? {} : { heldSpace }),
  };
}

interface Known {
  readonly now: Instant;
  readonly desired: Desired;
  /** The names of volumes whose source lost too much. */
  readonly shrunken: ReadonlySet<string>;
  /** The names of volumes with decayed files. */
  readonly decayed: ReadonlySet<string>;
  readonly failures: Failures;
  readonly sizes: Sizes["groups"];
}

function groupStatus(
  proof: ProofAssessment,
  { now, desired: { zone }, shrunken, decayed, failures, sizes }: Known,
): GroupStatus {
  const { assessment } = proof;
  const { desired, complete, incomplete, invalid, foreign, absence, gap, sourceGap, clock } = assessment;
  const { newest, due, overdue } = presentOf(assessment, now);
  const unproven = proofGuard(proof);
  const lateProof = proof.overdue ? "no proof was made in time" : null;
  const { address, volume } = desired.group;
  const adopted = complete.filter((point) => point.adopted === true).length;
  const size = sizes.get(address);
  const failure = due ? (failures.get(address) ?? null) : null;
  return {
    address,
    volume: volume.name,
    state: worstState([
      groupState(assessment, now),
      ...(failure === null ? [] : ["failed" as const]),
      ...(unproven === null && !proof.overdue ? [] : ["unproven" as const]),
      ...(decayed.has(volume.name) ? ["decayed" as const] : []),
      ...(shrunken.has(volume.name) ? ["shrunken" as const] : []),
    ]),
    observed: isoOf(now),
    newest,
    age: newest === null ? null : Math.round((now - Date.parse(newest.time)) / 1000),
    points: absence === null ? complete.length : Number(newest !== null),
    incomplete: incomplete.length,
    invalid: invalid.length,
    foreign: foreign.length,
    ...(adopted === 0 ? {} : { adopted }),
    slot: desired.slot.label,
    due,
    overdue,
    nextDue: isoOf(nextDue(desired, zone, newest === null ? null : Date.parse(newest.time))),
    ...proofStatus(proof),
    ...(size === undefined ? {} : { size }),
    obstacle: (gap ?? sourceGap)?.detail ?? failure ?? unproven ?? lateProof ?? clock?.detail ?? null,
  };
}

function resultOf({ verdict, point, coverage }: Proof) {
  return { verdict, point, ...(coverage === undefined ? {} : { coverage }) };
}

function proofStatus({ last, verify, due, overdue }: ProofAssessment): Pick<GroupStatus, "proof"> {
  if (verify === null && last === null) return {};
  const { run = "", time = "", proof } = last ?? {};
  return {
    proof: {
      last: proof === undefined ? null : { run, time, ...resultOf(proof) },
      due,
      overdue,
    },
  };
}

/** A point that is dated in the future says nothing about the age of the others. */
function newestAt({ complete, newest }: Assessment, now: Instant): Assessment["newest"] {
  return complete.findLast(({ time }) => time <= now) ?? newest;
}

/** Of a target whose disk is not connected, what the record knows. */
function presentOf(assessment: Assessment, now: Instant): Pick<GroupStatus, "newest" | "due" | "overdue"> {
  const { absence, due, overdue } = assessment;
  if (absence !== null) return absence;
  const newest = newestAt(assessment, now);
  const named = newest === null ? null : { id: newest.id, name: newest.name, time: isoOf(newest.time) };
  return { newest: named, due, overdue };
}

function groupState(assessment: Assessment, now: Instant): State {
  const { absence, gap, sourceGap, overdue, due, incomplete, invalid } = assessment;
  if (absence !== null) return "absent";
  if (gap !== null) return "unknown";
  if (sourceGap !== null) return "failed";
  const newestTime = newestAt(assessment, now)?.time ?? Number.NEGATIVE_INFINITY;
  if ([...incomplete, ...invalid].some(({ time }) => time > newestTime)) return "incomplete";
  if (overdue) return "overdue";
  return due ? "due" : "ok";
}

/** A compaction that is not declared has a line once it is due or was done. */
function isShown({ desired, last, failure, due }: UpkeepAssessment): boolean {
  return !desired.afterDeletions || last !== null || failure !== null || due;
}

function upkeepStatus(assessment: UpkeepAssessment, now: Instant): UpkeepStatus {
  const { desired, last, failure, due, overdue, standing } = assessment;
  return {
    address: repositoryAddress(desired.repository.name),
    kind: desired.kind,
    state: upkeepState(assessment),
    last: last === null ? null : { run: last.run, time: last.time, freed: last.freed },
    age: last === null ? null : Math.round((now - Date.parse(last.time)) / 1000),
    slot: desired.slot.label,
    due,
    overdue,
    failure:
      failure === null
        ? null
        : {
            run: failure.run,
            time: failure.time,
            code: failure.problem?.code ?? "",
            summary: failure.problem?.summary ?? "",
          },
    obstacle: OBSTACLES[standing],
  };
}

const OBSTACLES: { readonly [standing in UpkeepAssessment["standing"]]: string | null } = {
  known: null,
  unknown: "the repository or the record of points cannot be read",
  absent: "the repository does not exist yet",
  futile: "append-only: a compaction frees nothing",
};

function upkeepState({ standing, failure, due, overdue }: UpkeepAssessment): State {
  if (standing === "unknown") return "unknown";
  // There is no repository yet, or the upkeep would have no effect.
  if (standing !== "known") return "ok";
  if (failure !== null) return "failed";
  if (overdue) return "overdue";
  return due ? "due" : "ok";
}
