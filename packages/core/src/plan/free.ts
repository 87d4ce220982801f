import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Failure } from "../diagnostics/failure.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import type { Action, NamedPoint } from "../model/action.ts";
import { type Address, pointAddress, repositoryAddress } from "../model/address.ts";
import { claimFor } from "../model/claim.ts";
import { isoOf } from "../model/instant.ts";
import type { Plan } from "../model/plan.ts";
import { type Assessment, assess } from "./assess.ts";
import { basesOf } from "./chains.ts";
import { checkGuard } from "./check-guard.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";
import { decayedIn, decayGuard } from "./decay.ts";
import { sourceGuard } from "./drift.ts";
import { expirable } from "./expiry.ts";
import { addDeletions } from "./flows/destroy-flow.ts";
import { Draft } from "./flows/draft.ts";
import { Openings } from "./flows/openings.ts";
import { keeperOf } from "./flows/volume-flow.ts";
import { heldAfter } from "./holders.ts";
import { inventoryAfter, inventoryOf } from "./inventory.ts";
import { plan } from "./planner.ts";
import { shrinkageGuard, shrunkenIn } from "./shrinkage.ts";
import { summaryOf } from "./summary.ts";

/** A request of the user to delete points of one group. */
export interface FreeWish {
  readonly address: Address;
  /** The name of one point that is dated in the future; null: the points that the keep rules would expire. */
  readonly point: string | null;
  /** The number of points, oldest first; null: list all of them, delete none. */
  readonly count: number | null;
}

/**
 * The plan that frees space in one group: it deletes points that the keep rules would expire, without waiting for a
 * replacement, and never the newest complete point. Then it compacts the repository. Throws a `Failure` if a deletion of
 * the group would require confirmation, or the request does not match the group.
 */
export function freePlan(request: PlanRequest, wish: FreeWish): Plan {
  const { desired, observed, providers } = request;
  const assessments = assess(desired, observed, providers);
  const found = assessments.find((each) => each.desired.group.address === wish.address);
  if (found === undefined) throw refused(wish, `The config declares no group ${wish.address}.`);
  const assessment = { ...found, complete: heldAfter(found.complete, new Map()) };
  checkAllowed(assessment, wish, request);
  const candidates = wish.point === null ? expirable(assessment, desired) : inFuture(assessment, wish, request);
  const points = chosen(candidates, wish);
  const actions = points.length === 0 ? [] : actionsFor(points, assessment, wish, request);
  inventoryAfter(inventoryOf(assessments), actions);
  const { extra: _, ...whole } = plan(request);
  const places = [wish.address, placeOf(assessment)];
  const diagnostics = whole.diagnostics.filter(({ address }) => address !== undefined && places.includes(address));
  return {
    ...{ ...whole, actions, trees: [], scopes: [], forgotten: [], drift: [], diagnostics },
    partial: hasErrors(diagnostics),
    summary: { ...summaryOf(actions, [], new Map()), waiting: 0 },
  };
}

function placeOf({ desired: { group } }: Assessment): string {
  return group.repository === null ? group.address : repositoryAddress(group.repository.name);
}

/** Deletions that would require confirmation are not made to free space. */
function checkAllowed(
  { gap, clock, foreign, desired: { group } }: Assessment,
  wish: FreeWish,
  request: PlanRequest,
): void {
  const { history, desired } = request;
  if (gap !== null) throw refused(wish, `The group could not be listed: ${gap.summary}. ${gap.detail}`);
  if (clock !== null && wish.point === null) throw refused(wish, clock.detail);
  if (foreign.length > 0) {
    const points = foreign.length === 1 ? "1 point" : `${foreign.length} points`;
    const detail = `The group has ${points} of another machine. To take them over:\nrdump takeover ${shellWord(group.address)}\n`;
    throw refused(wish, detail);
  }
  const guards = [
    checkGuard(group.repository, request),
    shrinkageGuard(group.volume.name, history, shrunkenIn(desired, history)),
    decayGuard(group.volume.name, decayedIn(desired, history)),
    sourceGuard(group.volume.name, request),
  ];
  const guard = guards.find((each) => each !== null) ?? null;
  if (guard !== null) throw refused(wish, `Deletions of this group require confirmation: ${guard}.`);
}

function inFuture({ complete, incomplete, invalid }: Assessment, wish: FreeWish, { desired }: PlanRequest) {
  const named = [...complete, ...incomplete, ...invalid].filter(({ name }) => name === wish.point);
  const [point] = named;
  if (point === undefined || wish.point === null) throw refused(wish, `The group has no point ${wish.point}.`);
  if (point.time <= desired.now)
    throw refused(wish, `${point.name} is not dated in the future. Only such a point can be deleted by its name.`);
  if (point.held.length > 0) throw refused(wish, `${point.name} is held: ${point.held.join("; ")}.`);
  const all = [...complete, ...incomplete];
  const others = all.filter(({ id }) => id !== point.id);
  if (basesOf(others, all).has(point.id)) throw refused(wish, `Later archives are based on ${point.name}.`);
  if (!complete.some(({ id }) => id !== point.id)) throw refused(wish, "The group has no other complete point.");
  return named;
}

function chosen(candidates: readonly Pick<Assessment["complete"][number], "id" | "name" | "time">[], wish: FreeWish) {
  const points = candidates.map(({ id, name, time }): NamedPoint => ({ id, name, time: isoOf(time) }));
  if (wish.count === null) return points;
  if (wish.count >= 1 && wish.count <= points.length) return points.slice(0, wish.count);
  const number = points.length === 1 ? "1 point" : `${points.length} points`;
  const detail = `--destroy ${wish.count} was given, and ${number} can be deleted here. Nothing was done. To list the points:\n    rdump free ${shown(wish)}`;
  throw PLAN.failure("free-other-number", detail, { address: wish.address });
}

function actionsFor(
  points: readonly NamedPoint[],
  { complete, incomplete, desired: { group } }: Assessment,
  wish: FreeWish,
  request: PlanRequest,
): readonly Action[] {
  const { providers, observed, desired } = request;
  const draft = new Draft(new Openings(providers));
  const facts = observed.groups.get(group.address)?.facts ?? null;
  const whose = { owner: desired.config.id, claim: claimFor(group, desired.config) };
  const reason = wish.point === null ? "requested: to free space; no rule keeps it" : "requested: dated in the future";
  const details = { reason, opened: null, guard: null };
  const { name: volume } = group.volume;
  const proposals = keeperOf(request, group.target.targetType).destroy({ ...whose, group, facts, points });
  const destroyed = addDeletions(draft, proposals, { ...details, address: group.address, volume, after: [] }, [
    ...complete,
    ...incomplete,
  ]);
  const repository = group.repository;
  const seen = repository === null ? undefined : observed.repositories.get(repository.name);
  const role = repository === null ? null : providers.upkeep(repository.type);
  if (repository !== null && role !== null && seen !== undefined && seen.id !== null && seen.appendOnly !== true) {
    draft.add(role.upkeep({ kind: "compact", repository, id: seen.id }), {
      ...{ ...details, reason: "frees the space of the deleted archives" },
      ...{ address: repositoryAddress(repository.name), volume: "", after: destroyed },
    });
  }
  return draft.actions();
}

function shown({ address, point }: FreeWish): string {
  return `'${point === null ? address : pointAddress(address, point)}'`;
}

function refused(wish: FreeWish, why: string): Failure {
  return PLAN.failure("free-refused", `${why} Nothing was deleted.`, { address: wish.address });
}
