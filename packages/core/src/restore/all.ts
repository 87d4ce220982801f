import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { readMounts } from "../io/mountinfo.ts";
import type { Instant } from "../model/instant.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import type { PlanRequest } from "../plan/context.ts";
import type { FinishedRestore } from "../provider/restoring.ts";
import { carryOut } from "../reconcile/carry-out.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";
import { withLock } from "../reconcile/with-lock.ts";
import { choosePoint } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import { type Compared, comparedBy } from "./compared.ts";
import {
  type Destination,
  destinationsOf,
  type PlacedDestination,
  placesOf,
  type RefusedVolume,
} from "./destinations.ts";
import { checkRestore, type RestoreRequest, restoreAddress } from "./plan.ts";
import { ofVolume, waitingBelow, waitingNotes } from "./refused.ts";
import { continued } from "./restore.ts";
import { finishedBefore, restorePlanOf } from "./sequence.ts";
import { choiceIn, type VolumeChoice } from "./volume-choice.ts";
import type { RestoreWish } from "./wish.ts";

/** A request of a user: to restore each volume below one directory. */
export interface RestoreAllWish {
  readonly time: Instant | null;
  readonly from: string | null;
  /** Absolute. */
  readonly target: string;
  readonly asRoot: boolean;
}

/** A volume whose files an earlier run of the same restore put into their place. */
export type FinishedVolume = FinishedRestore & { readonly volume: string; readonly compared: Compared };

/** What becomes of each volume of the config, parents first. */
export interface VolumeChoices {
  readonly choices: readonly VolumeChoice[];
  readonly finished: readonly FinishedVolume[];
  readonly refused: readonly RefusedVolume[];
}

export interface RestoreAllOptions {
  /** The plan is only shown, and no lock is taken. */
  readonly dryRun: boolean;
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** Gets the plan before anything is done. */
  present(plan: Plan, choices: readonly VolumeChoice[]): void;
}

export interface RestoredAll {
  readonly plan: Plan;
  readonly volumes: VolumeChoices;
  /** Null: the plan was only shown. */
  readonly report: Report | null;
}

/** `rdump restore --all`: restores a point of each volume to its path below the target, as one run. */
export async function restoreAll(
  session: Session,
  wish: RestoreAllWish,
  options: RestoreAllOptions,
): Promise<RestoredAll> {
  if (options.dryRun) {
    const planned = await planAll(session, wish, false);
    options.present(planned.plan, planned.volumes.choices);
    return { ...planned, report: null };
  }
  return withLock(session, options.wait, async (run) => {
    const planned = await planAll(session, wish, true);
    options.present(planned.plan, planned.volumes.choices);
    return { ...planned, report: await carryOut(session, planned.plan, { run, allowDestroy: false }) };
  });
}

async function planAll(session: Session, wish: RestoreAllWish, holdsLock: boolean) {
  const seen = await look(session, { holdsLock });
  const request = requestFor(session, seen);
  const assessments = assess(seen.desired, seen.observed, session.providers);
  const io = session.host.reader(session.stop, session.providers.shielded);
  const { known: destinations, refused } = destinationsOf(request, wish.target, await readMounts(io));
  const placed = await placesOf(destinations, session, io);
  const noted = placed.flatMap(({ place }) => finishedBefore(place));
  const parts: RestoreRequest[] = [];
  const finished: FinishedVolume[] = [];
  for (const destination of placed) {
    const done = await finishedAt(destination, noted, session);
    const part =
      done ?? waitingBelow(destination, refused) ?? partFor(destination, { assessments, session, request, wish });
    if ("problems" in part) refused.push(part);
    else if ("order" in part) finished.push(part);
    else parts.push(part);
  }
  const problems = refused.flatMap(({ volume, problems }) => problems.map((each) => ofVolume(each, volume)));
  if (parts.length === 0) throw nothingToRestore(problems);
  const choices = await Promise.all(parts.map((part) => choiceIn(part, session)));
  const notes = finished.map(({ volume, to }) =>
    RESTORE.note("restore-finished", `All files are in ${visible(to)}.`, { address: volume }),
  );
  const waiting = refused.filter((each) => each.isFinal !== true);
  const others = [...problems, ...notes, ...waitingNotes(parts, waiting)];
  return {
    plan: restorePlanOf(request, parts, { problems: others, keeps: waiting.length > 0 }),
    volumes: { choices, finished, refused },
  };
}

/**
 * An earlier run finished the volume of a destination. The restored root can have an owner or a mode into which nothing is
 * restored. A destination that is empty now is restored again.
 */
async function finishedAt(
  { volume, to, place: { problem } }: PlacedDestination,
  noted: readonly Required<FinishedRestore>[],
  session: Session,
): Promise<FinishedVolume | null> {
  if (problem?.code !== "restore-to-not-empty" && problem?.code !== "restore-to-unsafe") return null;
  const found = noted.find((each) => each.to === to && each.order.volume === volume);
  if (found === undefined) return null;
  return { ...found, volume, compared: await comparedBy(found.run, restoreAddress(volume, to), session) };
}

interface Known {
  readonly assessments: readonly Assessment[];
  readonly session: Session;
  readonly request: PlanRequest;
  readonly wish: RestoreAllWish;
}

function partFor(destination: PlacedDestination, known: Known): RestoreRequest | RefusedVolume {
  const { volume, to } = destination;
  try {
    return requestOf(destination, known);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const refused = { volume, to, mount: destination.mount, problems: error.diagnostics };
    if (isFinal(error, destination, known)) return { ...refused, isFinal: true };
    return destination.place.problem === null ? { ...refused, isFree: true } : refused;
  }
}

/** Each target was listed, and none has a point. */
function isFinal({ diagnostics }: Failure, { volume }: Destination, { assessments }: Known): boolean {
  const isListed = assessments.every(({ desired, gap }) => desired.group.volume.name !== volume || gap === null);
  return isListed && diagnostics.every(({ code }) => code === "restore-no-point");
}

function requestOf({ volume, to, place, whole, mount }: PlacedDestination, known: Known): RestoreRequest {
  const { request, wish } = known;
  if (place.problem !== null) throw new Failure(place.problem);
  const own = known.assessments.filter(({ desired }) => desired.group.volume.name === volume);
  const { from, asRoot } = wish;
  const one: RestoreWish = { volume, at: { time: wish.time }, from, paths: [], to, overwrite: [], asRoot };
  const choice = choosePoint(own, continued(one, place, []), request);
  const part: RestoreRequest = { request, wish: one, choice, place, whole, mount };
  checkRestore(part);
  return part;
}

function nothingToRestore(problems: readonly Diagnostic[]): Failure {
  return problems.length === 0
    ? RESTORE.failure("restore-no-point", "The config has no volume.")
    : new Failure(problems);
}
