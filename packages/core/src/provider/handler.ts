import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo, RunIo } from "../io/capability.ts";
import type { Step } from "../model/command.ts";
import type { DecayedPaths, DecayedTree } from "../model/decay.ts";
import type { Json } from "../model/json.ts";
import type { Made, Moved, Progress } from "../model/outcome.ts";
import type { Proof } from "../model/proof.ts";
import type { RunRef } from "../model/run.ts";
import type { FileCount } from "../model/shrinkage.ts";
import type { InputFormat } from "./input-schema.ts";

/**
 * The state of an action in the system, queried before it runs and for an intent without an outcome. `absent`: nothing
 * of it exists. `done`: nothing is left to do. `partial`: it was begun. `foreign`: a foreign object is in its place,
 * which the detail names.
 */
export type Probe =
  | { readonly state: "absent" | "partial" }
  | { readonly state: "done"; readonly made?: Made }
  | { readonly state: "foreign"; readonly diagnostic: Diagnostic };

/** The result of an action. A failure is a value; a thrown error is a bug. */
export type Outcome =
  | {
      readonly status: "done";
      readonly made: Made | null;
      /** The ids of named points that could not be destroyed; absent: all are gone. */
      readonly stayed?: readonly string[];
      readonly moved: Moved;
      readonly warnings: readonly Diagnostic[];
      /** The findings about the point; absent: none. */
      readonly proof?: Proof;
    }
  | {
      readonly status: "failed";
      readonly diagnostic: Diagnostic;
      readonly warnings: readonly Diagnostic[];
      /** The ids of named points that are certainly destroyed; absent: none, or unknown. */
      readonly destroyed?: readonly string[];
      readonly proof?: Proof;
    };

export interface ActionContext<Input> {
  readonly input: Input;
  readonly run: RunRef;
  /** Runs only steps that `commands(input, run)` returned. Any other step is a bug and throws. */
  readonly io: RunIo;
  /**
   * Checks whether the tree is still the opened one. Call it right before a reader starts and right after it has ended.
   */
  verifyTree(when: "before" | "after"): Promise<Diagnostic | null>;
  /**
   * Reports the number of files of the tree, before the point counts. Null: the consequences are on the disk. Else the
   * error, and then the point must not count.
   */
  counted(count: FileCount): Promise<Diagnostic | null>;
  /** Reports all files of the tree that decayed. As for `counted`. */
  decayed?(found: DecayedTree): Promise<Diagnostic | null>;
  /** The decayed files of the volume, whose former content a copy keeps. */
  decayedPaths?(): DecayedPaths;
  /** For a tool that names each path that it leaves out: the returned function takes each of them, from the root. */
  leavingOut?(): (path: string) => void;
  /** Gives the digest of the machine record that was written into the tree, for the marks of the archives of the volume. */
  recorded?(digest: string): void;
  progress(progress: Progress): void;
}

/** How one kind of action is shown, probed and executed. */
export interface ActionHandler<Input = Json> extends InputFormat<Input> {
  /**
   * Every step that changes the system, in order, from input and run only. The single source of the shown and the
   * executed commands.
   */
  commands(input: Input, run: RunRef): readonly Step[];
  /** Rejects with a `Failure` if the state cannot be queried: that is not `absent`. */
  probe(input: Input, run: RunRef, io: ReadIo): Promise<Probe>;
  run(context: ActionContext<Input>): Promise<Outcome>;
  /** True: `run` finds out what is in the place of the point, so a run does not query it before. */
  readonly probesItself?: boolean;
  /** Present if several actions in one place need fewer commands together. */
  readonly joint?: LateConfirmation<Input> | Batching<Input>;
  /** As for a scope. */
  stuck?(input: Input, io: ReadIo): Promise<Diagnostic | null>;
  /** About how many bytes each of these actions will send, in order; null: it is not known. Never rejects. */
  estimate?(inputs: readonly Input[], which: Estimated, io: ReadIo): Promise<readonly (number | null)[]>;
}

/** The streams whose sizes are asked. A first one has everything, and can take days. */
export type Estimated = "all streams" | "first streams";

/** A place, such as a repository, that one query shows for several actions. */
interface SharedPlace<Input> {
  /** Equal for all actions in one place, also for those of other kinds of the provider. */
  place(input: Input): string;
  /** Queries the place once, for these actions. The value has a meaning for the provider alone, until a command changes the place. */
  look(inputs: readonly [Input, ...Input[]], io: ReadIo): Promise<unknown>;
}

/** One query confirms the points that several actions made. */
export interface LateConfirmation<Input> extends SharedPlace<Input> {
  readonly kind: "confirmation";
  /** `run` without the query at its end. */
  begin(context: ActionContext<Input>): Promise<Outcome | Unconfirmed>;
  /** Pure. `seen`: from `look`; null: the run was stopped, and nothing was queried. */
  confirm(input: Input, run: RunRef, begun: Unconfirmed, seen: unknown): Outcome;
}

/** The commands of an action have succeeded, and a query must confirm its point. */
export interface Unconfirmed {
  readonly status: "unconfirmed";
  readonly moved: Moved;
  readonly warnings: readonly Diagnostic[];
}

/** One command does several actions. */
export interface Batching<Input> extends SharedPlace<Input> {
  readonly kind: "batch";
  /** As `commands` of a single action. The run can leave out actions whose conditions are not met. */
  commands(inputs: readonly [Input, ...Input[]], run: RunRef): readonly Step[];
  /** The outcome of each action, in order. `seen`: from `look`, perhaps for other actions in the place. */
  run(inputs: readonly [Input, ...Input[]], io: RunIo, seen: unknown, run: RunRef): Promise<readonly Outcome[]>;
}

/** How one kind of scope is opened and closed. */
export interface ScopeHandler<Input = Json> extends InputFormat<Input> {
  /** The name of the object before it is made, for the journal. Pure. */
  handle(input: Input, run: RunRef): Json;
  commands(input: Input, run: RunRef): { readonly acquire: readonly Step[]; readonly release: readonly Step[] };
  acquire(input: Input, run: RunRef, io: RunIo): Promise<Diagnostic | null>;
  /** Idempotent: success if the object does not exist. */
  release(input: Input, run: RunRef, io: RunIo): Promise<Diagnostic | null>;
  /**
   * Why no command on this object will end by itself: the kernel has suspended it. This is queried from time to time
   * while an action runs, so it must not touch the object.
   */
  stuck?(input: Input, io: ReadIo): Promise<Diagnostic | null>;
  /**
   * Present if one such scope can serve several volumes at once. Its commands then have a batch. Both functions are
   * pure.
   */
  readonly sharing?: {
    merge(one: Input, other: Input): Input;
    /** Without these volumes, whose earlier step failed. */
    without(input: Input, volumes: ReadonlySet<string>): Input;
  };
}

/**
 * An input comes back to the handler that proposed it, as it was. One that was read back is checked by its schema
 * first.
 */
export function actionHandler<Input>(handler: ActionHandler<Input>): ActionHandler {
  return handler as unknown as ActionHandler;
}

export function scopeHandler<Input>(handler: ScopeHandler<Input>): ScopeHandler {
  return handler as unknown as ScopeHandler;
}
