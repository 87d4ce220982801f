import { hostname } from "node:os";
import {
  type Config,
  type Desired,
  desire,
  expand,
  type History,
  type Instant,
  type Observed,
  observe,
  openLocalReader,
  type Plan,
  type Providers,
  plan,
  readHistory,
  withLost,
} from "@rdump/core";
import { allProviders } from "./compose.ts";
import { type LoadOptions, loadConfig } from "./config.ts";
import type { Context } from "./context.ts";
import { withEarlierRuns } from "./earlier-runs.ts";

/** A config that was read, and what it takes to plan for it. */
export interface Session {
  readonly file: string;
  readonly digest: string;
  readonly config: Config;
  readonly providers: Providers;
  readonly only: readonly string[] | null;
}

export interface SessionOptions {
  readonly config?: string;
  readonly only?: readonly string[];
}

/** Reads the config and checks it; what it warns of is said at once, an error ends the command. */
export async function openSession(options: LoadOptions, context: Context): Promise<Session> {
  const loaded = await loadConfig(options, context);
  return { ...loaded, providers: allProviders(loaded.config), only: options.only ?? null };
}

/** Time in whole seconds, as plans and names bear it. */
export function wholeSeconds(instant: Instant): Instant {
  return Math.floor(instant / 1000) * 1000;
}

export interface LookOptions {
  readonly fixed?: Instant | null;
  /** We hold the state directory's lock. */
  readonly holding?: boolean;
}

export interface Look {
  readonly desired: Desired;
  readonly observed: Observed;
  readonly history: History;
}

/**
 * Looks at the system. What is wanted is reckoned for the moment after looking, which can take long: a plan made at
 * the end of a slot is a plan for the slot in which it will run. With `fixed` it is reckoned for that time.
 */
export async function look(
  session: Session,
  context: Context,
  { fixed = null, holding = false }: LookOptions = {},
): Promise<Look> {
  const { config, providers, only } = session;
  const io = openLocalReader({ env: context.env, signal: context.signal });
  const now = () => fixed ?? wholeSeconds(context.clock());
  const { config: whole, diagnostics } = await expand(config, providers, io);
  const asked = desire(whole, now(), only);
  const earlier = { desired: asked, providers, io, holding };
  const seen = await withEarlierRuns(await observe(asked, providers, io), earlier);
  const observed = { ...seen, remarks: [...seen.remarks, ...diagnostics] };
  const history = await readHistory(config.stateDir);
  const desired = desire(whole, now(), only);
  return { desired, observed: withLost(desired, observed, history), history };
}

export function planFor(session: Session, seen: Look, simulated: boolean): Plan {
  const { file, digest, providers } = session;
  return plan({ ...seen, providers, config: { file, digest }, host: hostname(), simulated });
}
