import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { canonicalJson } from "../model/json.ts";
import type { Assessment } from "./assess.ts";
import type { PlanRequest } from "./context.ts";
import { doubtfulNotes } from "./doubts.ts";
import { type Expiry, guardDiagnostic } from "./expiry.ts";
import type { GroupExpiry } from "./flows/destroy-flow.ts";
import { foreignDiagnostics } from "./foreign.ts";
import { formerOwners } from "./former-owners.ts";
import { heldSpaceWarnings } from "./held-space.ts";
import { idleExcludes } from "./idle-excludes.ts";
import { notesOf } from "./notes.ts";
import { idleAdoptions, idlePins } from "./pins.ts";
import { notesOnDead } from "./recovery.ts";
import { idleTakeovers } from "./takeovers.ts";

/** The diagnostics of what was observed and of what expires, each once. */
export function diagnosticsOf(
  request: PlanRequest,
  assessments: readonly Assessment[],
  expiries: readonly GroupExpiry[],
): readonly Diagnostic[] {
  const { sources, groups } = request.observed;
  const { gap: unread, diagnostics: remarks } = request.history;
  const said: Diagnostic[] = [...notesOf(request), ...request.observed.remarks, ...notesOnDead(request.observed.dead)];
  const loses = expiries.some(({ expiry }) => expiry.expired.length + expiry.superseded.length > 0);
  if (loses || request.desired.upkeep.some(({ afterDeletions }) => !afterDeletions))
    said.push(...(unread === null ? [] : [unread]), ...remarks);
  for (const { gap, diagnostics } of sources.values()) said.push(...(gap === null ? [] : [gap]), ...diagnostics);
  said.push(...unreadableOf(request, assessments));
  for (const { gap } of request.observed.integrity.values()) if (gap !== null) said.push(gap);
  for (const { gap, diagnostics } of groups.values()) said.push(...(gap === null ? [] : [gap]), ...diagnostics);
  said.push(...doubtfulNotes(assessments));
  said.push(...foreignDiagnostics(assessments, request.desired.config.machine));
  for (const { clock } of assessments) if (clock !== null) said.push(clock);
  said.push(
    ...idlePins(request, assessments),
    ...idleAdoptions(request),
    ...idleTakeovers(request),
    ...idleExcludes(request),
  );
  said.push(...formerOwners(request, assessments), ...heldSpaceWarnings(assessments, request.desired));
  for (const { assessment, expiry } of expiries) {
    const waiting = waitingOf(expiry);
    if (waiting !== null) said.push(guardDiagnostic(assessment.desired.group.address, ...waiting));
  }
  // The gap of a source is also the gap of each of its groups.
  return [...new Map(said.map((each) => [canonicalJson(each), each])).values()];
}

/** Why deletions of a group require confirmation, and their number; null if no deletion requires it. */
function waitingOf({ expired, guard, superseded, supersededGuard }: Expiry): readonly [string, number] | null {
  const why = guard ?? supersededGuard;
  const count = (guard === null ? 0 : expired.length) + (supersededGuard === null ? 0 : superseded.length);
  return why === null || count === 0 ? null : [why, count];
}

/** Volumes whose files are needed and cannot be read. */
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
