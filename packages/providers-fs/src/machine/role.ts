import type { MachineRole } from "@rdump/core/provider";
import type { MachineInput } from "./input.ts";

export const machineRole: MachineRole = {
  record({ owner, volume, tree, file, host, config, runFiles }) {
    const { path, mounted, root } = tree;
    const input: MachineInput = {
      ...{ owner, volume: volume.name, host },
      tree: { path, mounted, root },
      ...{ file, config, runFiles },
    };
    const nothing = { once: null, reason: null, makes: null, destroys: [] } as const;
    return { ...nothing, kind: "fs/machine-record", verb: "update", input, readsTree: true };
  },
};
