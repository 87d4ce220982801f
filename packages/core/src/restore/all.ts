import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Instant } from "../model/instant.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import type { Source } from "../model/source.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import type { PlanRequest } from "../plan/context.ts";
import type { FinishedRestore, RestorePlace, WholePlace } from "../provider/restoring.ts";
import { carryOut } from "../reconcile/carry-out.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";
import { withLock } from "../reconcile/with-lock.ts";
import { choosePoint } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import { type Compared, comparedBy } from "./compared.ts";
import { checkRestore, type RestoreRequest, restoreAddress, restorePlanOf } from "./plan.ts";
import { continued } from "./restore.ts";
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

/** A volume that is not restored, and why. */
export interface RefusedVolume {
  readonly volume: string;
  /** Null: its path is not known. */
  readonly to: string | null;
  readonly problems: readonly Diagnostic[];
}

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
  const { known: destinations, refused } = destinationsOf(request, wish);
  const placed = await placesOf(destinations, session);
  const noted = placed.flatMap(({ place: { staged } }) =>
    (staged?.finished ?? []).map((each) => ({ ...each, run: staged?.run ?? "" })),
  );
  const parts: RestoreRequest[] = [];
  const finished: FinishedVolume[] = [];
  for (const destination of placed) {
    const done = await finishedAt(destination, noted, session);
    const part = done ?? partFor(destination, { assessments, session, request, wish });
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
  return { plan: restorePlanOf(request, parts, [...problems, ...notes]), volumes: { choices, finished, refused } };
}

/** The volume of a destination was finished before a run was killed; then it is not empty. */
async function finishedAt(
  { volume, to, place: { problem } }: PlacedDestination,
  noted: readonly (FinishedRestore & { readonly run: string })[],
  session: Session,
): Promise<FinishedVolume | null> {
  if (problem?.code !== "restore-to-not-empty") return null;
  const found = noted.find((each) => each.to === to && each.order.volume === volume);
  if (found === undefined) return null;
  const { run, ...restored } = found;
  return { ...restored, volume, compared: await comparedBy(run, restoreAddress(volume, to), session) };
}

interface Destination {
  readonly volume: string;
  readonly to: string;
  readonly whole: WholePlace;
}

type PlacedDestination = Destination & { readonly place: RestorePlace };

interface Destinations {
  /** Parents first. */
  readonly known: readonly Destination[];
  /** Volumes without a known path, or with that of another volume. */
  readonly refused: RefusedVolume[];
}

function destinationsOf({ desired, observed }: PlanRequest, { target }: RestoreAllWish): Destinations {
  const refused: RefusedVolume[] = [];
  const refuse = (volume: string, to: string | null, detail: string) => {
    const problem = RESTORE.error("restore-unknown-path", detail, { address: volume });
    refused.push({ volume, to, problems: [problem] });
  };
  const known = desired.volumes.flatMap(({ name, source }): readonly Pick<Destination, "volume" | "to">[] => {
    const path = pathOf(source) ?? observed.sources.get(name)?.root ?? null;
    if (path !== null) return [{ volume: name, to: joined(target, path) }];
    const detail = `The path of ${visible(name)} is not known, because its dataset is not mounted. Restore this volume alone:\nrdump restore ${visible(name)} --to DIR`;
    refuse(name, null, detail);
    return [];
  });
  const sorted = known.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.volume < b.volume ? -1 : 1));
  const first = sorted.filter(({ to, volume }) => {
    const before = sorted.find((each) => each.to === to);
    if (before === undefined || before.volume === volume) return true;
    const detail = `${visible(volume)} and ${visible(before.volume)} have the same path. Only ${visible(before.volume)} is restored.`;
    refuse(volume, to, detail);
    return false;
  });
  return { known: first.map((each) => ({ ...each, whole: wholeOf(each.to, first, target) })), refused };
}

function wholeOf(to: string, all: readonly Pick<Destination, "to">[], target: string): WholePlace {
  const outermost = all.find((each) => to.startsWith(`${each.to === "/" ? "" : each.to}/`) && each.to !== to)?.to;
  return outermost === undefined ? { target } : { target, outermost };
}

async function placesOf(
  destinations: readonly Destination[],
  { providers, host, stop }: Session,
): Promise<readonly PlacedDestination[]> {
  if (providers.placer === null) throw new Error("no provider places restored files");
  const io = host.reader(stop, providers.shielded);
  const placed: PlacedDestination[] = [];
  for (const each of destinations) {
    placed.push({ ...each, place: await providers.placer.observe(each.to, { paths: [], whole: each.whole }, io) });
  }
  return placed;
}

function pathOf(source: Source): string | null {
  switch (source.type) {
    case "plain":
      return source.path;
    case "lvm":
      return source.mount;
    case "zfs":
      return null;
  }
}

function joined(target: string, path: string): string {
  const below = path.split("/").filter((name) => name !== "");
  return below.length === 0 ? target : [target === "/" ? "" : target, ...below].join("/");
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
    if (error instanceof Failure) return { volume, to, problems: error.diagnostics };
    throw error;
  }
}

function requestOf({ volume, to, place, whole }: PlacedDestination, known: Known): RestoreRequest {
  const { request, wish } = known;
  if (place.problem !== null) throw new Failure(place.problem);
  const own = known.assessments.filter(({ desired }) => desired.group.volume.name === volume);
  const { from, asRoot } = wish;
  const one: RestoreWish = { volume, at: { time: wish.time }, from, paths: [], to, overwrite: [], asRoot };
  const choice = choosePoint(own, continued(one, place, []), request);
  const part: RestoreRequest = { request, wish: one, choice, place, whole };
  checkRestore(part);
  return part;
}

function ofVolume(diagnostic: Diagnostic, volume: string): Diagnostic {
  return { ...diagnostic, severity: "error", address: diagnostic.address ?? volume };
}

function nothingToRestore(problems: readonly Diagnostic[]): Failure {
  return problems.length === 0
    ? RESTORE.failure("restore-no-point", "The config has no volume.")
    : new Failure(problems);
}
