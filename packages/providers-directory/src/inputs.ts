import type { CreateInput, DeleteInput, InitInput, RestoreInput } from "./actions/inputs.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface DirectoryInputs {
  readonly actions: {
    readonly "directory/archive": CreateInput;
    readonly "directory/delete": DeleteInput;
    readonly "directory/extract": RestoreInput;
    readonly "directory/init": InitInput;
  };
  readonly scopes: Record<never, never>;
}
