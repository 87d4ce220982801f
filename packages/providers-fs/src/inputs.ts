import type { MachineInput } from "./machine/input.ts";
import type { MirrorInput, RetireInput } from "./mirror/input.ts";
import type { CopyOutInput, FinishInput, PlaceInput, ProvingInput, StageInput } from "./restore/input.ts";

/** The inputs of each kind of action and scope. Their schemas are generated from it: `npm run schema`. */
export interface FsInputs {
  readonly actions: {
    readonly "fs/copy-out": CopyOutInput;
    readonly "fs/machine-record": MachineInput;
    readonly "fs/mirror": MirrorInput;
    readonly "fs/restore-finish": FinishInput;
    readonly "fs/restore-place": PlaceInput;
    readonly "fs/restore-stage": StageInput;
    readonly "fs/retire-mirror": RetireInput;
  };
  readonly scopes: {
    readonly "fs/proving": ProvingInput;
  };
}
