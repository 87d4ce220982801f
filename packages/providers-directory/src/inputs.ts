import type { DeleteInput, InitInput } from "./actions/inputs.ts";
import type { CreateInput, RestoreInput } from "./formats/tar/inputs.ts";
import type { WholeInput, WholeRestoreInput } from "./formats/whole/inputs.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface DirectoryInputs {
  readonly actions: {
    readonly "directory/archive": CreateInput;
    readonly "directory/delete": DeleteInput;
    readonly "directory/dump": WholeInput;
    readonly "directory/dump-extract": WholeRestoreInput;
    readonly "directory/extract": RestoreInput;
    readonly "directory/init": InitInput;
    readonly "directory/xfsdump": WholeInput;
    readonly "directory/xfsdump-extract": WholeRestoreInput;
  };
  readonly scopes: Record<never, never>;
}
