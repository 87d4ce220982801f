import type { HookInput } from "./hook.ts";
import type { RecoverInput } from "./recover.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface CoreInputs {
  readonly actions: {
    readonly "core/recover": RecoverInput;
  };
  readonly scopes: {
    readonly "core/hooks": HookInput;
  };
}
