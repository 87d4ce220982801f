import type {
  CloneInput,
  CompanionInput,
  CreateInput,
  DestroyInput,
  DiscardInput,
  HoldInput,
  PinInput,
  PointInput,
  PropertiesInput,
  RetireInput,
  RollbackInput,
  SendInput,
  SettleInput,
} from "./actions/inputs.ts";
import type {
  MomentInput,
  MountInput,
  ReadmeInput,
  ReadOnlyInput,
  ReadPointInput,
  ScanInput,
} from "./scopes/inputs.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface ZfsInputs {
  readonly actions: {
    readonly "zfs/clone": CloneInput;
    readonly "zfs/companion": CompanionInput;
    readonly "zfs/create": CreateInput;
    readonly "zfs/destroy": DestroyInput;
    readonly "zfs/hold": HoldInput;
    readonly "zfs/pin": PinInput;
    readonly "zfs/point": PointInput;
    readonly "zfs/properties": PropertiesInput;
    readonly "zfs/discard": DiscardInput;
    readonly "zfs/retire": RetireInput;
    readonly "zfs/rollback": RollbackInput;
    readonly "zfs/send": SendInput;
    readonly "zfs/settle": SettleInput;
    readonly "zfs/snapshot": PointInput;
  };
  readonly scopes: {
    readonly "zfs/mount": MountInput;
    readonly "zfs/read-only": ReadOnlyInput;
    readonly "zfs/read-point": ReadPointInput;
    readonly "zfs/readme": ReadmeInput;
    readonly "zfs/scan": ScanInput;
    readonly "zfs/snapshot": MomentInput;
  };
}
