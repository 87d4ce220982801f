import {
  type ApplyEvent,
  applyPlan,
  type Config,
  compose,
  type Desired,
  desire,
  expand,
  hasErrors,
  load,
  type Observed,
  observe,
  type Plan,
  type Providers,
  plan,
  type Report,
  runAt,
  stampOf,
} from "@rdump/core";
import type { RunIo } from "@rdump/core/provider";
import { borgProvider } from "@rdump/provider-borg";
import { fsProvider } from "@rdump/provider-fs";
import { lvmProvider } from "@rdump/provider-lvm";
import { rsureProvider } from "@rdump/provider-rsure";
import { zfsProvider } from "@rdump/provider-zfs";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/** Everything that rdump has, with `rsure` called as it is on this host. */
export function providersWith(rsure: readonly [string, ...string[]] = ["rsure"]): Providers {
  return compose([
    borgProvider({ lockWait: { look: 1, work: 1 } }),
    fsProvider(),
    lvmProvider(),
    rsureProvider(rsure),
    zfsProvider(),
  ]);
}

export function configFrom(declared: Declared): { readonly config: Config; readonly digest: string } {
  const machine = { hostname: "host", timezone: "UTC", isRoot: true, env: {} };
  const { config, digest, diagnostics } = load(JSON.stringify(declared), "rdump.json5", machine);
  if (config === null || hasErrors(diagnostics)) throw new Error(JSON.stringify(diagnostics, null, 1));
  return { config, digest };
}

export interface Seen {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly plan: Plan;
}

/** Looks at a host and plans, as `rdump plan` does. */
export async function planOn(declared: Declared, io: RunIo, now: number, providers = providersWith()): Promise<Seen> {
  const { config, digest } = configFrom(declared);
  const whole = await expand(config, providers, io);
  const desired = desire(whole.config, now);
  const seen = await observe(desired, providers, io);
  const observed = { ...seen, remarks: [...seen.remarks, ...whole.diagnostics] };
  const made = plan({
    desired,
    observed,
    history: { entries: [], findings: [], gap: null, diagnostics: [] },
    providers,
    config: { file: "rdump.json5", digest },
    host: "host",
    simulated: false,
  });
  return { desired, observed, plan: made };
}

/** Plans and applies, as `rdump apply -y` does, with a journal that goes nowhere. */
export async function applyOn(
  declared: Declared,
  io: RunIo,
  now: number,
  providers = providersWith(),
): Promise<{ readonly plan: Plan; readonly report: Report }> {
  const { plan } = await planOn(declared, io, now, providers);
  const report = await applyPlan({
    plan,
    run: runAt(`${stampOf(now)}-0000`, now),
    providers,
    io,
    closing: io,
    journal: { append: async () => {}, close: async () => {} },
    remember: async () => {},
    allowDestroy: false,
    signal: new AbortController().signal,
    report: (_: ApplyEvent) => {},
    atWork: () => 0,
  });
  return { plan, report };
}
