import { hasErrors } from "../diagnostics/diagnostic.ts";
import type { Failure } from "../diagnostics/failure.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Address } from "../model/address.ts";
import { isoOf } from "../model/instant.ts";
import { activePins } from "../model/pin.ts";
import type { Plan } from "../model/plan.ts";
import { NO_RECORD, type RecordLine } from "../model/record.ts";
import { inOrderOfDeletion } from "./chains.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";
import { forgottenIn, onlyRecordedIn, recordedGroup } from "./drift.ts";
import { addDeletions } from "./flows/destroy-flow.ts";
import { Draft } from "./flows/draft.ts";
import { Openings } from "./flows/openings.ts";
import { plan } from "./planner.ts";
import { summaryOf } from "./summary.ts";

/** A request of the user to destroy a forgotten group. */
export interface RetireWish {
  readonly address: Address;
  /** The confirmed number of points; null: only show the points. */
  readonly count: number | null;
}

/**
 * The plan that destroys all points of a group that is no longer declared, by identity. Held points stay. Throws a
 * `Failure` when the group is not forgotten, or the number is not that of its points.
 */
export function retirePlan(request: PlanRequest, wish: RetireWish): Plan {
  const { desired, observed, providers } = request;
  const { address } = wish;
  if (desired.groups.some(({ group }) => group.address === address)) {
    throw refused(wish, "The config declares this group. Remove it from the config first.");
  }
  const found = observed.forgotten.find((each) => each.address === address);
  if (found?.refused !== undefined) {
    throw refused(wish, [found.refused, acceptance(request, address)].filter((each) => each !== null).join(" "));
  }
  if (found?.together !== undefined && found.together !== found.points.length) {
    throw refused(wish, "It has points of another machine, or of runs that this machine does not know.");
  }
  if (found === undefined || found.points.length === 0) throw refused(wish, whyNone(request, address));
  const { destroy } = found;
  if (destroy === undefined) throw refused(wish, "Points of this kind cannot be destroyed by this version of rdump.");
  const [held] = found.points.filter((point) => point.held.length > 0);
  if (held !== undefined) throw refused(wish, `${held.name} is held: ${held.held.join("; ")}.`);
  const pins = activePins(desired.config.pinned, address, desired.now);
  const pinned = found.points.find(({ id }) => pins.some((pin) => pin.id === id));
  if (pinned !== undefined) throw refused(wish, `${visible(pinned.name)} is pinned in the config.`);
  const points = inOrderOfDeletion(found.points, found.points).map(
    ({ id, name, time }): NamedPoint => ({ id, name, time: isoOf(time) }),
  );
  confirmNumber(wish, points.length);
  const draft = new Draft(new Openings(providers));
  const details = { address, reason: "requested: the group is no longer declared", volume: "", after: [] };
  addDeletions(draft, destroy(points), { ...details, opened: null, guard: null }, found.points);
  const actions = draft.actions();
  const { extra: _, ...whole } = plan(request);
  const diagnostics = whole.diagnostics.filter((each) => each.address === address);
  return {
    ...{ ...whole, actions, trees: [], scopes: [], forgotten: [], diagnostics },
    partial: hasErrors(diagnostics),
    summary: { ...summaryOf(actions, [], new Map()), waiting: 0 },
  };
}

/** A group that nothing but the record of points has. */
export interface RecordedOnly {
  /** Without actions. */
  readonly plan: Plan;
  /** The lines after which the record does not have the group any more. */
  readonly lines: readonly RecordLine[];
}

/**
 * The end of the recorded points of a group: its repository, pool or directory does not exist, or nothing that is declared
 * can list it. Nothing is destroyed. Null: the group is declared or listed, or its repository is declared. Throws a `Failure`
 * when the number is not that of the recorded points.
 */
export function recordedOnly(request: PlanRequest, wish: RetireWish): RecordedOnly | null {
  const { desired, observed, record = NO_RECORD } = request;
  const { address } = wish;
  const found = observed.forgotten.find((each) => each.address === address);
  const points = onlyRecordedIn(desired, observed, record).get(address);
  if (points === undefined || (found !== undefined && found.absent !== true)) return null;
  if (Object.keys(desired.config.repositories).some((name) => address.endsWith(addressKey(name)))) return null;
  confirmNumber(wish, points.length);
  const { extra: _, ...whole } = plan(request);
  const forgotten = [recordedGroup(address, points)];
  const summary = { ...summaryOf([], [], new Map()), waiting: 0 };
  return {
    plan: {
      ...{ ...whole, actions: [], trees: [], scopes: [], drift: [], forgotten, diagnostics: [] },
      ...{ partial: false, summary },
    },
    lines: points.map(({ id }) => ({ type: "removed", by: "accept", address, id })),
  };
}

function addressKey(repository: string): string {
  return `.archives[${JSON.stringify(repository)}]`;
}

function confirmNumber({ address, count }: RetireWish, points: number): void {
  if (count === null || count === points) return;
  const detail = `--destroy ${count} was given, and the group has ${points === 1 ? "1 point" : `${points} points`}. Nothing was deleted. To list the points:\nrdump retire ${shellWord(address)}`;
  throw PLAN.failure("retire-other-number", detail, { address });
}

/** Points that only the record has cannot be deleted by identity, because nothing lists them. */
function whyNone(request: PlanRequest, address: Address): string {
  const remedy = acceptance(request, address);
  if (remedy === null) return "There is no forgotten group of this name.";
  return `This group is only in the record of points: no volume uses its repository, or the repository cannot be listed. Make the repository reachable, and declare a volume with an archive there, then retire the group. ${remedy}`;
}

/** The command after which the record forgets a group; null: it does not have the group. */
function acceptance({ desired, observed, record = NO_RECORD }: PlanRequest, address: Address): string | null {
  const isRecorded = forgottenIn(desired, observed, record).some((each) => each.address === address);
  if (!isRecorded) return null;
  return `If the points do not exist any more, or should stay:\n    rdump accept ${visible(shellWord(address))}\n`;
}

function refused({ address }: RetireWish, why: string): Failure {
  return PLAN.failure("retire-refused", `${why} Nothing was deleted.`, { address });
}
