import { type Desired, type DesiredGroup, desire, nextDue } from "../desired/desire.ts";
import type { LastStatus } from "../journal/last-status.ts";
import { type Instant, isoOf } from "../model/instant.ts";
import type { PointRecord } from "../model/record.ts";
import { worstState } from "../model/state.ts";
import type { GroupStatus, HostStatus, Status } from "../model/status.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import { absenceOf } from "../plan/optional-disks.ts";
import { look } from "./look.ts";
import { type Runs, runsNow } from "./runs-now.ts";
import { type Session, secondOf } from "./session.ts";
import { statusOf } from "./status-of.ts";

/**
 * The present state of everything that is declared. While a run is working, nothing is queried, because the run holds the
 * locks: the last observation is returned. The same applies to a group that another process has locked.
 */
export async function statusNow(session: Session): Promise<HostStatus> {
  return ofHost((await present(session)).status, session);
}

/** The same, with the record of points, which is large. */
export async function statusAndRecord(
  session: Session,
): Promise<{ readonly status: HostStatus; readonly record: PointRecord }> {
  const { status, record } = await present(session);
  const { host, config } = session;
  return { status: ofHost(status, session), record: record ?? (await host.state(config.stateDir).readRecord()) };
}

/** `record` null: it was not read. */
async function present(session: Session): Promise<{ readonly status: Status; readonly record: PointRecord | null }> {
  const { host, config, only, providers } = session;
  const state = host.state(config.stateDir);
  const runs = await runsNow(state);
  if (runs.running === null) {
    const seen = await look(session);
    const status = statusOf(seen, providers, runs);
    const locked = new Set(
      [...seen.observed.groups].flatMap(([address, { gap }]) => (gap?.locked === true ? [address] : [])),
    );
    const { record } = seen;
    if (locked.size === 0) return { status, record };
    return { status: withLocked(status, locked, lastOf(session, await state.readLastStatus())), record };
  }
  const last = lastOf(session, await state.readLastStatus());
  return { status: remembered(desire(config, secondOf(host), only), runs, last), record: null };
}

/** The state of everything that is declared as the last run saw it and left it. Queries nothing but the state directory. */
export async function lastKnownStatus(session: Session): Promise<HostStatus> {
  const { host, config, only } = session;
  const state = host.state(config.stateDir);
  const last = lastOf(session, await state.readLastStatus());
  return ofHost(remembered(desire(config, secondOf(host), only), await runsNow(state), last), session);
}

function ofHost(status: Status, { host, config }: Session): HostStatus {
  return { ...status, host: host.hostname, machine: config.machine, rdump: RDUMP_VERSION };
}

/**
 * The last observation. After an edit of the config, only of what is still declared. Null: there is none, or it is of another
 * config in the same state directory.
 */
function lastOf({ config, digest, only }: Session, last: LastStatus | null): Status | null {
  if (last === null || ![config.id, ...config.formerIds].includes(last.status.owner)) return null;
  const declared = new Set(config.volumes.map(({ name }) => name));
  const isWanted = ({ volume, address }: GroupStatus) =>
    (last.digest === digest || declared.has(volume)) &&
    (only === null || only.some((name) => [volume, address].includes(name) || volume.startsWith(`${name}/`)));
  return { ...last.status, groups: last.status.groups.filter(isWanted) };
}

