import { rollBack } from "@rdump/core";
import { groupAddress } from "../address.ts";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { type DeletionOptions, runDeletion } from "../run/deletion.ts";
import { sessionFor } from "../session.ts";

/** Destroys what is newer in a replica than its newest common snapshot, or lists it where no number is given. */
export function runRollback(text: string, options: DeletionOptions, context: Context): Promise<ExitCode> {
  return runDeletion(
    {
      command: "rdump apply --allow-rollback",
      address: text,
      question: "Destroy these snapshots and bookmarks, and roll back?",
      remove(session, count, wait, approval) {
        const { address, point } = groupAddress(text);
        if (point !== null)
          throw CLI.failure("usage-rollback", "--allow-rollback takes the address of a group, not of a point.");
        return rollBack(sessionFor(session, address), { address, count }, wait, approval);
      },
    },
    options,
    context,
  );
}

export function notTogether() {
  const detail =
    "--allow-rollback cannot be combined with other options, except --destroy of apply: rdump apply --allow-rollback ADDRESS --destroy N";
  return CLI.failure("usage-rollback", detail);
}
