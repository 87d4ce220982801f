import { type ActionHandler, DONE, failed, lastOutput } from "@rdump/core/provider";
import { RESTIC } from "../codes/index.ts";
import { removeLocksCommand } from "../commands.ts";
import { deadLocks } from "../discovery/locks.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { UnlockInput } from "./inputs.ts";

/** Removes the locks of dead processes of this host. Each process is looked for again right before. */
export const unlockHandler: ActionHandler<UnlockInput> = {
  kind: "restic/unlock",
  version: 1,
  schema: inputSchemas.actions["restic/unlock"],
  commands: (input) => [commandFor(input)],
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input, io }) {
    const dead = new Set((await deadLocks(io, input.access)).map(({ id }) => id));
    const due = input.locks.filter(({ id }) => dead.has(id));
    // A lock is missing, or its process number is used again.
    if (due.length < input.locks.length) return DONE;
    const result = await io.run(commandFor(input));
    if (result.exitCode === 0) return DONE;
    const detail = `The lock of a dead process in the repository "${input.access.name}" could not be removed: ${lastOutput(result)}. Correct the permissions of its directory \`locks\`.`;
    return failed(RESTIC.error("restic-lock-not-removed", detail));
  },
};

function commandFor({ access, locks: [first, ...rest] }: UnlockInput) {
  return removeLocksCommand(access, [first.id, ...rest.map(({ id }) => id)]);
}
