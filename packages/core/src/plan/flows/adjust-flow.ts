import { claimFor } from "../../model/claim.ts";
import type { PointRef } from "../../model/point.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/** Adds the actions that update existing targets. @returns by group: the last action, which a new point waits for */
export function addAdjustments(
  assessments: readonly Assessment[],
  request: PlanRequest,
  draft: Draft,
): ReadonlyMap<string, string> {
  const { desired, observed } = request;
  const last = new Map<string, string>();
  for (const assessment of assessments) {
    const { desired: group, gap, begun } = assessment;
    const { address, target, volume } = group.group;
    const facts = observed.groups.get(address)?.facts ?? null;
    const keeper = gap === null ? request.providers.keeper(target.targetType) : null;
    const whose = { owner: desired.config.id, claim: claimFor(group.group, desired.config) };
    const stall = desired.config.limits.stall / 1000;
    const proposals =
      keeper?.adjust?.({ ...whose, group: group.group, facts, stall, begun, pinned: pinnedIn(assessment) }) ?? [];
    const details = { address, reason: "", volume: volume.name, after: [], opened: null, guard: null };
    const chained = proposals.filter(({ aside }) => aside !== true);
    const id = draft.chain(chained, details).at(-1);
    for (const each of proposals) if (each.aside === true) draft.add(each, details);
    if (id !== undefined) last.set(address, id);
  }
  return last;
}

function pinnedIn({ complete, incomplete, invalid, pinned }: Assessment): readonly PointRef[] {
  return pinned.size === 0 ? [] : [...complete, ...incomplete, ...invalid].filter(({ id }) => pinned.has(id));
}
