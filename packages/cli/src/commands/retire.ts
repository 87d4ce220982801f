import { retire } from "@rdump/core";
import type { Context, ExitCode } from "../context.ts";
import { type DeletionOptions, runDeletion } from "../run/deletion.ts";

/** Deletes the points of a group that is no longer declared; without a number, lists them. */
export function runRetire(address: string, options: DeletionOptions, context: Context): Promise<ExitCode> {
  return runDeletion(
    {
      command: "rdump retire",
      address,
      question: "Delete all points of this group?",
      remove: (session, count, wait, approval) => retire(session, { address, count }, wait, approval),
    },
    options,
    context,
  );
}
