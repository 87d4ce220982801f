import { type Desired, desire } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Failure } from "../diagnostics/failure.ts";
import type { Address } from "../model/address.ts";
import type { History } from "../model/history.ts";
import type { Instant } from "../model/instant.ts";
import { presentHistory, presentRepositories } from "../model/present-history.ts";
import type { PointRecord } from "../model/record.ts";
import { expand } from "../observe/expand.ts";
import { type Observed, observe } from "../observe/observe.ts";
import { uncoveredBelow } from "../observe/uncovered/index.ts";
import { PLAN } from "../plan/codes.ts";
import { withDisks } from "../plan/disks.ts";
import { withDoubts } from "../plan/doubts.ts";
import { withLost } from "../plan/lost.ts";
import { withOptionalDisks } from "../plan/optional-disks.ts";
import { withoutTwice } from "../plan/repository-twice.ts";
import { withUnknownRuns } from "../plan/unknown-runs.ts";
import { knownMarks } from "../record/known.ts";
import { withEarlierRuns } from "./earlier-runs.ts";
import { withForeseen } from "./foresee.ts";
import { type Session, secondOf } from "./session.ts";

/** The desired state, and the observed state of system and history. */
export interface Look {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly history: History;
  /** The recorded points and results of earlier runs. */
  readonly record: PointRecord;
  /** Earlier runs with unreadable journals: nothing is changed until the journals can be read. */
  readonly unreadable: readonly Diagnostic[];
}

export interface LookOptions {
  /** The time to plan for; null: the time when looking has ended. */
  readonly at?: Instant | null;
  /** This process holds the lock of the state directory. */
  readonly holdsLock?: boolean;
  /** The group of which the points that it can adopt are asked. */
  readonly adopting?: Address | null;
  /** The group that is not declared, and that is deleted. */
  readonly retiring?: Address | null;
}

/**
 * Observes the system and changes nothing. The desired state is computed for the time after the observation, which can
 * take long: a plan that is made at the end of a slot is for the slot in which it will run.
 */
export async function look(
  session: Session,
  { at = null, holdsLock = false, adopting = null, retiring = null }: LookOptions = {},
): Promise<Look> {
  const { host, config, providers, only, extra, full, stop } = session;
  if (config.machine === null) throw withoutMachine();
  const io = host.reader(stop, providers.shielded);
  const state = host.state(config.stateDir);
  const now = () => at ?? secondOf(host);
  const { config: expanded, diagnostics } = await expand(config, providers, io);
  const asked = desire(expanded, now(), only);
  const record = await state.readRecord();
  const found = await observe(asked, providers, io, {
    known: knownMarks(record),
    ...(adopting === null ? {} : { adopting }),
    ...(retiring === null ? {} : { retiring }),
  });
  const seen = await withEarlierRuns(found, { desired: asked, providers, io, state, holdsLock });
  const unreadable = seen.remarks.filter(({ severity }) => severity === "error");
  const uncovered = await uncoveredBelow(expanded, found, io);
  const observed = { ...seen, remarks: [...seen.remarks, ...diagnostics, ...uncovered] };
  const desired = desire(expanded, now(), only, {
    ...(extra === undefined ? {} : { extra }),
    ...(full === undefined ? {} : { full }),
  });
  const history = presentHistory(record.history, config);
  const known = withUnknownRuns(desired, observed, record, await state.runs().catch(() => []));
  const lost = withoutTwice(desired, withLost(desired, known, presentRepositories(record, config)));
  const present = withDoubts(desired, withDisks(desired, lost), record, history.findings);
  const listed = withOptionalDisks(desired, present, record);
  return { desired, observed: await withForeseen(desired, listed, providers, io), history, record, unreadable };
}

function withoutMachine(): Failure {
  const detail = `/etc/machine-id of this machine is missing or empty, as in many containers, and no \`machine\` is declared. Declare a name that no other machine with this \`id\` has:\nmachine: "NAME"`;
  return PLAN.failure("plan-no-machine", detail);
}
