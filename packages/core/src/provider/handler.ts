import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo, RunIo } from "../io/capability.ts";
import type { Step } from "../model/command.ts";
import type { Json } from "../model/json.ts";
import type { Made, Moved, Progress } from "../model/outcome.ts";
import type { RunRef } from "../model/run.ts";
import type { FileCount } from "../model/shrinkage.ts";
import type { InputFormat } from "./input-schema.ts";

/**
 * What the system says about an action, asked before it runs and when a run left an intent without an outcome.
 * `absent`: nothing of it is there. `done`: nothing is left to do. `partial`: something was begun. `foreign`: in its
 * place is a thing that is not this owner's; the detail says what.
 */
export type Probe =
  | { readonly state: "absent" | "partial" }
  | { readonly state: "done"; readonly made?: Made }
  | { readonly state: "foreign"; readonly diagnostic: Diagnostic };

/** How an action ended. A failure is a value; what is thrown is a bug. */
export type Outcome =
  | {
      readonly status: "done";
      readonly made: Made | null;
      /** How many points went, where some of those that were named had to stay. */
      readonly destroyed?: number;
      readonly moved: Moved;
      readonly warnings: readonly Diagnostic[];
    }
  | { readonly status: "failed"; readonly diagnostic: Diagnostic; readonly warnings: readonly Diagnostic[] };

export interface ActionContext<Input> {
  readonly input: Input;
  readonly run: RunRef;
  /** Runs only steps that `commands(input, run)` gave: anything else is a bug and throws. */
  readonly io: RunIo;
  /**
   * Is the tree that is read still what was opened? To be asked right before a reader starts and right after it ended.
   */
  verifyTree(when: "before" | "after"): Promise<Diagnostic | null>;
  /**
   * Tells how many files the tree has, before what was made of it counts. Null: what follows from it survives a power
   * cut; else why it does not, and then what was made must not count.
   */
  counted(count: FileCount): Promise<Diagnostic | null>;
  progress(progress: Progress): void;
}

/** How one kind of action is shown, found and done. */
export interface ActionHandler<Input = Json> extends InputFormat<Input> {
  /**
   * Every step that changes something, in order; from input and run alone. The one source of what is shown and what
   * runs.
   */
  commands(input: Input, run: RunRef): readonly Step[];
  /** Rejects with a `Failure` when it cannot be seen: that is neither absent nor anything else. */
  probe(input: Input, run: RunRef, io: ReadIo): Promise<Probe>;
  run(context: ActionContext<Input>): Promise<Outcome>;
  /** As for a scope. */
  stuck?(input: Input, io: ReadIo): Promise<Diagnostic | null>;
}

/** How one kind of scope is opened and closed. */
export interface ScopeHandler<Input = Json> extends InputFormat<Input> {
  /** Names the thing before it is made: what the journal holds. Pure. */
  handle(input: Input, run: RunRef): Json;
  commands(input: Input, run: RunRef): { readonly acquire: readonly Step[]; readonly release: readonly Step[] };
  acquire(input: Input, run: RunRef, io: RunIo): Promise<Diagnostic | null>;
  /** Idempotent: already gone is success. */
  release(input: Input, run: RunRef, io: RunIo): Promise<Diagnostic | null>;
  /**
   * Why no command on this object will end by itself: the kernel has suspended it. This is queried from time to time
   * while an action runs, so it must not touch the object.
   */
  stuck?(input: Input, io: ReadIo): Promise<Diagnostic | null>;
  /** Given when one such scope can serve several volumes at once; its commands then hold a batch. Both are pure. */
  readonly sharing?: {
    merge(one: Input, other: Input): Input;
    /** Without these volumes: what they wanted to be done before it has failed. */
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
