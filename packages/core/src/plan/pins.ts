import { allGroups } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { activePins } from "../model/pin.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/** Pins that keep nothing: of a group that is not declared, or of a point that a listed group does not have. */
export function idlePins({ desired }: PlanRequest, assessments: readonly Assessment[]): readonly Diagnostic[] {
  const { config, now, only } = desired;
  if (config.pinned === undefined) return [];
  const declared = new Set(allGroups(config).map(({ group }) => group.address));
  const unknown = only === null ? Object.keys(config.pinned).filter((address) => !declared.has(address)) : [];
  return [
    ...unknown.map((address) => idle(address, "The config declares no such group.")),
    ...assessments.flatMap(({ desired: { group }, gap, complete, incomplete, invalid }) => {
      if (gap !== null) return [];
      const there = new Set([...complete, ...incomplete, ...invalid].map(({ id }) => id));
      const gone = activePins(config.pinned, group.address, now).filter(({ id }) => !there.has(id));
      return gone.map(({ id }) => idle(group.address, `The group has no point with the id ${JSON.stringify(id)}.`));
    }),
  ];
}

/** Adopted points of groups that are not declared: they count for no group. */
export function idleAdoptions({ desired: { config, only } }: PlanRequest): readonly Diagnostic[] {
  if (config.adopted === undefined || only !== null) return [];
  const declared = new Set(allGroups(config).map(({ group }) => group.address));
  const detail =
    "The config declares no such group, so these points count as foreign points. Remove the entry from `adopted`, or correct its address.";
  const unknown = Object.keys(config.adopted).filter((address) => !declared.has(address));
  return unknown.map((address) => PLAN.warning("plan-adopted-idle", detail, { address }));
}

function idle(address: string, why: string): Diagnostic {
  return PLAN.warning("plan-pin-idle", `${why} Remove the line from \`pinned\`, or correct it.`, { address });
}
