import { appendFileSync, mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import {
  appendHistory,
  applyPlan,
  beginJournal,
  desire,
  observe,
  type Plan,
  plan,
  RDUMP_VERSION,
  type Report,
  readHistory,
  runAt,
  stampOf,
} from "@rdump/core";
import type { RunIo } from "@rdump/core/provider";
import type { FakeHost } from "@rdump/fake-host";
import { configFrom, type Declared, providersWith } from "../engine.ts";
import type { Killer } from "./killer.ts";

export interface Attempt {
  readonly host: FakeHost;
  readonly killer: Killer;
  readonly stateDir: string;
  readonly declared: Declared;
  readonly now: number;
  /** Which of several attempts at one moment: a run's id is used once. */
  readonly number: number;
}

export interface Tried {
  /** Null: it was killed before it had one. */
  readonly plan: Plan | null;
  /** Null: it was killed, or there was nothing to do. */
  readonly report: Report | null;
}

/** `rdump apply -y`, on the fake host, with a state directory of this machine's; it may be killed. */
export async function applyOnce(attempt: Attempt): Promise<Tried> {
  const left: Left = { plan: null, journal: null };
  const report = await Promise.race([carriedOut(attempt, left), attempt.killer.died.then(() => null)]);
  // What the kernel does for a process that died.
  if (attempt.killer.dead) await left.journal?.close();
  return { plan: left.plan, report };
}

/** What `rdump plan` shows. */
export async function planOnce({ declared, now, stateDir }: Attempt, io: RunIo): Promise<Plan> {
  const { config, digest } = configFrom(declared);
  const providers = providersWith();
  const desired = desire(config, now);
  const observed = await observe(desired, providers, io);
  const history = await readHistory(stateDir);
  return plan({ desired, observed, history, providers, config: { file: "f", digest }, host: "host", simulated: false });
}

/** What is to be known of a run, however far it came. */
interface Left {
  plan: Plan | null;
  journal: Journal | null;
}

async function carriedOut(attempt: Attempt, left: Left): Promise<Report | null> {
  const { host, killer, stateDir, now, number } = attempt;
  const dead = () => killer.dead;
  const io = host.io({ dead, stopped: () => killer.signal.aborted });
  mkdirSync(stateDir, { recursive: true });
  const made = await planOnce(attempt, io);
  left.plan = made;
  if (made.actions.length === 0) return null;
  const id = `${stampOf(now)}-${number.toString(16).padStart(8, "0")}`;
  const run = runAt(id, now);
  const journal = await beginJournal(stateDir, id, () => now);
  left.journal = journal;
  const mortal = mortalJournal(journal, join(stateDir, "runs", `${id}.jsonl`), killer);
  try {
    await mortal.append({
      type: "run",
      run: id,
      time: run.time,
      owner: made.config.resolved.id,
      host: hostname(),
      pid: process.pid,
      rdump: RDUMP_VERSION,
      config: { file: "f", digest: made.config.digest },
      actions: made.actions.length,
    });
    return await applyPlan({
      plan: made,
      run,
      providers: providersWith(),
      io,
      closing: host.io({ dead }),
      journal: mortal,
      remember: (entry) => appendHistory(stateDir, entry, () => now),
      allowDestroy: false,
      signal: killer.signal,
      report: () => {},
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
