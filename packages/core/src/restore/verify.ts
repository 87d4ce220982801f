import { byImportance, type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Plan } from "../model/plan.ts";
import type { Point } from "../model/point.ts";
import type { Report } from "../model/report.ts";
import type { Sample } from "../model/volume.ts";
import { type Assessment, assess } from "../plan/assess.ts";
import { isDeclaredFor } from "../plan/assess-proofs.ts";
import type { PlanRequest } from "../plan/context.ts";
import { Draft } from "../plan/flows/draft.ts";
import { Openings } from "../plan/flows/openings.ts";
import { addProof, type ProofWish } from "../plan/flows/proof-flow.ts";
import { plan } from "../plan/planner.ts";
import { summaryOf } from "../plan/summary.ts";
import { carryOut } from "../reconcile/carry-out.ts";
import { keepRecord } from "../reconcile/keep-record.ts";
import { look } from "../reconcile/look.ts";
import { requestFor } from "../reconcile/plan-for.ts";
import type { Session } from "../reconcile/session.ts";
import { withLock } from "../reconcile/with-lock.ts";
import { type Choice, choosePoint, isFrom } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import type { RestoreWish } from "./wish.ts";

/** Which points a person wants to be proven. */
export interface VerifyWish extends Pick<RestoreWish, "at" | "from"> {
  /** Null: all volumes. */
  readonly volume: string | null;
  /** An absolute path; null: as declared, or the state directory. */
  readonly scratch: string | null;
  /** `whole`: the whole point; null: as declared. */
  readonly sample: Sample | "whole" | null;
}

export interface VerifyOptions {
  /** The plan is only shown, and no lock is taken. */
  readonly dryRun: boolean;
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** Gets the plan before anything is done. */
  present(plan: Plan): void;
}

/** `rdump verify`: proves points now, as one run. Null: the plan was only shown. */
export async function verify(session: Session, wish: VerifyWish, options: VerifyOptions): Promise<Report | null> {
  const only: Session = wish.volume === null ? session : { ...session, only: [wish.volume] };
  if (options.dryRun) {
    options.present(await planVerify(only, wish, false));
    return null;
  }
  return withLock(only, options.wait, async (run) => {
    const planned = await planVerify(only, wish, true);
    options.present(planned);
    return carryOut(only, planned, { run, allowDestroy: false });
  });
}

async function planVerify(session: Session, wish: VerifyWish, holdsLock: boolean): Promise<Plan> {
  const seen = await look(session, { holdsLock });
  if (holdsLock) await keepRecord(session, seen);
  const request = requestFor(session, seen);
  const assessments = assess(seen.desired, seen.observed, session.providers);
  return verifyPlan(request, wish, pointsFor(assessments, wish, request));
}

interface Wanted {
  readonly choice: Pick<Choice, "assessment" | "point">;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Of each group that is named or declared, the point; without a declaration, of each readable group of the volume. Pure.
 * Throws a `Failure` if there is none.
 */
function pointsFor(
  assessments: readonly Assessment[],
  { volume, at, from }: VerifyWish,
  request: PlanRequest,
): readonly Wanted[] {
  const { providers } = request;
  const readable = assessments.filter(({ desired: { group } }) => {
    const reader = providers.reader(group.target.targetType);
    return reader !== null && reader.isReadable?.(group) !== false && group.volume.integrity !== null;
  });
  const named = readable.filter(({ desired: { group } }) => isFrom(group, from));
  const declared = named.filter(({ desired: { group } }) =>
    group.volume.verify?.some((each) => isDeclaredFor(group.address, each.from)),
  );
  const groups = from === null && declared.length > 0 ? declared : named;
  const wanted = groups.flatMap((assessment): readonly Wanted[] => {
    const isEmpty = [...assessment.complete, ...assessment.incomplete, ...assessment.invalid].length === 0;
    if (isEmpty && assessment.gap === null) return [];
    const asked = { volume: assessment.desired.group.volume.name, at, from: assessment.desired.group.address };
    const choice = choosePoint([assessment], asked, request);
    return [{ choice, diagnostics: choice.diagnostics }];
  });
  if (wanted.length > 0) return wanted;
  const of = volume === null ? "" : ` of the volume ${visible(volume)}`;
  const place = from === null ? "" : ` in ${visible(from)}`;
  const detail = `No point${of}${place} has integrity data that can be read on this host. \`rdump status\` shows the newest points.`;
  throw RESTORE.failure("restore-no-point", detail);
}

/** Pure: the plan of these proofs, and of nothing else. */
function verifyPlan(request: PlanRequest, wish: VerifyWish, wanted: readonly Wanted[]): Plan {
  const openings = new Openings(request.providers);
  const draft = new Draft(openings);
  const refusals = wanted.flatMap(({ choice }) => addProof(wishFor(choice, request, wish), request, draft, openings));
  const { extra: _, ...whole } = plan(request);
  const actions = draft.actions();
  const diagnostics = [...wanted.flatMap((each) => each.diagnostics), ...refusals];
  return {
    ...{ ...whole, actions, trees: openings.trees(), scopes: openings.scopes() },
    ...{ forgotten: [], drift: [], shrunken: [], notAfter: null },
    diagnostics: [...diagnostics].sort(byImportance),
    partial: hasErrors(diagnostics),
    summary: { ...summaryOf(actions, [], new Map()), waiting: 0 },
  };
}

function wishFor(
  { assessment, point }: { readonly assessment: Assessment; readonly point: Point },
  { isRoot = false }: PlanRequest,
  { scratch, sample }: VerifyWish,
): ProofWish {
  const { group } = assessment.desired;
  const declared = group.volume.verify?.find(({ from }) => isDeclaredFor(group.address, from));
  return {
    ...{ assessment, point, reason: "requested", asRoot: isRoot },
    scratch: scratch ?? declared?.scratch ?? null,
    sample: sample === "whole" ? null : (sample ?? declared?.sample ?? null),
    // A part of the files cannot be used.
    command: sample === "whole" || sample === null ? (declared?.command ?? null) : null,
  };
}
