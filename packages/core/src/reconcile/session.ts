import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ApplyEvent } from "../model/apply-event.ts";
import type { Config } from "../model/config.ts";
import { type Instant, isoOf, stampOf } from "../model/instant.ts";
import type { Providers } from "../provider/providers.ts";
import type { Host, Stop } from "./host.ts";

/** One config on one host: the first argument of every stage. */
export interface Session {
  readonly host: Host;
  readonly config: Config;
  /** The path of the config, and the SHA-256 of its bytes in hex. */
  readonly file: string;
  readonly digest: string;
  /** The resolved config without secrets, as JSON5, for the machine record. Absent: no record is made. */
  readonly declared?: () => string;
  readonly providers: Providers;
  /** The names of the volumes to work on; null: all. */
  readonly only: readonly string[] | null;
  /** The names of the volumes of which one more point is wanted now; absent: none. */
  readonly extra?: readonly string[];
  /** New archives are full; absent: by the levels of their repository. */
  readonly full?: boolean;
  readonly stop: Stop;
  readonly listener: Listener;
  /** Called with the actions of each run, and not with the time before the approval. Absent: they run by themselves. */
  readonly whileActing?: <T>(actions: () => Promise<T>) => Promise<T>;
}

/** Gets the events. The stages never print. */
export interface Listener {
  event(event: ApplyEvent): void;
  warn(diagnostics: readonly Diagnostic[]): void;
}

/** The present time in whole seconds, the precision of plans, names and marks. */
export function secondOf({ clock }: Pick<Host, "clock">): Instant {
  return Math.floor(clock() / 1000) * 1000;
}

/** A run that begins now: its id is used once. */
export function newRun(host: Host): { readonly run: string; readonly since: string } {
  const now = secondOf(host);
  return { run: `${stampOf(now)}-${host.nonce()}`, since: isoOf(now) };
}
