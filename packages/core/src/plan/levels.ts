import { slotKey } from "../desired/schedule.ts";
import type { Point } from "../model/point.ts";
import { levelsOf } from "../model/repository.ts";
import type { ProofAssessment } from "./assess-proofs.ts";
import { basesOf } from "./chains.ts";
import type { PlanRequest } from "./context.ts";

/** By group: the base of the next point. A group without an entry gets a full point. */
export function differencesTo(
  proofs: readonly ProofAssessment[],
  { desired: { zone, now, full } }: Pick<PlanRequest, "desired">,
): ReadonlyMap<string, Point> {
  if (full) return new Map();
  const found = proofs.flatMap((proof): readonly (readonly [string, Point])[] => {
    const { group } = proof.assessment.desired;
    const levels = levelsOf(group.repository);
    const chain = levels === null ? null : usableChain(proof, now);
    if (levels === null || chain === null) return [];
    const isThisPeriod = slotKey(levels.full, zone, chain.full.time) === slotKey(levels.full, zone, now);
    return isThisPeriod ? [[group.address, chain.newest]] : [];
  });
  return new Map(found);
}

/** The chain of the newest complete point. Null: there is none, or a new point must not depend on it. */
function usableChain({ assessment, failed, last }: ProofAssessment, now: number) {
  const { complete, newest, clock } = assessment;
  if (newest === null || newest.adopted === true || newest.time > now || clock !== null) return null;
  const ids = new Set([newest.id, ...basesOf([newest], complete)]);
  const links = complete.filter(({ id }) => ids.has(id));
  const full = links.find(({ base }) => base === undefined);
  if (full === undefined || links.length < ids.size) return null;
  return failed && last !== null && ids.has(last.subjectId ?? "") ? null : { newest, full };
}
