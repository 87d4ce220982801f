import { byImportance, type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { isoOf } from "../model/instant.ts";
import { limitsOfNamed } from "../model/limits-of.ts";
import type { Plan } from "../model/plan.ts";
import { NO_RECORD } from "../model/record.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import { appendOnlyNotes } from "./append-only.ts";
import { type Assessment, assess } from "./assess.ts";
import { assessProofs, type ProofAssessment } from "./assess-proofs.ts";
import { assessUpkeep } from "./assess-upkeep.ts";
import { assumptionsOf } from "./assumptions.ts";
import type { PlanRequest } from "./context.ts";
import { decayDiagnostics, decayedIn } from "./decay.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { driftOf, forgottenIn } from "./drift.ts";
import { addAdjustments } from "./flows/adjust-flow.ts";
import { addDestroys, expiriesOf, type GroupExpiry } from "./flows/destroy-flow.ts";
import { Draft } from "./flows/draft.ts";
import { Openings } from "./flows/openings.ts";
import { addProof, type NewPoint } from "./flows/proof-flow.ts";
import { addUpkeep } from "./flows/upkeep-flow.ts";
import { type Completes, flowOf, type Parts } from "./flows/volume-flow.ts";
import { checkFilled, inventoryAfter, inventoryOf } from "./inventory.ts";
import { differencesTo } from "./levels.ts";
import { notAfterOf } from "./not-after.ts";
import { offersOf } from "./offered.ts";
import { behindRecovery, recoveryOf } from "./recovery.ts";
import { shrunkenDiagnostic, shrunkenIn } from "./shrinkage.ts";
import { summaryOf } from "./summary.ts";

/**
 * Makes the plan from the observed to the desired state. Pure: no clock, no randomness, no I/O; everything sorted,
 * so that the same inputs give the same bytes, for any order of the observation.
 */
export function plan(request: PlanRequest): Plan {
  const { desired, observed, history, record = NO_RECORD } = request;
  const assessments = assess(desired, observed, request.providers);
  const openings = new Openings(request.providers);
  const draft = new Draft(openings);
  const shrunken = shrunkenIn(desired, history);
  const decayed = decayedIn(desired, history);
  const proofs = assessProofs(assessments, desired, history);
  const bases = differencesTo(proofs, request);
  const adjusted = addAdjustments(assessments, request, draft);
  const offers = offersOf(assessments, observed, desired);
  const completes = flowsOf(assessments, request, { draft, openings, shrunken, bases, adjusted, offers });
  draft.addLate();
  const unproven = addProofs(proofs, completes, request, draft, openings);
  const expiries = expiriesOf(proofs, completes, request, { bases, shrunken, offers, decayed });
  for (const { assessment, expiry } of byRepository(expiries))
    addDestroys(assessment, expiry, completes, request, draft);
  const upkeep = assessUpkeep(desired, observed, history);
  addUpkeep(upkeep, request, draft);
  const trees = openings.trees();
  const actions = behindRecovery(recoveryOf(observed.leftovers), draft.actions(), trees, assessments);

  checkFilled(inventoryAfter(inventoryOf(assessments), actions), completes.keys());

  const diagnostics = [
    ...diagnosticsOf(request, assessments, expiries),
    ...unproven,
    ...[...new Set(shrunken.map(({ volume }) => volume))].map((volume) => {
      const found = shrunken.filter((each) => each.volume === volume);
      return shrunkenDiagnostic(volume, found, limitsOfNamed(desired.config, volume).shrink);
    }),
    ...decayDiagnostics(decayed, assessments),
    ...appendOnlyNotes(request, actions, upkeep),
  ].sort(byImportance);
  return {
    formatVersion: 1,
    rdump: RDUMP_VERSION,
    config: { ...request.config, resolved: desired.config },
    host: request.host,
    asOf: isoOf(desired.now),
    notAfter: notAfterOf(desired, assessments, expiries, upkeep, proofs),
    simulated: request.simulated,
    only: desired.only,
    ...(desired.extra.length === 0 ? {} : { extra: desired.extra }),
    ...(desired.full ? { full: true } : {}),
    trees,
    scopes: openings.scopes(),
    actions,
    assumes: assumptionsOf(observed, assessments, desired, history),
    forgotten: forgottenIn(desired, observed, record),
    ...adoptedOf(assessments),
    drift: driftOf(desired, observed, record),
    shrunken,
    ...(decayed.length === 0 ? {} : { decayed }),
    diagnostics,
    partial: hasErrors(diagnostics),
    summary: summaryOf(actions, assessments, completes),
  };
}

/** One command deletes from all groups of a repository, so they follow each other. */
function byRepository(expiries: readonly GroupExpiry[]): readonly GroupExpiry[] {
  const nameOf = ({ assessment: { desired } }: GroupExpiry) => desired.group.repository?.name ?? "";
  return expiries.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

/** Due proofs, before anything of their groups is destroyed. Returns why some cannot be made. */
function addProofs(
  proofs: readonly ProofAssessment[],
  completes: Completes,
  request: PlanRequest,
  draft: Draft,
  openings: Openings,
): readonly Diagnostic[] {
  return proofs.flatMap(({ assessment, verify, point, slot, due }) => {
    if (!due || verify === null || point === null || slot === null) return [];
    const { group } = assessment.desired;
    const reader = request.providers.reader(group.target.targetType);
    if (reader === null || reader.isReadable?.(group) === false) return [];
    const reason = `due: no proof for ${slot.label} yet`;
    const madeBy = reader.readNew === undefined ? undefined : completes.get(group.address);
    return addProof(
      {
        ...{ assessment, reason, scratch: verify.scratch },
        point: madeBy === undefined ? point : newPoint(madeBy, group.address, draft),
        ...{ asRoot: request.isRoot === true, sample: verify.sample ?? null, command: verify.command ?? null },
      },
      request,
      draft,
      openings,
    );
  });
}

/** A due proof is about the point that replaces the present one in this run. */
function newPoint(madeBy: string, address: string, draft: Draft): NewPoint {
  const making = draft.actions().find((action) => action.address === address && action.makes !== null);
  return { id: null, name: making?.makes ?? "", time: null, madeBy };
}

function adoptedOf(assessments: readonly Assessment[]): Pick<Plan, "adopted"> {
  const adopted = assessments.flatMap(({ desired: { group }, complete }) => {
    const points = complete.filter((point) => point.adopted === true).length;
    return points === 0 ? [] : [{ address: group.address, points }];
  });
  return adopted.length === 0 ? {} : { adopted };
}

function flowsOf(assessments: readonly Assessment[], request: PlanRequest, parts: Parts): Completes {
  const wantedByVolume = new Map<string, Assessment[]>();
  for (const assessment of wantedOf(assessments)) {
    const { name } = assessment.desired.group.volume;
    const wanted = wantedByVolume.get(name);
    if (wanted === undefined) wantedByVolume.set(name, [assessment]);
    else wanted.push(assessment);
  }
  const flows = request.desired.volumes.map((volume) =>
    flowOf(volume, wantedByVolume.get(volume.name) ?? [], request, parts),
  );
  const finished = assessments.flatMap(({ begun, desired: { group } }): (readonly [string, string])[] => {
    const last = begun ? parts.adjusted.get(group.address) : undefined;
    return last === undefined ? [] : [[group.address, last]];
  });
  return new Map([...flows.flatMap((completes) => [...completes]), ...finished]);
}

/** Due groups whose point can be made, and the groups that these points are made from in the same run. */
function wantedOf(assessments: readonly Assessment[]): readonly Assessment[] {
  const canBeMade = ({ gap, sourceGap }: Assessment) => gap === null && sourceGap === null;
  const isDue = ({ due, begun }: Assessment) => due && !begun;
  const due = assessments.filter((assessment) => isDue(assessment) && canBeMade(assessment));
  const needed = new Set(due.flatMap(({ desired }) => desired.madeFrom ?? []));
  if (needed.size === 0) return due;
  const isWanted = (each: Assessment) => isDue(each) || needed.has(each.desired.group.address);
  return assessments.filter((each) => isWanted(each) && canBeMade(each));
}
