import { freeSpace } from "@rdump/core";
import { groupAddress } from "../address.ts";
import type { Context, ExitCode } from "../context.ts";
import { type DeletionOptions, runDeletion } from "../run/deletion.ts";
import { sessionFor } from "../session.ts";

/** Deletes points that the keep rules would expire; without a number, lists them. */
export function runFree(text: string, options: DeletionOptions, context: Context): Promise<ExitCode> {
  return runDeletion(
    {
      command: "rdump free",
      address: text,
      question: "Delete these points?",
      remove: (session, count, wait, approval) => {
        const { address, point } = groupAddress(text);
        return freeSpace(sessionFor(session, address), { address, point, count }, wait, approval);
      },
    },
    options,
    context,
  );
}
