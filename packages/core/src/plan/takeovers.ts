import { allGroups } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/** Entries of `takenOver` for a group that is neither declared nor forgotten. */
export function idleTakeovers({ desired: { config, only }, observed }: PlanRequest): readonly Diagnostic[] {
  // A child of a recursive volume is not declared while its source cannot be listed.
  const isHidden = [...observed.sources.values()].some(({ gap }) => gap !== null);
  if (config.takenOver.length === 0 || only !== null || isHidden) return [];
  const known = new Set([
    ...allGroups(config).map(({ group }) => group.address),
    ...observed.forgotten.map(({ address }) => address),
  ]);
  return config.takenOver.flatMap(({ address, machine }) => {
    if (address === null || known.has(address)) return [];
    const detail = `The config declares no such group, so \`takenOver\` accepts no points of machine ${visible(machine)} by this entry. Correct its address, or remove the entry.`;
    return [PLAN.warning("plan-takeover-idle", detail, { address })];
  });
}
