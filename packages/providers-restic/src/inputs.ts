import type { CreateInput, ForgetInput, InitInput, RestoreInput, UnlockInput, UpkeepInput } from "./actions/inputs.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface ResticInputs {
  readonly actions: {
    readonly "restic/backup": CreateInput;
    readonly "restic/check": UpkeepInput;
    readonly "restic/compact": UpkeepInput;
    readonly "restic/forget": ForgetInput;
    readonly "restic/init": InitInput;
    readonly "restic/restore": RestoreInput;
    readonly "restic/unlock": UnlockInput;
  };
  readonly scopes: Record<never, never>;
}
