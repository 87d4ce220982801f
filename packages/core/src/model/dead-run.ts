import type { Json } from "./json.ts";

/** A scope that was about to be opened, or was open. */
export interface OpenScope {
  readonly scope: string;
  readonly kind: string;
  readonly volume: string;
  /** What its handler's `release` takes. */
  readonly input: Json;
  /** The version of the input's format; absent when an rdump wrote it that had only the first. */
  readonly inputVersion?: number;
}

/** An action that was begun and has no result in the journal. */
export interface OpenIntent {
  readonly action: string;
  readonly kind: string;
  readonly address: string;
  readonly input: Json;
  /** As of a scope. */
  readonly inputVersion?: number;
}

/** A command that changes the state of the system: it runs on when rdump is killed. */
export interface Changer {
  readonly pid: number;
  /** Clock ticks since boot, as the kernel tells it: numbers of processes are used again. */
  readonly startTime: string;
  readonly argv: readonly string[];
}

/** A run whose journal has no end: the run was killed, or the machine stopped. */
export interface DeadRun {
  readonly run: string;
  /** Its journal. */
  readonly path: string;
  /** Its start, `2026-11-22T20:06:40Z`; empty if that was not written. */
  readonly began: string;
  /** Its host; null if that was not written. */
  readonly host: string | null;
  readonly bootId: string | null;
  /** Null also when an older version wrote it. */
  readonly pidNamespace: string | null;
  /** The last opened scope first: the order in which they are closed. */
  readonly scopes: readonly OpenScope[];
  readonly intents: readonly OpenIntent[];
  /** Those that had not ended when the journal did. */
  readonly changers: readonly Changer[];
}
