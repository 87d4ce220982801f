import type { Desired } from "../desired/desire.ts";
import { slotOf } from "../desired/schedule.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { levelsOf } from "../model/repository.ts";
import type { Assessment } from "./assess.ts";
import type { ProofAssessment } from "./assess-proofs.ts";
import type { UpkeepAssessment } from "./assess-upkeep.ts";
import type { GroupExpiry } from "./flows/destroy-flow.ts";
import { absenceFlips } from "./optional-disks.ts";

/** The next slot of any group or upkeep, or the next time that a keep decision changes: the earlier of the two. */
export function notAfterOf(
  { volumes, zone, now }: Desired,
  assessments: readonly Assessment[],
  expiries: readonly GroupExpiry[],
  upkeep: readonly UpkeepAssessment[],
  proofs: readonly ProofAssessment[],
): string | null {
  const instants: Instant[] = assessments.map(({ desired }) => desired.slot.end);
  for (const { desired } of assessments) {
    const levels = levelsOf(desired.group.repository);
    if (levels !== null) instants.push(slotOf(levels.full, zone, now).end);
  }
  for (const { absence } of assessments) if (absence !== null) instants.push(...absenceFlips(absence, now));
  for (const { integrity } of volumes) {
    if (integrity !== null && integrity.every !== null) instants.push(slotOf(integrity.every, zone, now).end);
  }
  for (const { expiry } of expiries) if (expiry.flips !== null) instants.push(expiry.flips);
  for (const { desired, standing } of upkeep) if (standing === "known") instants.push(desired.slot.end);
  for (const { slot } of proofs) if (slot !== null) instants.push(slot.end);
  return instants.length === 0 ? null : isoOf(instants.reduce((first, each) => Math.min(first, each)));
}
