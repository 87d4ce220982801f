import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo, RunIo } from "../io/capability.ts";
import type { Step } from "../model/command.ts";
import type { Json } from "../model/json.ts";
import type { Made, Moved, Progress } from "../model/outcome.ts";
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
    }
  | {
      readonly status: "failed";
      readonly diagnostic: Diagnostic;
      readonly warnings: readonly Diagnostic[];
      /** The ids of named points that are certainly destroyed; absent: none, or unknown. */
      readonly destroyed?: readonly string[];
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
  /** For a tool that names each path that it leaves out: the returned function takes each of them, from the root. */
  leavingOut?(): (path: string) => void;
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
  /** As for a scope. */
  stuck?(input: Input, io: ReadIo): Promise<Diagnostic | null>;
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
