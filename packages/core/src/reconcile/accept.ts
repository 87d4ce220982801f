import { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { isoOf } from "../model/instant.ts";
import { assess } from "../plan/assess.ts";
import { assessProofs } from "../plan/assess-proofs.ts";
import { PLAN } from "../plan/codes.ts";
import { decayedIn } from "../plan/decay.ts";
import { driftOf, forgottenIn } from "../plan/drift.ts";
import { acceptedLines, type Differences, named, namedDecay, wholeDecay } from "../record/accept.ts";
import { keepRecord } from "./keep-record.ts";
import { look } from "./look.ts";
import { type Session, secondOf } from "./session.ts";
import { writable } from "./state.ts";
import { withLock } from "./with-lock.ts";

export interface AcceptOptions {
  /** `ADDRESS` or `ADDRESS@POINT`, at least one; or a volume and paths of decayed files. */
  readonly wanted: readonly string[];
  /** All decayed files of the one volume that `wanted` names. */
  readonly all?: boolean;
  /** How long to wait for another run, in milliseconds. */
  readonly wait: number;
  /** Shows the differences and asks. */
  readonly approve: (differences: Differences) => Promise<boolean>;
}

/** `rdump accept`: from now on, the record takes these differences for intended. False: the user declined. */
export function acceptDrift(
  session: Session,
  { wanted, wait, approve, all: isWhole = false }: AcceptOptions,
): Promise<boolean> {
  return withLock(session, wait, async () => {
    const seen = await look(session, { holdsLock: true });
    const { desired, observed, record, history } = seen;
    if (record.history.gap !== null) throw new Failure([record.history.gap]);
    await keepRecord(session, seen);
    const accept = async (differences: Differences): Promise<boolean> => {
      if (!(await approve(differences))) return false;
      const state = session.host.state(session.config.stateDir);
      const present = { ...record, history };
      await writable(state.path, () =>
        state.appendRecord(acceptedLines(differences, present, isoOf(secondOf(session.host)))),
      );
      return true;
    };
    const assessed = assessProofs(assess(desired, observed, session.providers), desired, history);
    const proofs = assessed.flatMap(({ failed, last }) => (failed && last !== null ? [last] : []));
    const all = {
      drift: driftOf(desired, observed, record),
      forgotten: forgottenIn(desired, observed, record),
      proofs,
    };
    const [volume = "", ...paths] = wanted;
    if (isWhole) {
      const decay = paths.length > 0 ? null : wholeDecay(volume, decayedIn(desired, history));
      if (decay === null) throw noneDecayed(wanted);
      return accept({ drift: [], forgotten: [], proofs: [], decays: [decay] });
    }
    if (desired.volumes.some(({ name }) => name === volume) && paths.length > 0) {
      const { decay, strange } = namedDecay(volume, paths, { decays: decayedIn(desired, history) });
      if (decay === null || strange[0] !== undefined) throw notDecayed(volume, strange[0] ?? "");
      return accept({ drift: [], forgotten: [], proofs: [], decays: [decay] });
    }
    const found = wanted.map((each) => ({ each, named: named(each, all) }));
    const strange = found.find(
      ({ named: { drift, forgotten, proofs: failed } }) => drift.length + forgotten.length + failed.length === 0,
    );
    if (strange !== undefined) throw nothingNamed(strange.each);
    const differences = {
      drift: found.flatMap(({ named: { drift } }) => drift),
      forgotten: found.flatMap(({ named: { forgotten } }) => forgotten),
      proofs: found.flatMap(({ named: { proofs: failed } }) => failed),
    };
    return accept(differences);
  });
}

function nothingNamed(wanted: string): Failure {
  const detail = `${visible(wanted)} names no drift, no failed proof and no forgotten group. Nothing was changed. To list them:\nrdump status`;
  return PLAN.failure("accept-nothing", detail);
}

function noneDecayed(wanted: readonly string[]): Failure {
  const names = wanted.map(visible).join(" ");
  const detail = `${names} is not one volume with decayed files. Nothing was changed. To list them:\nrdump status`;
  return PLAN.failure("accept-nothing", detail);
}

function notDecayed(volume: string, path: string): Failure {
  const detail = `No decayed file of ${visible(volume)} has the path ${visible(path)}, or it was accepted before. Nothing was changed. To list them:\nrdump status`;
  return PLAN.failure("accept-nothing", detail);
}
