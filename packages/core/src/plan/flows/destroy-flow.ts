import { claimFor } from "../../model/claim.ts";
import type { Decay } from "../../model/decay.ts";
import type { Proposal } from "../../provider/roles.ts";
import type { Assessment } from "../assess.ts";
import { type ProofAssessment, proofGuard } from "../assess-proofs.ts";
import type { Link } from "../chains.ts";
import { checkGuard } from "../check-guard.ts";
import type { PlanRequest } from "../context.ts";
import { decayGuard } from "../decay.ts";
import { sourceGuard } from "../drift.ts";
import { type Expiry, expiryOf } from "../expiry.ts";
import { heldAfter, neededNow, releasesOf } from "../holders.ts";
import { shrinkageGuard } from "../shrinkage.ts";
import type { ActionDetails, Draft } from "./draft.ts";
import { type Completes, keeperOf, type Parts } from "./volume-flow.ts";

/** A group with the holds of this plan, and its expired points. */
export interface GroupExpiry {
  readonly assessment: Assessment;
  readonly expiry: Expiry;
}

/** The points that expire in each group after this plan has made its points. */
export function expiriesOf(
  proofs: readonly ProofAssessment[],
  completes: Completes,
  request: PlanRequest,
  {
    bases,
    shrunken,
    offers,
    decayed,
  }: Pick<Parts, "bases" | "shrunken" | "offers"> & { readonly decayed: readonly Decay[] },
): readonly GroupExpiry[] {
  return proofs.map((proof) => {
    const each = proof.assessment;
    const { complete, incomplete } = each;
    const held = { complete: heldAfter(complete, completes), incomplete: heldAfter(incomplete, completes) };
    const assessment = { ...each, ...held };
    const { address, repository, volume } = assessment.desired.group;
    const guards = [
      proofGuard(proof),
      checkGuard(repository, request),
      shrinkageGuard(volume.name, request.history, shrunken),
      decayGuard(volume.name, decayed),
      sourceGuard(volume.name, request),
    ];
    const circumstances = {
      gains: completes.has(address),
      offered: (completes.has(address) ? offers.get(address) : null) ?? [],
      base: (completes.has(address) ? bases.get(address)?.id : null) ?? null,
      proven: proof.proven,
      guardReason: guards.filter((each) => each !== null).join("; ") || null,
    };
    return { assessment, expiry: expiryOf(assessment, circumstances, request.desired) };
  });
}

/**
 * Adds the destroys of a group. Each waits for the replacement, and those of points that another group needs now wait for
 * the actions that release them: a replica that fails does not keep the other expired points.
 */
export function addDestroys(
  { desired, complete, incomplete }: Assessment,
  expiry: Expiry,
  completes: Completes,
  request: PlanRequest,
  draft: Draft,
): void {
  const { group } = desired;
  const replacement = completes.get(group.address);
  const add = (points: Expiry["expired"], reason: string, guard: string | null) => {
    if (points.length === 0) return;
    const releases = releasesOf(complete, points, completes);
    const after = replacement === undefined ? releases : [replacement, ...releases];
    const facts = request.observed.groups.get(group.address)?.facts ?? null;
    const { config } = request.desired;
    const whose = { owner: config.id, claim: claimFor(group, config) };
    const proposals = keeperOf(request, group.target.targetType).destroy({ ...whose, group, facts, points });
    const { name: volume } = group.volume;
    const details = { address: group.address, reason, volume, after, opened: null, guard };
    addDeletions(draft, proposals, details, [...complete, ...incomplete]);
  };
  const needed = isChained([...complete, ...incomplete]) ? new Set() : neededNow(complete, completes);
  for (const isNeeded of [false, true]) {
    const points = expiry.expired.filter(({ id }) => needed.has(id) === isNeeded);
    add(points, expiry.reason, expiry.guard);
  }
  add(expiry.superseded, "invalid: replaced by a complete point", expiry.supersededGuard);
}

/** Points are differences to others. */
function isChained(points: readonly Link[]): boolean {
  return points.some(({ base }) => base !== undefined);
}

/** Returns the ids of the actions. Where points are differences to others, each deletion waits for the one before it. */
export function addDeletions(
  draft: Draft,
  proposals: readonly Proposal[],
  details: ActionDetails,
  points: readonly Link[],
): readonly string[] {
  return isChained(points)
    ? draft.chain(proposals, details)
    : proposals.map((proposal) => draft.add(proposal, details));
}
