import type { Failure } from "../diagnostics/failure.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Address } from "../model/address.ts";
import { claimFor } from "../model/claim.ts";
import { activePins } from "../model/pin.ts";
import type { Plan } from "../model/plan.ts";
import type { Proposal } from "../provider/roles.ts";
import { type Assessment, assess } from "./assess.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";
import { Draft } from "./flows/draft.ts";
import { Openings } from "./flows/openings.ts";
import { plan } from "./planner.ts";
import { summaryOf } from "./summary.ts";

/** A request of the user to take a replica back to its newest common snapshot. */
export interface RollbackWish {
  readonly address: Address;
  /** The confirmed number of snapshots and bookmarks to destroy; null: only show them. */
  readonly count: number | null;
}

/**
 * The plan that destroys what is newer in one target than its newest common point, by identity, and takes the target back to
 * that point. Throws a `Failure` if that is not possible, if a point is pinned, or if the number differs.
 */
export function rollbackPlan(request: PlanRequest, wish: RollbackWish): Plan {
  const { desired, observed, providers } = request;
  const found = assess(desired, observed, providers).find((each) => each.desired.group.address === wish.address);
  if (found === undefined) throw refused(wish, `The config declares no group ${visible(wish.address)}.`);
  const proposal = proposalFor(found, wish, request);
  checkPins(proposal, wish, request);
  if (wish.count !== null && wish.count !== proposal.destroys.length) throw otherNumber(proposal, wish);
  const { group } = found.desired;
  const draft = new Draft(new Openings(providers));
  const details = { address: group.address, volume: group.volume.name, after: [], opened: null, guard: null };
  draft.add(proposal, { ...details, reason: "requested: back to the newest common snapshot" });
  const actions = draft.actions();
  const { extra: _, ...whole } = plan(request);
  return {
    ...{ ...whole, actions, trees: [], scopes: [], forgotten: [], drift: [], diagnostics: [] },
    partial: false,
    summary: { ...summaryOf(actions, [], new Map()), waiting: 0 },
  };
}

function proposalFor({ desired: { group }, foreign }: Assessment, wish: RollbackWish, request: PlanRequest): Proposal {
  const { desired, observed, providers } = request;
  const keeper = providers.keeper(group.target.targetType);
  if (keeper?.rollBack === undefined) throw refused(wish, "Only a replica can be rolled back.");
  if (foreign.length > 0) throw refused(wish, "The group has points of another machine.");
  const whose = { owner: desired.config.id, claim: claimFor(group, desired.config) };
  const facts = observed.groups.get(group.address)?.facts ?? null;
  const rollback = keeper.rollBack({ ...whose, group, facts });
  if ("refused" in rollback) throw refused(wish, rollback.refused);
  return rollback;
}

function checkPins({ destroys }: Proposal, wish: RollbackWish, { desired: { config, now } }: PlanRequest): void {
  const pins = activePins(config.pinned, wish.address, now);
  const pinned = destroys.find(({ id }) => pins.some((pin) => pin.id === id));
  if (pinned !== undefined) throw refused(wish, `${visible(pinned.name)} is pinned in the config.`);
}

function otherNumber({ destroys }: Proposal, { address, count }: RollbackWish): Failure {
  const detail = `--destroy ${count} was given, and the replica has ${destroys.length} newer snapshots and bookmarks. Nothing was done. To list them:\nrdump plan --allow-rollback ${shellWord(address)}`;
  return PLAN.failure("rollback-other-number", detail, { address });
}

function refused({ address }: RollbackWish, why: string): Failure {
  return PLAN.failure("rollback-refused", `${why} Nothing was done.`, { address });
}
