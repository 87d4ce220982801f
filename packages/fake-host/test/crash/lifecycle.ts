import { join } from "node:path";
import {
  type Approval,
  type Host,
  look,
  openState,
  type Plan,
  planFor,
  type Report,
  reconcile,
  recoverOnly,
  type Session,
  type Status,
  statusOf,
} from "@rdump/core";
import { identityIn } from "@rdump/core/host";
import type { RunIo } from "@rdump/core/provider";
import { type FakeHost, type FakeProcess, processesWith } from "@rdump/fake-host";
import { type Declared, MACHINE, sessionOn } from "../engine.ts";
import type { Killer } from "./killer.ts";
import { MortalState } from "./mortal-state.ts";

type Changers = Parameters<Host["worker"]>[0]["changers"];

/** One process of rdump, on a simulated host with a state directory of real files. */
export interface Attempt {
  readonly host: FakeHost;
  readonly killer: Killer;
  readonly process: FakeProcess;
  /** The directory below which the state directory lies. */
  readonly root: string;
  readonly declared: Declared;
  /** The id of the machine, where it is not the usual one. */
  readonly machineId?: string;
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

/** `rdump apply -y`; it may be killed. */
export function applyOnce(attempt: Attempt): Promise<Tried> {
  return mortal(attempt, async (session, approval) => {
    const reconciled = await reconcile(session, { wait: 0, allowDestroy: null, approval, saved: null });
    return reconciled.ended === "applied" ? reconciled.report : null;
  });
}

/** `rdump recover -y`. */
export function recoverOnce(attempt: Attempt): Promise<Tried> {
  return mortal(attempt, async (session, approval) => {
    const recovery = await recoverOnly(session, 0, approval);
    return recovery.ended === "recovered" ? recovery.report : null;
  });
}

/** What `rdump plan` shows. */
export async function planOnce(attempt: Attempt): Promise<Plan> {
  const { session } = processOf(attempt);
  return planFor(session, await look(session));
}

/** What `rdump status` shows. */
export async function statusOnce(attempt: Attempt): Promise<Status> {
  const { session } = processOf(attempt);
  return statusOf(await look(session), session.providers);
}

async function mortal(
  attempt: Attempt,
  work: (session: Session, approval: Approval) => Promise<Report | null>,
): Promise<Tried> {
  const { killer } = attempt;
  const { session, closeFiles } = processOf(attempt);
  const plans: Plan[] = [];
  const approval: Approval = { present: (plan) => void plans.push(plan), approve: async () => true };
  const report = await Promise.race([work(session, approval), killer.died.then(() => null)]);
  // What the kernel does for a process that died.
  if (killer.dead) await closeFiles();
  return { plans, report };
}

function processOf(attempt: Attempt): { readonly session: Session; readonly closeFiles: () => Promise<void> } {
  const { host, killer, process, root, declared, now, number } = attempt;
  const dead = () => killer.dead;
  const stopped = () => killer.signal.aborted;
  const who = { hostname: process.hostname, identity: identityIn(processesWith(process)), clock: clockAt(now) };
  const states: MortalState[] = [];
  const machine: Host = {
    ...who,
    machineId: attempt.machineId ?? MACHINE,
    nonce: () => number().toString(16).padStart(8, "0"),
    reader: () => host.io({ dead, stopped }),
    worker: ({ changers }) => ({
      io: watched(host.io({ dead, stopped }), changers, number),
      closing: watched(host.io({ dead }), changers, number),
    }),
    state(path) {
      const state = new MortalState(openState(join(root, path), who), who.identity, killer);
      states.push(state);
      return state;
    },
    warnings: () => [],
  };
  const session = { ...sessionOn(declared, machine), stop: { signal: killer.signal, hurry: killer.signal } };
  const closeFiles = async () => {
    for (const state of states) await state.closeFiles();
  };
  return { session, closeFiles };
}

/** Reports each changer, which is a separate process. */
function watched(io: RunIo, changers: Changers, number: () => number): RunIo {
  return {
    ...io,
    async run(step, listener) {
      if (step.do !== "run" || step.nature !== "changer") return io.run(step, listener);
      const startTime = number();
      const pid = 100 + (startTime % 2);
      await changers.began({ pid, startTime: String(startTime), argv: step.argv });
      const result = await io.run(step, listener);
      await changers.ended(pid);
      return result;
    },
  };
}

/** A run has its id before it looks, which takes a while, and its time after. */
function clockAt(now: number): () => number {
  let read = 0;
  return () => (read++ === 0 ? now - 7000 : now);
}