/** The last observation, used instead of queries that would wait for a running run. Pure. */
function remembered({ config, zone, now, groups: declared }: Desired, runs: Runs, last: Status | null): Status {
  const known = new Map((last?.groups ?? []).map((group) => [group.address, group]));
  const unseen = declared.filter(({ group }) => !known.has(group.address)).map((each) => unobserved(each, now));
  const schedules = new Map(declared.map((each) => [each.group.address, each]));
  const groups = [...known.values(), ...unseen].map((group): GroupStatus => {
    const { newest } = group;
    const desired = schedules.get(group.address);
    const next =
      desired === undefined
        ? {}
        : {
            nextDue: isoOf(nextDue(desired, zone, newest && Date.parse(newest.time))),
            ...dueSince(group, desired, { zone, now }),
          };
    const aged = { ...group, ...next, age: newest === null ? null : secondsSince(newest.time, now) };
    if (runs.atWork.has(group.address)) return { ...aged, state: "running" };
    const failure = runs.failures.get(group.address) ?? null;
    if (failure === null || !aged.due) return aged;
    return { ...aged, state: worstState([group.state, "failed"]), obstacle: group.obstacle ?? failure };
  });
  return {
    formatVersion: 1,
    owner: config.id,
    asOf: isoOf(now),
    running: runs.running,
    lastRun: runs.last,
    groups: groups.sort((a, b) => (a.address < b.address ? -1 : 1)),
    upkeep: (last?.upkeep ?? []).map((each) => ({
      ...each,
      age: each.last === null ? null : secondsSince(each.last.time, now),
    })),
    repositories: last?.repositories ?? [],
    forgotten: last?.forgotten ?? [],
    drift: last?.drift ?? [],
    shrunken: last?.shrunken ?? [],
    ...(last?.decayed === undefined ? {} : { decayed: last.decayed }),
    ...(last?.heldSpace === undefined ? {} : { heldSpace: last.heldSpace }),
  };
}

/** A slot that began after the observation needs a point, whether or not a run has begun since. */
function dueSince(
  { state, newest, observed }: GroupStatus,
  desired: DesiredGroup,
  at: Pick<Desired, "zone" | "now">,
): Partial<Pick<GroupStatus, "state" | "slot" | "due" | "overdue">> {
  const { slot, previous, group } = desired;
  const optional = group.target.targetType === "mirrors/directory" ? group.target.optional : undefined;
  if (state === "absent" && optional !== undefined) {
    const { due, overdue } = absenceOf(desired, optional, at, newest);
    return { slot: slot.label, due, overdue };
  }
  const time = newest === null ? Number.NEGATIVE_INFINITY : Date.parse(newest.time);
  if (Date.parse(observed) >= slot.start || time >= slot.start) return {};
  const overdue = time < previous.start;
  const isTimely = state === "ok" || state === "due";
  return { slot: slot.label, due: true, overdue, ...(isTimely ? { state: overdue ? "overdue" : "due" } : {}) };
}

function unobserved({ group: { address, volume }, slot }: DesiredGroup, now: Instant): GroupStatus {
  const nothing = {
    newest: null,
    age: null,
    points: 0,
    incomplete: 0,
    invalid: 0,
    foreign: 0,
    due: false,
    overdue: false,
  };
  const obstacle = "No earlier run observed this target.";
  const when = { observed: isoOf(now), slot: slot.label, nextDue: isoOf(slot.start) };
  return { address, volume: volume.name, state: "unknown", ...nothing, ...when, obstacle };
}

/** The state of groups that another process has locked, as the last run saw them. */
function withLocked(status: Status, locked: ReadonlySet<string>, last: Status | null): Status {
  const known = new Map((last?.groups ?? []).map((group) => [group.address, group]));
  const groups = status.groups.map((group): GroupStatus => {
    const before = locked.has(group.address) ? known.get(group.address) : undefined;
    if (before === undefined) return group;
    const age = before.newest === null ? null : secondsSince(before.newest.time, Date.parse(status.asOf));
    return { ...group, ...before, age, obstacle: group.obstacle };
  });
  const upkeep = status.upkeep.map((each) => {
    const before = last?.upkeep.find(({ address, kind }) => address === each.address && kind === each.kind);
    return each.state === "unknown" && before !== undefined ? { ...before, obstacle: each.obstacle } : each;
  });
  return { ...status, groups, upkeep };
}

function secondsSince(time: string, now: Instant): number {
  return Math.round((now - Date.parse(time)) / 1000);
}
