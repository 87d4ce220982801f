import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { canonicalJson } from "../model/json.ts";
import type { Leftover } from "../model/leftover.ts";
import { deadRunRef } from "../model/run.ts";
import type { Providers } from "../provider/providers.ts";
import type { Examination, ExaminedRun } from "./examine.ts";
import type { Observed } from "./observe.ts";

/**
 * Adds the content of journals of dead runs to the observation: scopes without a mark, and actions that block their
 * volume. A scope with a mark that is also in a journal is one leftover.
 */
export function withDeadRuns(
  observed: Observed,
  { runs: dead, remarks }: Examination,
  desired: Desired,
  providers: Providers,
): Observed {
  const journaled = dead.flatMap(leftoversOf);
  const keys = new Map(journaled.map((leftover) => [keyOf(leftover, providers), leftover]));
  const marked = observed.leftovers.map((leftover) => keys.get(keyOf(leftover, providers)) ?? leftover);
  const known = new Set(marked);
  const ofGroup = volumesByGroup(desired);
  const stopped = stoppedVolumes(dead, ofGroup, desired);
  return {
    ...observed,
    leftovers: [...marked, ...journaled.filter((leftover) => !known.has(leftover))],
    sources: withGaps(observed.sources, ({ volume }) => stopped.get(volume)),
    groups: withGaps(observed.groups, ({ address }) => stopped.get(ofGroup.get(address) ?? "")),
    dead,
    remarks: [...observed.remarks, ...remarks],
  };
}

function leftoversOf({ run, began, scopes }: ExaminedRun): readonly Leftover[] {
  return scopes.map(({ kind, volume, input, scope }) => ({
    volume,
    kind,
    input,
    run,
    time: began === "" ? null : began,
    says: `"${scope}" may still be open: run ${run} died`,
  }));
}

function keyOf({ kind, input, run, time }: Leftover, providers: Providers): string {
  return canonicalJson({ kind, handle: providers.scope(kind).handle(input, deadRunRef(run, time)) });
}

/** The volumes that must not be changed, each with the reason. */
function stoppedVolumes(
  dead: readonly ExaminedRun[],
  ofGroup: ReadonlyMap<string, string>,
  desired: Desired,
): ReadonlyMap<string, Diagnostic> {
  const stopped = new Map<string, Diagnostic>();
  for (const { intents } of dead) {
    for (const { address, found } of intents) {
      const volume = ofGroup.get(address) ?? integrityVolume(address, desired);
      if ("diagnostic" in found && volume !== undefined) stopped.set(volume, found.diagnostic);
    }
  }
  return stopped;
}

function volumesByGroup({ groups }: Desired): ReadonlyMap<string, string> {
  return new Map(groups.map(({ group }) => [group.address, group.volume.name]));
}

function integrityVolume(address: string, { volumes }: Desired): string | undefined {
  return volumes.find(({ name }) => address.startsWith(`${name}.integrity[`))?.name;
}

/** An observed gap has a more exact reason than the gap of a dead run, so it stays. */
function withGaps<T extends { readonly gap: Diagnostic | null }>(
  seen: ReadonlyMap<string, T>,
  why: (each: T) => Diagnostic | undefined,
): ReadonlyMap<string, T> {
  return new Map([...seen].map(([key, each]) => [key, { ...each, gap: each.gap ?? why(each) ?? null }]));
}
