import { Failure } from "../diagnostics/failure.ts";
import { pointAddress } from "../model/address.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { Report } from "../model/report.ts";
import { assess } from "../plan/assess.ts";
import type { RestorePlace } from "../provider/restoring.ts";
import { carryOut } from "../reconcile/carry-out.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";
import { withLock } from "../reconcile/with-lock.ts";
import { type Choice, choosePoint } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import { restorePlan } from "./sequence.ts";
import { choiceIn, type VolumeChoice } from "./volume-choice.ts";
import { type RestoreWish, wholePaths } from "./wish.ts";

export interface Restored {
  readonly plan: Plan;
  readonly restored: VolumeChoice;
  /** Null: the plan was only shown. */
  readonly report: Report | null;
}

export interface RestoreOptions {
  /** The plan is only shown, and no lock is taken. */
  readonly dryRun: boolean;
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** Gets the plan before anything is done. */
  present(plan: Plan, choice: Choice): void;
}

/** `rdump restore`: restores a point, or some paths of it, as one run. */
export async function restore(session: Session, wish: RestoreWish, options: RestoreOptions): Promise<Restored> {
  const only: Session = { ...session, only: [wish.volume] };
  if (options.dryRun) {
    const { plan, restored } = await planRestore(only, wish, false);
    options.present(plan, restored.choice);
    return { plan, restored, report: null };
  }
  return withLock(only, options.wait, async (run) => {
    const { plan, restored } = await planRestore(only, wish, true);
    options.present(plan, restored.choice);
    return { plan, restored, report: await carryOut(only, plan, { run, allowDestroy: false }) };
  });
}

async function planRestore(session: Session, wish: RestoreWish, holdsLock: boolean) {
  const { providers, host, stop } = session;
  const paths = wholePaths(wish.paths);
  const seen = await look(session, { holdsLock });
  const request = requestFor(session, seen);
  const assessments = assess(seen.desired, seen.observed, providers);
  if (assessments.length === 0) {
    throw RESTORE.failure(
      "restore-no-point",
      `The volume ${wish.volume} has no target, so it has no points. \`rdump lint\` shows this too.`,
    );
  }
  if (providers.placer === null) throw new Error("no provider places restored files");
  const io = host.reader(stop, providers.shielded);
  const place = await providers.placer.observe(wish.to, { paths }, io);
  if (place.problem !== null) throw new Failure(place.problem);
  const choice = choosePoint(assessments, continued(wish, place, paths), request);
  const asked = { request, wish, choice, place };
  return { plan: restorePlan(asked), restored: await choiceIn(asked, session) };
}

/** A restore whose files were being moved is finished, even if a newer point exists now. */
export function continued(wish: RestoreWish, { staged }: RestorePlace, paths: readonly string[]): RestoreWish {
  if (staged?.placing !== true || "point" in wish.at) return wish;
  const { volume, point, address, paths: ordered } = staged.order;
  const isSame = volume === wish.volume && canonicalJson(ordered) === canonicalJson(paths);
  return isSame ? { ...wish, at: { point: pointAddress(address, point.name) } } : wish;
}
