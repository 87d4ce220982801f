import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanRequest } from "../plan/context.ts";
import { Draft } from "../plan/flows/draft.ts";
import { Openings } from "../plan/flows/openings.ts";
import type { FinishedNote, FinishedRestore, RestoreEnd, RestorePlace } from "../provider/restoring.ts";
import { asPlan, contains, type Drafting, type Prepared, placerIn, prepare, type RestoreRequest } from "./plan.ts";

/** Pure: the plan of one restore. Throws a `Failure` if it is not possible. */
export function restorePlan(restore: RestoreRequest): Plan {
  return restorePlanOf(restore.request, [restore], { problems: [], keeps: false });
}

export interface Others {
  /** About volumes that are not restored. */
  readonly problems: readonly Diagnostic[];
  /** A repeated restore is expected to go on with these volumes, so the last closed directory stays. */
  readonly keeps: boolean;
}

/**
 * Pure: the plan of some restores, parents first. A child waits for its parent. The closed directories are removed at the
 * end, when all volumes are in their place: until then, the same command goes on.
 *
 * A restored directory can belong to another user, who can then replace all below it. So a volume on a file system that is
 * mounted below another volume comes before that volume: until then, only root can replace a directory on its path. It
 * does not depend on that volume, nor that volume on it.
 */
export function restorePlanOf(
  request: PlanRequest,
  restores: readonly RestoreRequest[],
  { problems, keeps }: Others,
): Plan {
  const openings = new Openings(request.providers);
  const drafting: Drafting = { draft: new Draft(openings), openings };
  const finish = (each: Placed, after: readonly string[], end: RestoreEnd) => {
    const action = placerIn(request).finish(each.where, request.desired.config.stateDir, end);
    return drafting.draft.add(action, { ...each.details, after });
  };
  const placed = outermostIn(restores).flatMap((top) => placeFamily(familyOf(top, restores), drafting, finish));
  const [first, ...rest] = placed;
  const last = placed.flatMap(({ actions }) => actions.slice(-1));
  let after = last;
  for (const each of placed.toReversed()) {
    const note = after === last && first !== undefined ? noteOf(first, rest) : undefined;
    const kept = keeps && each === first ? { keep: true as const } : {};
    after = [finish(each, after, { ...(note === undefined ? {} : { note }), ...kept })];
  }
  return asPlan(request, restores, { ...drafting, problems });
}

/** A restore whose tree is in its place. */
interface Placed extends Pick<Prepared, "where" | "details"> {
  /** The actions that put it there. */
  readonly actions: readonly string[];
}

type Finish = (each: Placed, after: readonly string[], end: RestoreEnd) => string;

/** A volume, and all volumes in it. Returns those whose closed directories are still to be removed. */
function placeFamily(
  [top, ...inside]: readonly [RestoreRequest, ...RestoreRequest[]],
  drafting: Drafting,
  finish: Finish,
): readonly Placed[] {
  const isHere = (each: RestoreRequest) => each.mount === top.mount;
  const prepared = prepare(top, drafting, []);
  // Outermost first: a file system that is mounted below another one comes before it.
  const mounted = [...new Set(inside.filter((each) => !isHere(each)).map(({ mount }) => mount))].reverse();
  for (const mount of mounted) {
    const group = inside.filter((each) => each.mount === mount);
    for (const first of outermostIn(group)) {
      const each = prepare(first, drafting, []);
      place(each, familyOf(first, group).slice(1), drafting, (placed) => {
        const note = mountedNote(placed, prepared);
        finish(placed, [...placed.actions.slice(-1), ...prepared.filled.slice(-1)], { note });
      });
    }
  }
  const placed: Placed[] = [];
  place(prepared, inside.filter(isHere), drafting, (each) => placed.push(each));
  return placed.sort((a, b) => (a.where.to < b.where.to ? -1 : 1));
}

/**
 * Moves a volume and then the others on its file system to their place. The root of the first one gets its attributes last:
 * the closed directories of the others can be in it, and it can belong to another user then.
 */
function place(
  first: Prepared,
  others: readonly RestoreRequest[],
  drafting: Drafting,
  ended: (placed: Placed) => void,
): void {
  const { draft } = drafting;
  const put = draft.add(first.place, { ...first.details, after: first.filled });
  const placed: Placed[] = [];
  for (const other of others) {
    const parent = placed.findLast(({ where }) => contains(where.to, other.wish.to));
    const { filled, place, roots, where, details } = prepare(other, drafting, parent?.actions.slice(-1) ?? [put]);
    const actions = draft.chain([place, ...roots], { ...details, after: filled });
    placed.push({ where, details, actions });
  }
  for (const each of placed.toReversed()) ended(each);
  const roots = draft.chain(first.roots, { ...first.details, after: [put] });
  ended({ ...first, actions: [put, ...roots] });
}

/** Those that no other one contains. */
function outermostIn(restores: readonly RestoreRequest[]): readonly RestoreRequest[] {
  return restores.filter(({ wish }) => !restores.some((other) => contains(other.wish.to, wish.to)));
}

function familyOf(
  top: RestoreRequest,
  restores: readonly RestoreRequest[],
): readonly [RestoreRequest, ...RestoreRequest[]] {
  return [top, ...restores.filter(({ wish }) => contains(top.wish.to, wish.to))];
}

/**
 * Written before the closed directory of a volume on a mounted file system is removed. The volume around it is restored and
 * goes to its place next, in any case: so its closed directory is the one that a repeated command looks at.
 */
function mountedNote(placed: Placed, { where: { order, place } }: Prepared): FinishedNote {
  return { staging: place.staging, finished: [...finishedBefore(placed.where.place), finishedOf(placed)], order };
}

/** Written before the first closed directory is removed, into the one that is removed last. Undefined: there is only one. */
function noteOf({ where: { place } }: Placed, rest: readonly Placed[]): FinishedNote | undefined {
  if (rest.length === 0) return undefined;
  const earlier = rest.flatMap(({ where }) => finishedBefore(where.place));
  return { staging: place.staging, finished: [...earlier, ...rest.map(finishedOf)] };
}

/** A resumed restore was compared by the run that began to move its files. */
function finishedOf({ where: { to, order, place } }: Placed): FinishedRestore {
  return { to, order, ...(place.staged?.placing === true ? { run: place.staged.run } : {}) };
}

/** The volumes that the closed directory of a place lists, each with the run that restored it. */
export function finishedBefore({ staged }: Pick<RestorePlace, "staged">): readonly Required<FinishedRestore>[] {
  return staged === null ? [] : (staged.finished ?? []).map((each) => ({ run: staged.run, ...each }));
}
