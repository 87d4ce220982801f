import { hash } from "node:crypto";
import type { Desired } from "../desired/desire.ts";
import { repositoryAddress } from "../model/address.ts";
import type { Decay } from "../model/decay.ts";
import { type History, UPKEEP_KINDS } from "../model/history.ts";
import { canonicalJson } from "../model/json.ts";
import type { Assumption } from "../model/plan.ts";
import type { Point } from "../model/point.ts";
import type { Observed } from "../observe/observe.ts";
import type { Assessment } from "./assess.ts";
import { resultsOf } from "./assess-upkeep.ts";
import { openShrinkages } from "./shrinkage.ts";

/** The observed state that a plan depends on, per group, source and repository, without objects of other owners. */
export function assumptionsOf(
  observed: Observed,
  assessments: readonly Assessment[],
  { config: { id: owner } }: Desired,
  history: History,
): readonly Assumption[] {
  const shrunken = openShrinkages(history, owner);
  const decays = (history.decays ?? []).filter((each) => each.owner === owner);
  const groups = assessments.map(({ desired: { group }, complete, incomplete, invalid, foreign, gap }) => {
    const facts = observed.groups.get(group.address)?.facts;
    const rest = canonicalJson({ facts, gap: gap?.code ?? null });
    const states = { complete, incomplete, invalid, ...(foreign.length === 0 ? {} : { foreign }) };
    const lines = Object.entries(states).flatMap(([state, points]) => [`${state}:`, ...points.map(lineOf)]);
    const points = complete.length + incomplete.length + invalid.length;
    return { address: group.address, points, digest: digestOf([...lines, rest]) };
  });
  const sources = [...observed.sources.values()].map(({ volume, gap, facts }) => ({
    address: `${volume}.source`,
    points: 0,
    digest: digestOf([
      canonicalJson({
        ...{ facts, gap: gap?.code ?? null, shrunken: shrunken.filter((each) => each.volume === volume) },
        ...decayOf(volume, decays),
      }),
    ]),
  }));
  const repositories = [...observed.repositories.values()].map(({ repository, state, id, appendOnly }) => {
    const results = id === null ? [] : resultsOf(history, owner, id);
    const latest = (["made", "deleted", ...UPKEEP_KINDS] as const).map((kind) =>
      results.findLast((entry) => entry.kind === kind),
    );
    const known = latest.map((entry) => (entry === undefined ? null : [entry.time, entry.status]));
    return {
      address: repositoryAddress(repository),
      points: 0,
      digest: digestOf([canonicalJson({ state, id, appendOnly, known })]),
    };
  });
  const integrity = [...observed.integrity.values()].map(({ volume, newest, gap }) => ({
    address: `${volume}.integrity`,
    points: 0,
    digest: digestOf([canonicalJson({ newest, gap: gap?.code ?? null })]),
  }));
  return [...groups, ...sources, ...integrity, ...repositories].sort((a, b) => (a.address < b.address ? -1 : 1));
}

function decayOf(volume: string, decays: readonly Decay[]): { readonly decay?: Decay } {
  const decay = decays.find((each) => each.volume === volume);
  return decay === undefined ? {} : { decay };
}

function lineOf({ id, held }: Point): string {
  return held.length > 0 ? `${id} held` : id;
}

function digestOf(lines: readonly string[]): string {
  return hash("sha256", `${lines.join("\n")}\n`);
}
