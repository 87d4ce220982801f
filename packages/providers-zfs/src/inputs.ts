import type { CloneInput } from "./actions/clone.ts";
import type { CompanionInput } from "./actions/companion.ts";
import type { CreateInput } from "./actions/create.ts";
import type { DestroyInput } from "./actions/destroy.ts";
import type { PointInput } from "./actions/point.ts";
import type { PropertiesInput } from "./actions/properties.ts";
import type { MomentInput } from "./scopes/moment.ts";
import type { MountInput } from "./scopes/mount.ts";
import type { ReadOnlyInput } from "./scopes/read-only.ts";
import type { ReadmeInput } from "./scopes/readme.ts";
import type { ScanInput } from "./scopes/scan.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface ZfsInputs {
  readonly actions: {
    readonly "zfs/clone": CloneInput;
    readonly "zfs/companion": CompanionInput;
    readonly "zfs/create": CreateInput;
    readonly "zfs/destroy": DestroyInput;
    readonly "zfs/point": PointInput;
    readonly "zfs/properties": PropertiesInput;
    readonly "zfs/snapshot": PointInput;
  };
  readonly scopes: {
    readonly "zfs/mount": MountInput;
    readonly "zfs/read-only": ReadOnlyInput;
    readonly "zfs/readme": ReadmeInput;
    readonly "zfs/scan": ScanInput;
    readonly "zfs/snapshot": MomentInput;
  };
}
