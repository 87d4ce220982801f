import { createHash } from "node:crypto";
import { type History, repositoryAddress, UPKEEP_KINDS } from "../model/history.ts";
import { canonicalJson } from "../model/json.ts";
import type { Assumption } from "../model/plan.ts";
import type { Observed } from "../observe/observe.ts";
import { resultsOf } from "./assess-upkeep.ts";

/** What a plan takes for granted, per group, source and repository. A stranger's things are no part of it. */
export function assumptionsOf(observed: Observed, owner: string, history: History): readonly Assumption[] {
  const groups = [...observed.groups.values()].map(({ address, points, gap, facts }) => {
    const identities = points.map(({ id, complete, held }) => `${id} ${complete} ${held.length > 0}`).sort();
    const rest = canonicalJson({ facts, gap: gap?.code ?? null });
    return { address, points: points.length, digest: digestOf([...identities, rest]) };
  });
  const sources = [...observed.sources.values()].map(({ volume, gap, facts }) => ({
    address: `${volume}.source`,
    points: 0,
    digest: digestOf([canonicalJson({ facts, gap: gap?.code ?? null })]),
  }));
  const repositories = [...observed.repositories.values()].map(({ repository, state, id, appendOnly }) => {
    const results = id === null ? [] : resultsOf(history, owner, id);
    const latest = (["made", ...UPKEEP_KINDS] as const).map((kind) => results.findLast((entry) => entry.kind === kind));
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

function digestOf(lines: readonly string[]): string {
  return createHash("sha256")
    .update(`${lines.join("\n")}\n`)
    .digest("hex");
}
