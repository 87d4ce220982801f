import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo, RunIo } from "../io/capability.ts";
import type { ChangerWatch } from "../io/changer-watch.ts";
import type { VariablePattern } from "../io/environment.ts";
import type { Identity } from "../io/process-identity.ts";
import type { Instant } from "../model/instant.ts";
import type { StateDirectory } from "./state-directory.ts";

/** A machine, and the process that works on it. The stages read their surroundings only through this object. */
export interface Host {
  readonly hostname: string;
  /** The caller has all rights. Absent: unknown, and then owners are not compared in what it restores. */
  readonly isRoot?: boolean;
  /** The content of /etc/machine-id; null when there is none, or it is empty. */
  readonly machineId: string | null;
  readonly identity: Identity;
  /** The time of day, in milliseconds since the epoch. */
  readonly clock: () => Instant;
  /** Eight hex digits, different from all earlier ones: the unique part of the id of a run. */
  readonly nonce: () => string;
  /** Looks at the machine. It has no way to change anything. Its commands do not inherit the shielded variables. */
  reader(stop: Stop, shielded: readonly VariablePattern[]): ReadIo;
  /** Works on the machine. */
  worker(options: WorkerOptions): Worker;
  /** `path`: absolute. */
  state(path: string): StateDirectory;
  /** Warnings about this machine before a run starts. */
  warnings(): readonly Diagnostic[];
  /** Ends connections to other hosts. */
  close?(): Promise<void>;
}

/** The signals that stop a session. */
export interface Stop {
  /** Aborted: no action begins, readers and movers end, open scopes are closed. */
  readonly signal: AbortSignal;
  /** Aborted later: interrupted commands get less time. */
  readonly hurry: AbortSignal;
}

export interface WorkerOptions {
  readonly stop: Stop;
  /** How long a reader or mover may take that declares no time of its own, in milliseconds; null: no limit. */
  readonly longest: number | null;
  readonly changers: ChangerWatch;
  /** The variables that no command inherits. */
  readonly shielded: readonly VariablePattern[];
}

export interface Worker {
  readonly io: RunIo;
  /** Closes scopes. It also works after the stop signal, because open scopes are always closed. */
  readonly closing: RunIo;
}
