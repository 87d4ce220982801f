import type { Json } from "../model/json.ts";

export type HookInput = {
  readonly volume: string;
  /** A command and its arguments; null: nothing. */
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
};

export type RecoverInput = {
  /** The scope's kind, and what its handler takes. */
  readonly scope: string;
  readonly input: Json;
  /** The run that died. */
  readonly run: string;
  /** Its time; null where it is not known. */
  readonly time: string | null;
};

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface CoreInputs {
  readonly actions: {
    readonly "core/recover": RecoverInput;
  };
  readonly scopes: {
    readonly "core/hooks": HookInput;
  };
}
