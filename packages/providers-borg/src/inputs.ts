import type { UpkeepInput } from "./actions/check.ts";
import type { CreateInput } from "./actions/create.ts";
import type { DeleteInput } from "./actions/delete.ts";
import type { InitInput } from "./actions/init.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface BorgInputs {
  readonly actions: {
    readonly "borg/check": UpkeepInput;
    readonly "borg/compact": UpkeepInput;
    readonly "borg/create": CreateInput;
    readonly "borg/delete": DeleteInput;
    readonly "borg/init": InitInput;
  };
  readonly scopes: Record<never, never>;
}
