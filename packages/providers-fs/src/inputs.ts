import type { MirrorInput } from "./mirror/input.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface FsInputs {
  readonly actions: {
    readonly "fs/mirror": MirrorInput;
  };
  readonly scopes: Record<never, never>;
}
