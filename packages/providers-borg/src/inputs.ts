import type { CreateInput, DeleteInput, ExtractInput, InitInput, UpkeepInput } from "./actions/inputs.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface BorgInputs {
  readonly actions: {
    readonly "borg/check": UpkeepInput;
    readonly "borg/compact": UpkeepInput;
    readonly "borg/create": CreateInput;
    readonly "borg/delete": DeleteInput;
    readonly "borg/extract": ExtractInput;
    readonly "borg/init": InitInput;
  };
  readonly scopes: Record<never, never>;
}
