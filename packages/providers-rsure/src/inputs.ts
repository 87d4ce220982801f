import type { CheckInput, ChooseInput } from "./check/input.ts";
import type { Return, Surefile } from "./command.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface RsureInputs {
  readonly actions: {
    readonly "rsure/adopt": Return;
    readonly "rsure/check": CheckInput;
    readonly "rsure/choose": ChooseInput;
    readonly "rsure/update": Surefile;
  };
  readonly scopes: Record<never, never>;
}
