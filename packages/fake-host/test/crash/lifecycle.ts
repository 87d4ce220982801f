import { appendFileSync, mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  appendHistory,
  applyPlan,
  beginJournal,
  desire,
  type ExaminedRun,
  examine,
  Failure,
  observe,
  ownIdentity,
  type Plan,
  plan,
  RDUMP_VERSION,
  type Report,
  readHistory,
  recoveryPlan,
  runAt,
  settleDeadRuns,
  stampOf,
  unfinishedRuns,
  withDeadRuns,
} from "@rdump/core";
import type { FakeHost } from "@rdump/fake-host";
import { configFrom, type Declared, providersWith } from "../engine.ts";
import type { Killer } from "./killer.ts";

export interface Attempt {
  readonly host: FakeHost;
  readonly killer: Killer;
  readonly stateDir: string;
  readonly declared: Declared;
  readonly now: number;
  /** A number for each run: its id is used once. */
  readonly number: () => number;
}

export interface Tried {
  /** All that were shown before they were carried out; none when it was killed before it had one. */
  readonly plans: readonly Plan[];
  /** Null: it was killed, or there was nothing to do. */
  readonly report: Report | null;
}

/** `rdump apply -y`, on the fake host, with a state directory of this machine's; it may be killed. */
export function applyOnce(attempt: Attempt): Promise<Tried> {
  return mortal(attempt, async (left) => {
    const first = await planNow(attempt, left);
    if (!first.plan.actions.some(({ verb }) => verb === "recover")) return carriedOutAndSettled(attempt, left, first);
    await recovered(attempt, left, first);
    if (attempt.killer.signal.aborted) return null;
    return carriedOutAndSettled(attempt, left, await planNow(attempt, left));
  });
}

/** `rdump recover -y`. */
export function recoverOnce(attempt: Attempt): Promise<Tried> {
  return mortal(attempt, async (left) => recovered(attempt, left, await planNow(attempt, left)));
}

/** What `rdump plan` shows. */
export async function planOnce(attempt: Attempt): Promise<Plan> {
  return (await planNow(attempt, { plans: [], journal: null })).plan;
}

/** What is to be known of a process, however far it came. */
interface Left {
  readonly plans: Plan[];
  journal: Journal | null;
}

async function mortal(attempt: Attempt, work: (left: Left) => Promise<Report | null>): Promise<Tried> {
  const left: Left = { plans: [], journal: null };
  const { killer } = attempt;
  const report = await Promise.race([work(left), killer.died.then(() => null)]);
  // What the kernel does for a process that died.
  if (killer.dead) await left.journal?.close();
  return { plans: left.plans, report };
}

interface Planned {
  readonly plan: Plan;
  readonly dead: readonly ExaminedRun[];
}

async function planNow({ declared, now, stateDir, host, killer }: Attempt, left: Left): Promise<Planned> {
  const { config, digest } = configFrom(declared);
  const providers = providersWith();
  const io = host.io({ dead: () => killer.dead });
  const desired = desire(config, now);
  const seen = await observe(desired, providers, io);
  const { runs, remarks } = await unfinishedRuns(stateDir, hostname());
  const observed = withDeadRuns(seen, await examine(runs, providers, io), desired, providers);
  const unreadable = [...remarks, ...observed.remarks].filter(({ severity }) => severity === "error");
  if (unreadable.length > 0) throw new Failure(unreadable);
  const history = await readHistory(stateDir);
  const made = plan({
    desired,
    observed,
    history,
    providers,
    config: { file: "f", digest },
    host: "host",
    simulated: false,
  });
  left.plans.push(made);
  return { plan: made, dead: observed.dead };
}

async function recovered(attempt: Attempt, left: Left, { plan, dead }: Planned): Promise<Report | null> {
  return carriedOutAndSettled(attempt, left, { plan: recoveryPlan(plan, dead), dead });
}

/** Carries a plan out, where there is anything to do, and writes down what became of the runs that died before it. */
async function carriedOutAndSettled(attempt: Attempt, left: Left, { plan, dead }: Planned): Promise<Report | null> {
  const { killer, now } = attempt;
  const report = plan.actions.length === 0 ? null : await carriedOut(attempt, left, plan);
  if (dead.length === 0) return report;
  const instant = (when: string) => killer.choose([`${when} the journals of dead runs are settled`])?.then === "die";
  if (instant("before")) return new Promise(() => {});
  await settleDeadRuns(dead, { plan, report, by: report?.run.id ?? "nobody" }, () => now);
  return instant("after") ? new Promise(() => {}) : report;
}

async function carriedOut(attempt: Attempt, left: Left, made: Plan): Promise<Report> {
  const { host, killer, stateDir, now, number } = attempt;
  const dead = () => killer.dead;
  mkdirSync(stateDir, { recursive: true });
  // A run has its id before it looks, and its time after.
  const id = `${stampOf(now - 7000)}-${number().toString(16).padStart(8, "0")}`;
  const run = runAt(id, now);
  const journal = await beginJournal(stateDir, id, () => now);
  left.journal = journal;
  const mortalOne = mortalJournal(journal, join(stateDir, "runs", `${id}.jsonl`), killer);
  const { host: name, bootId, pid } = ownIdentity();
  try {
    await mortalOne.append({
      type: "run",
      run: id,
      time: run.time,
      owner: made.config.resolved.id,
      host: name,
      bootId,
      pid,
      rdump: RDUMP_VERSION,
      config: { file: "f", digest: made.config.digest },
      actions: made.actions.length,
    });
    return await applyPlan({
      plan: made,
      run,
      providers: providersWith(),
      io: host.io({ dead, stopped: () => killer.signal.aborted }),
      closing: host.io({ dead }),
      journal: mortalOne,
      remember: (entry) => appendHistory(stateDir, entry, () => now),
      allowDestroy: false,
      signal: killer.signal,
      report: () => {},
      atWork: () => 0,
    });
  } finally {
    if (!killer.dead) await journal.close();
  }
}

type Journal = Awaited<ReturnType<typeof beginJournal>>;

/** A journal whose writer may be killed before it writes, in the middle of a line, and right after. */
function mortalJournal(journal: Journal, path: string, killer: Killer): Journal {
  return {
    close: () => journal.close(),
    async append(entry) {
      if (killer.dead) return new Promise(() => {});
      const words = ["before", "in", "after"].map((when) => `${when} the journal's ${entry.type}`);
      const chosen = killer.choose(words);
      const dies = chosen?.then === "die";
      if (dies && chosen.index === 1) appendFileSync(path, JSON.stringify({ v: 1, at: "", ...entry }).slice(0, 20));
      if (!dies || chosen.index === 2) await journal.append(entry);
      if (dies) return new Promise(() => {});
    },
  };
}
