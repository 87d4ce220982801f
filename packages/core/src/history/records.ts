import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "../io/capability.ts";
import { stampOf } from "../model/instant.ts";
import type { Point } from "../model/point.ts";
import type { Integrity, Volume } from "../model/volume.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import type { PlanRequest } from "../plan/context.ts";
import { readingOf } from "../plan/flows/proof-flow.ts";
import type { RecordedRevision, RecordedTree, RecordsRole } from "../provider/records.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";

/** The state that the queries of one command share. */
export interface Surroundings {
  readonly request: PlanRequest;
  readonly assessments: readonly Assessment[];
  readonly role: RecordsRole;
  readonly io: ReadIo;
}

export async function lookAround(session: Session): Promise<Surroundings> {
  const seen = await look(session);
  const request = requestFor(session, seen);
  const { providers, host, stop } = session;
  const role = providers.integrity?.records;
  if (role === undefined) throw new Error("no provider reads integrity data");
  const assessments = assess(seen.desired, seen.observed, providers);
  return { request, assessments, role, io: host.reader(stop, providers.shielded) };
}

/** The revisions of one volume in one surefile, or the reason why they are not known. */
export interface Records {
  readonly tree: RecordedTree;
  readonly revisions: readonly RecordedRevision[];
  readonly why: string | null;
}

/** Of all surefiles of a volume that can be read where they are: at the source, and in its mirrors. */
export async function recordsOf(volume: Volume, around: Surroundings): Promise<readonly Records[]> {
  const { integrity } = volume;
  if (integrity === null) return [];
  return Promise.all(
    treesOf(volume, integrity, around).map(async (tree): Promise<Records> => {
      const found = await around.role.revisions(tree, around.io);
      if ("why" in found) return { tree, revisions: [], why: found.why };
      const own = found.revisions.filter((each) => (each.volume ?? volume.name) === volume.name);
      return { tree, revisions: [...own].sort((a, b) => a.number - b.number), why: null };
    }),
  );
}

function treesOf(volume: Volume, integrity: Integrity, around: Surroundings): readonly RecordedTree[] {
  const { request, assessments } = around;
  const origin = request.observed.sources.get(volume.name)?.root ?? null;
  const mirrors = assessments.flatMap((assessment) => {
    const { group } = assessment.desired;
    const [point] = pointsIn(assessment);
    return group.volume.name === volume.name && point !== undefined ? closedTree(request, assessment, point) : [];
  });
  const directories = [...(origin === null ? [] : [origin]), ...mirrors];
  return [...new Set(directories)].map((directory) => ({ directory, integrity }));
}

/** The directory of a point that needs no mount to be read. */
function closedTree(request: PlanRequest, assessment: Assessment, point: Point): readonly string[] {
  const { group } = assessment.desired;
  const reader = request.providers.reader(group.target.targetType);
  if (reader === null || reader.isRemote(group as never)) return [];
  try {
    const reading = readingOf(request, assessment, point);
    if (reading.kind !== "tree" || reading.opening.scopes.length > 0) return [];
    return reading.opening.tree === null ? [] : [reading.opening.tree.path];
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

/** All points of a group that can be named, also those of other machines. */
export function pointsIn({ complete, incomplete, invalid, foreign }: Assessment): readonly Point[] {
  return [...complete, ...incomplete, ...invalid, ...foreign];
}

/** The revision of the run that made a point. */
export function revisionOf({ revisions }: Records, { time, adopted }: Point): RecordedRevision | null {
  if (adopted === true) return null;
  return revisions.findLast(({ name }) => name === stampOf(time)) ?? null;
}

/** Why the files of a volume are not known, in sentences. */
export function whyNotRecorded(volume: Volume, records: readonly Records[]): string {
  if (volume.integrity === null) return `The volume ${visible(volume.name)} has no integrity data.`;
  const whys = records.flatMap(({ why }) => (why === null ? [] : [why]));
  if (records.length === 0) return "The source is not mounted, and no mirror has its integrity data.";
  return whys.length > 0 ? whys.join(" ") : "The surefile has no revision of this run.";
}
