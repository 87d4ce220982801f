import type { Instant } from "../model/instant.ts";
import type { Point } from "../model/point.ts";
import type { Assessment } from "../plan/assess.ts";
import { lastProofs } from "../plan/assess-proofs.ts";
import type { PlanRequest } from "../plan/context.ts";

/** What the last proof of a point found. `unproven`: there was none, or its failure was accepted. */
export type Standing =
  | { readonly kind: "proven"; readonly time: string }
  | { readonly kind: "unproven" }
  | { readonly kind: "failed"; readonly time: string; readonly why: string | null };

/** A point that can be restored. */
export interface Candidate {
  readonly assessment: Assessment;
  readonly point: Point;
  /** The data is on another machine. */
  readonly isRemote: boolean;
  /** Another machine of this owner made it. */
  readonly isForeign: boolean;
  readonly standing: Standing;
}

/** What decides between points besides themselves. */
export type Known = Pick<PlanRequest, "providers" | "history"> & {
  readonly desired: { readonly config: { readonly id: string } };
};

/** The points of a group; none if they could not be listed or cannot be read. */
export function candidatesIn(assessment: Assessment, { providers, desired, history }: Known): readonly Candidate[] {
  const { gap, complete, incomplete, invalid, foreign } = assessment;
  const { group } = assessment.desired;
  const reader = providers.reader(group.target.targetType);
  if (reader === null || gap !== null) return [];
  const proofs = lastProofs(assessment, desired.config.id, history);
  const of = (isForeign: boolean) => (point: Point) => {
    return {
      assessment,
      point,
      isRemote: reader.isRemote(group),
      isForeign,
      standing: standingOf(proofs.get(point.id)),
    };
  };
  return [...[...complete, ...incomplete, ...invalid].map(of(false)), ...foreign.map(of(true))];
}

function standingOf(last: ReturnType<ReturnType<typeof lastProofs>["get"]>): Standing {
  if (last?.proof?.verdict === "proven") return { kind: "proven", time: last.time };
  if (last?.proof?.verdict !== "failed") return { kind: "unproven" };
  return { kind: "failed", time: last.time, why: last.problem?.summary ?? null };
}

const RANK: { readonly [kind in Standing["kind"]]: number } = { proven: 0, unproven: 1, failed: 2 };

/**
 * The best first: those of the newest run; of one run, own before foreign ones, proven before others, those with a failed proof
 * last, local before remote ones, the newest, then by address.
 */
export function ranked(candidates: readonly Candidate[]): readonly Candidate[] {
  const newest = new Map<string, Instant>();
  for (const each of candidates) {
    const run = runOf(each);
    newest.set(run, Math.max(each.point.time, newest.get(run) ?? each.point.time));
  }
  const moment = (candidate: Candidate) => newest.get(runOf(candidate)) ?? candidate.point.time;
  return [...candidates].sort(
    (a, b) =>
      moment(b) - moment(a) ||
      Number(a.isForeign) - Number(b.isForeign) ||
      RANK[a.standing.kind] - RANK[b.standing.kind] ||
      Number(a.isRemote) - Number(b.isRemote) ||
      b.point.time - a.point.time ||
      (addressOfGroup(a) < addressOfGroup(b) ? -1 : 1),
  );
}

/** The time of a run, which begins its name, and with which each point of the run is marked. */
const RUN_TIME = /^\d{8}T\d{6}Z/;

/** Points of one run have the same state of the volume, although their tools give them times some seconds or hours apart. */
function runOf({ point, isForeign }: Candidate): string {
  const [run] = RUN_TIME.exec(point.run) ?? [];
  return run === undefined ? `at ${point.time}` : `${isForeign ? (point.machine ?? "foreign") : "own"} ${run}`;
}

export function addressOfGroup({ assessment }: Pick<Candidate, "assessment">): string {
  return assessment.desired.group.address;
}
