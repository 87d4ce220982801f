import type { Snapshot } from "./commands.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface LvmInputs {
  readonly actions: Record<never, never>;
  readonly scopes: {
    readonly "lvm/mount": Snapshot;
    readonly "lvm/snapshot": Snapshot;
  };
}
