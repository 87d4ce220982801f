import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Instant } from "../model/instant.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import type { Source } from "../model/source.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import type { PlanRequest } from "../plan/context.ts";
import { carryOut } from "../reconcile/carry-out.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";
import { withLock } from "../reconcile/with-lock.ts";
import { type Choice, choosePoint } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import { checkRestore, type RestoreRequest, restorePlanOf } from "./plan.ts";
import { continued } from "./restore.ts";
import type { RestoreWish } from "./wish.ts";

/** What a person asks to restore: each volume below one directory. */
export interface RestoreAllWish {
  readonly time: Instant | null;
  readonly from: string | null;
  /** Absolute. */
  readonly target: string;
  readonly asRoot: boolean;
}

/** One volume, and where it goes. */
export interface VolumeChoice {
  readonly choice: Choice;
  readonly to: string;
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
  readonly choices: readonly VolumeChoice[];
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
    options.present(planned.plan, planned.choices);
    return { ...planned, report: null };
  }
  return withLock(session, options.wait, async (run) => {
    const planned = await planAll(session, wish, true);
    options.present(planned.plan, planned.choices);
    return { ...planned, report: await carryOut(session, planned.plan, { run, allowDestroy: false }) };
  });
}

async function planAll(session: Session, wish: RestoreAllWish, holdsLock: boolean) {
  const seen = await look(session, { holdsLock });
  const request = requestFor(session, seen);
  const assessments = assess(seen.desired, seen.observed, session.providers);
  const parts: RestoreRequest[] = [];
  const problems: Diagnostic[] = [];
  const destinations = destinationsOf(request, wish, problems);
  for (const destination of destinations) {
    const part = await partFor(destination, { assessments, session, request, wish }).catch(asProblems);
    if ("problems" in part) problems.push(...part.problems.map((each) => ofVolume(each, destination.volume)));
    else parts.push(part);
  }
  if (parts.length === 0) throw nothingToRestore(problems);
  const choices = parts.map((part): VolumeChoice => ({ choice: part.choice, to: part.wish.to }));
  return { plan: restorePlanOf(request, parts, problems), choices };
}

interface Destination {
  readonly volume: string;
  readonly to: string;
}

/** Parents first. A volume without a known path is a problem. */
function destinationsOf(
  { desired, observed }: PlanRequest,
  { target }: RestoreAllWish,
  problems: Diagnostic[],
): readonly Destination[] {
  const known = desired.volumes.flatMap(({ name, source }): readonly Destination[] => {
    const path = pathOf(source) ?? observed.sources.get(name)?.root ?? null;
    if (path !== null) return [{ volume: name, to: joined(target, path) }];
    const detail = `The path of ${visible(name)} is not known, because its dataset is not mounted. Restore it by itself:\nrdump restore ${visible(name)} --to DIR`;
    problems.push(RESTORE.error("restore-unknown-path", detail, { address: name }));
    return [];
  });
  const sorted = known.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.volume < b.volume ? -1 : 1));
  return sorted.filter(({ to, volume }) => {
    const before = sorted.find((each) => each.to === to);
    if (before === undefined || before.volume === volume) return true;
    const detail = `${visible(volume)} and ${visible(before.volume)} have the same path. Only ${visible(before.volume)} is restored.`;
    problems.push(RESTORE.error("restore-unknown-path", detail, { address: volume }));
    return false;
  });
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

async function partFor({ volume, to }: Destination, known: Known): Promise<RestoreRequest> {
  const { session, request, wish } = known;
  const { providers, host, stop } = session;
  const own = known.assessments.filter(({ desired }) => desired.group.volume.name === volume);
  if (providers.placer === null) throw new Error("no provider places restored files");
  const whole = { target: wish.target };
  const place = await providers.placer.observe(to, { paths: [], whole }, host.reader(stop, providers.shielded));
  if (place.problem !== null) throw new Failure(place.problem);
  const { from, asRoot } = wish;
  const one: RestoreWish = { volume, at: { time: wish.time }, from, paths: [], to, overwrite: [], asRoot };
  const choice = choosePoint(own, continued(one, place, []), providers);
  const part: RestoreRequest = { request, wish: one, choice, place, whole };
  checkRestore(part);
  return part;
}

function asProblems(error: unknown): { readonly problems: readonly Diagnostic[] } {
  if (error instanceof Failure) return { problems: error.diagnostics };
  throw error;
}

function ofVolume(diagnostic: Diagnostic, volume: string): Diagnostic {
  return { ...diagnostic, severity: "error", address: diagnostic.address ?? volume };
}

function nothingToRestore(problems: readonly Diagnostic[]): Failure {
  return problems.length === 0
    ? RESTORE.failure("restore-no-point", "The config has no volume.")
    : new Failure(problems);
}
