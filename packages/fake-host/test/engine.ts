import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Config,
  compose,
  type Freed,
  type Host,
  type HostStatus,
  hasErrors,
  type Look,
  load,
  look,
  openState,
  type Plan,
  type Providers,
  planFor,
  type Report,
  reachingProviders,
  reconcile,
  rollBack,
  type Session,
  statusNow,
  withEstimates,
} from "@rdump/core";
import { identityIn } from "@rdump/core/host";
import type { RunIo } from "@rdump/core/provider";
import { processesWith } from "@rdump/fake-host";
import { borgProvider } from "@rdump/provider-borg";
import { fsProvider } from "@rdump/provider-fs";
import { lvmProvider } from "@rdump/provider-lvm";
import { rsureProvider } from "@rdump/provider-rsure";
import { zfsProvider } from "@rdump/provider-zfs";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/**
 * Everything that rdump has, with `rsure` called as it is on this host. Other hosts have simulated names, and no attempt to
 * reach them waits.
 */
export function providersWith(rsure: readonly [string, ...string[]] = ["rsure"]): Providers {
  const composed = compose([
    borgProvider({ lockWait: { look: 1, work: 1 } }),
    fsProvider(),
    lvmProvider(),
    rsureProvider(rsure),
    zfsProvider(),
  ]);
  return reachingProviders(composed, { hosts: HOSTS, pause: async () => {} });
}

const SSH = { user: null, port: null, identityFile: null };

/** The other hosts that simulated configs can name in `ssh`. */
const HOSTS = { nas: SSH, second: { ...SSH, user: "backup", port: 2222 } };

function configFrom(declared: Declared, { machineId }: Host): { readonly config: Config; readonly digest: string } {
  const machine = { hostname: "host", machineId, timezone: "UTC", isRoot: true, env: {} };
  const { config, digest, diagnostics } = load(JSON.stringify(declared), "rdump.json5", machine);
  if (config === null || hasErrors(diagnostics)) throw new Error(JSON.stringify(diagnostics, null, 1));
  return { config, digest };
}

/** The machine id of a simulated host. */
export const MACHINE = "0123456789abcdef0123456789abcdef";

/** A session without signals and without a listener. */
export function sessionOn(declared: Declared, host: Host, providers = providersWith()): Session {
  const never = new AbortController().signal;
  return {
    ...configFrom(declared, host),
    file: "rdump.json5",
    host,
    providers,
    only: null,
    stop: { signal: never, hurry: never },
    listener: { event: () => {}, warn: () => {} },
  };
}

export interface Seen extends Look {
  readonly plan: Plan;
  /** With the expected sizes of its streams. */
  readonly estimated: Plan;
}

/** Looks at a host and plans, as `rdump plan` does where there is no state directory. */
export function planOn(
  declared: Declared,
  io: RunIo,
  now: number,
  providers = providersWith(),
  machineId = MACHINE,
): Promise<Seen> {
  return withHost(io, now, machineId, async (host) => {
    const session = sessionOn(declared, host, providers);
    const seen = await look(session);
    const plan = planFor(session, seen);
    return { ...seen, plan, estimated: await withEstimates(session, plan) };
  });
}

/** `rdump status` without a record of earlier runs. */
export function statusOn(declared: Declared, io: RunIo, now: number): Promise<HostStatus> {
  return withHost(io, now, MACHINE, (host) => statusNow(sessionOn(declared, host)));
}

export interface Applied {
  /** The first plan, with the recovery that it begins with. */
  readonly plan: Plan;
  /** Of the run that cleaned up after dead runs; null: there was none. */
  readonly recovery: Report | null;
  /** Of the run that made points. */
  readonly report: Report;
}

/** `rdump apply -y`, with a state directory that is empty before and removed after. */
export function applyOn(
  declared: Declared,
  io: RunIo,
  now: number,
  providers = providersWith(),
  machineId = MACHINE,
): Promise<Applied> {
  return withHost(io, now, machineId, async (host) => {
    const plans: Plan[] = [];
    const approval = { present: (plan: Plan) => void plans.push(plan), approve: async () => true };
    const session = sessionOn(declared, host, providers);
    const reconciled = await reconcile(session, { wait: 0, allowDestroy: null, approval, saved: null });
    const [plan] = plans;
    if (reconciled.ended !== "applied" || plan === undefined) throw new Error(`it ended as ${reconciled.ended}`);
    return { plan, recovery: reconciled.recovery, report: reconciled.report ?? nothingDone(now) };
  });
}

/** `rdump apply -y --allow-rollback ADDRESS --destroy N`; without a number, `rdump plan --allow-rollback ADDRESS`. */
export function rollBackOn(
  declared: Declared,
  io: RunIo,
  now: number,
  wish: { readonly address: string; readonly count: number | null; readonly approved?: () => void },
): Promise<Freed> {
  return withHost(io, now, MACHINE, (host) => {
    const approve = async () => {
      wish.approved?.();
      return true;
    };
    const approval = { present: () => {}, approve };
    return rollBack(sessionOn(declared, host), wish, 0, approval);
  });
}

function nothingDone(now: number): Report {
  const run = { id: "none", stamp: "", time: new Date(now).toISOString(), machine: null };
  return { run, status: "ok", actions: [], scopes: [], journal: null };
}

/** A host at one moment, whose state directories are real files below a temporary directory. */
export async function withHost<T>(
  io: RunIo,
  now: number,
  machineId: string,
  work: (host: Host) => Promise<T>,
): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), "rdump-engine-"));
  let runs = 0;
  const who = {
    hostname: "host",
    identity: identityIn(processesWith({ hostname: "host", boot: 1, pid: 100, startTime: 1 })),
    clock: () => now,
  };
  try {
    return await work({
      ...who,
      machineId,
      nonce: () => String(runs++).padStart(8, "0"),
      reader: () => io,
      worker: () => ({ io, closing: io }),
      state: (path) => openState(join(root, path), who),
      warnings: () => [],
    });
  } finally {
    rmSync(root, { recursive: true });
  }
}
