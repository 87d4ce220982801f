import type { Desired } from "../desired/desire.ts";
import { slotOf } from "../desired/schedule.ts";
import { byImportance, type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import type { History } from "../model/history.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import { canonicalJson } from "../model/json.ts";
import type { Forgotten, Plan, PlanSummary } from "../model/plan.ts";
import { byAge } from "../model/point.ts";
import type { Shrinkage } from "../model/shrinkage.ts";
import { forEachVerb } from "../model/verb.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import type { ForgottenGroup } from "../provider/observation.ts";
import { appendOnlyNotes } from "./append-only.ts";
import { type Assessment, assess } from "./assess.ts";
import { assessUpkeep, type UpkeepAssessment } from "./assess-upkeep.ts";
import { assumptionsOf } from "./assumptions.ts";
import type { PlanRequest } from "./context.ts";
import { doubtOf } from "./doubt.ts";
import { type Expiry, expiryOf, guardDiagnostic } from "./expiry.ts";
import { addAdjustments } from "./flows/adjust-flow.ts";
import { Draft } from "./flows/draft.ts";
import { Openings } from "./flows/openings.ts";
import { addUpkeep } from "./flows/upkeep-flow.ts";
import { type Completes, flowOf, keeperOf, type Parts } from "./flows/volume-flow.ts";
import { heldAfter, letGoBy } from "./holders.ts";
import { notesOf } from "./notes.ts";
import { checkFilled, pictureAfter, pictureOf } from "./picture.ts";
import { behindRecovery, notesOnDead, recoveryOf } from "./recovery.ts";
import { openShrinkages, shrinkageDoubt, shrunkenDiagnostic } from "./shrinkage.ts";

/**
 * The ordered way from what is observed to what is desired. Pure: no clock, no randomness, no I/O; everything sorted,
 * so that the same inputs give the same bytes, in whatever order discovery found them.
 */
export function plan(request: PlanRequest): Plan {
  const { desired, observed, history } = request;
  const assessments = assess(desired, observed, request.providers);
  const openings = new Openings(request.providers);
  const draft = new Draft(openings);
  const completes = flowsOf(assessments, request, {
    ...{ draft, openings },
    adjusted: addAdjustments(assessments, request, draft),
  });
  const expiries = expiriesOf(assessments, completes, request);
  for (const { assessment, expiry } of expiries) addDestroys(assessment, expiry, completes, request, draft);
  const upkeep = assessUpkeep(desired, observed, history);
  addUpkeep(upkeep, request, draft);
  const trees = openings.trees();
  const actions = behindRecovery(recoveryOf(observed.leftovers), draft.actions(), trees, assessments);

  checkFilled(pictureAfter(pictureOf(assessments), actions), completes.keys());

  const shrunken = shrunkenIn(desired, history);
  const diagnostics = [
    ...diagnosticsOf(request, assessments, expiries),
    ...shrunken.map((each) => shrunkenDiagnostic(each, desired.config.limits.shrink)),
    ...appendOnlyNotes(request, actions, upkeep),
  ].sort(byImportance);
  return {
    formatVersion: 1,
    rdump: RDUMP_VERSION,
    config: { ...request.config, resolved: desired.config },
    host: request.host,
    asOf: isoOf(desired.now),
    notAfter: notAfterOf(desired, assessments, expiries, upkeep),
    simulated: request.simulated,
    only: desired.only,
    trees,
    scopes: openings.scopes(),
    actions,
    assumes: assumptionsOf(observed, assessments, desired, history),
    forgotten: forgottenOf(observed.forgotten),
    shrunken,
    diagnostics,
    partial: hasErrors(diagnostics),
    summary: summaryOf(actions, assessments, completes),
  };
}

interface GroupExpiry {
  readonly assessment: Assessment;
  readonly expiry: Expiry;
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
  return new Map(flows.flatMap((completes) => [...completes]));
}

/** What is due and can be made; and what that is made from, which has to be of this run. */
function wantedOf(assessments: readonly Assessment[]): readonly Assessment[] {
  const canBeMade = ({ gap, sourceGap }: Assessment) => gap === null && sourceGap === null;
  const due = assessments.filter((assessment) => assessment.due && canBeMade(assessment));
  const needed = new Set(due.flatMap(({ desired }) => desired.madeFrom ?? []));
  if (needed.size === 0) return due;
  const isWanted = (each: Assessment) => each.due || needed.has(each.desired.group.address);
  return assessments.filter((each) => isWanted(each) && canBeMade(each));
}

function expiriesOf(
  assessments: readonly Assessment[],
  completes: Completes,
  request: PlanRequest,
): readonly GroupExpiry[] {
  return assessments.map((each) => {
    const assessment = { ...each, complete: heldAfter(each.complete, completes) };
    const { address, repository, volume } = assessment.desired.group;
    const { desired, history } = request;
    const doubts = [doubtOf(repository, request), shrinkageDoubt(volume.name, history, desired.config.id)];
    const circumstances = {
      gains: completes.has(address),
      doubt: doubts.filter((each) => each !== null).join("; ") || null,
    };
    return { assessment, expiry: expiryOf(assessment, circumstances, request.desired) };
  });
}

function addDestroys(
  { desired, complete }: Assessment,
  expiry: Expiry,
  completes: Completes,
  request: PlanRequest,
  draft: Draft,
): void {
  const { group } = desired;
  const replacement = completes.get(group.address);
  const letGo = letGoBy(complete, expiry.expired, completes);
  const after = replacement === undefined ? letGo : [replacement, ...letGo];
  const add = (points: Expiry["expired"], reason: string, guard: string | null) => {
    if (points.length === 0) return;
    const facts = request.observed.groups.get(group.address)?.facts ?? null;
    const owner = request.desired.config.id;
    for (const proposal of keeperOf(request, group.target.medium).destroy({ owner, group, facts, points })) {
      const { name: volume } = group.volume;
      draft.add(proposal, { address: group.address, reason, volume, after, opened: null, guard });
    }
  };
  add(expiry.expired, expiry.reason, expiry.guard);
  add(expiry.superseded, "incomplete: a complete point has taken its place", expiry.supersededGuard);
}

function diagnosticsOf(
  request: PlanRequest,
  assessments: readonly Assessment[],
  expiries: readonly GroupExpiry[],
): readonly Diagnostic[] {
  const { sources, groups } = request.observed;
  const { gap: unread, diagnostics: remarks } = request.history;
  const said: Diagnostic[] = [...notesOf(request), ...request.observed.remarks, ...notesOnDead(request.observed.dead)];
  const loses = expiries.some(({ expiry }) => expiry.expired.length + expiry.superseded.length > 0);
  if (loses || request.desired.upkeep.length > 0) said.push(...(unread === null ? [] : [unread]), ...remarks);
  for (const { gap, diagnostics } of sources.values()) said.push(...(gap === null ? [] : [gap]), ...diagnostics);
  said.push(...unreadableOf(request, assessments));
  for (const { gap } of request.observed.integrity.values()) if (gap !== null) said.push(gap);
  for (const { gap, diagnostics } of groups.values()) said.push(...(gap === null ? [] : [gap]), ...diagnostics);
  for (const { clock } of assessments) if (clock !== null) said.push(clock);
  for (const { assessment, expiry } of expiries) {
    const waiting = waitingOf(expiry);
    if (waiting !== null) said.push(guardDiagnostic(assessment.desired.group.address, ...waiting));
  }
  // What stands in the way of a volume is the gap of its source and of each of its groups.
  return [...new Map(said.map((each) => [canonicalJson(each), each])).values()];
}

/** Those of the volumes that were asked about. */
export function shrunkenIn({ config, volumes }: Desired, history: History): readonly Shrinkage[] {
  const asked = new Set(volumes.map(({ name }) => name));
  return openShrinkages(history, config.id).filter(({ volume }) => asked.has(volume));
}

/** Why points of a group wait for a word, and how many; null when none does. */
function waitingOf({ expired, guard, superseded, supersededGuard }: Expiry): readonly [string, number] | null {
  const why = guard ?? supersededGuard;
  const count = (guard === null ? 0 : expired.length) + (supersededGuard === null ? 0 : superseded.length);
  return why === null || count === 0 ? null : [why, count];
}

/** Volumes that somebody is to read and nobody can. */
function unreadableOf({ desired, observed }: PlanRequest, assessments: readonly Assessment[]): readonly Diagnostic[] {
  const read = new Set(
    assessments.flatMap(({ desired: { group }, wants }) => (wants === "tree" ? [group.volume.name] : [])),
  );
  return desired.volumes.flatMap(({ name, integrity }) => {
    const { gap = null, unreadable = null } = observed.sources.get(name) ?? {};
    const isRead = read.has(name) || (integrity !== null && integrity.every !== null);
    return isRead && gap === null && unreadable !== null ? [unreadable] : [];
  });
}

/** The next slot of any group or upkeep, or the next time that a keep decision flips, whichever comes first. */
function notAfterOf(
  { volumes, zone, now }: Desired,
  assessments: readonly Assessment[],
  expiries: readonly GroupExpiry[],
  upkeep: readonly UpkeepAssessment[],
): string | null {
  const instants: Instant[] = assessments.map(({ desired }) => desired.slot.end);
  for (const { integrity } of volumes) {
    if (integrity !== null && integrity.every !== null) instants.push(slotOf(integrity.every, zone, now).end);
  }
  for (const { expiry } of expiries) if (expiry.flips !== null) instants.push(expiry.flips);
  for (const { desired, standing } of upkeep) if (standing === "known") instants.push(desired.slot.end);
  return instants.length === 0 ? null : isoOf(instants.reduce((first, each) => Math.min(first, each)));
}

export function forgottenOf(groups: readonly ForgottenGroup[]): readonly Forgotten[] {
  return groups
    .filter(({ points }) => points.length > 0)
    .map(({ address, points }) => {
      const newest = [...points].sort(byAge).at(-1);
      return { address, points: points.length, newest: isoOf(newest?.time ?? 0) };
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function summaryOf(actions: readonly Action[], assessments: readonly Assessment[], completes: Completes): PlanSummary {
  const count = (verb: Action["verb"]) => actions.filter((action) => action.verb === verb).length;
  const destroys = (some: readonly Action[]) => some.reduce((sum, action) => sum + action.destroys.length, 0);
  const touched = new Set(actions.map(({ address }) => address));
  const still = assessments.filter(({ desired, gap }) => gap === null && !touched.has(desired.group.address));
  const waits = ({ due, sourceGap, desired }: Assessment) =>
    due && sourceGap === null && !completes.has(desired.group.address);
  return {
    ...forEachVerb(count),
    destroy: destroys(actions),
    guarded: destroys(actions.filter(({ guard }) => guard !== null)),
    unchanged: still.filter((assessment) => !waits(assessment)).length,
    waiting: still.filter(waits).length,
  };
}
