import { type ActionHandler, type Diagnostic, visible } from "@rdump/core/provider";
import { RSURE } from "./codes.ts";
import { adoptCommand, type Return } from "./command.ts";
import { inputSchemas } from "./inputs.generated.ts";
import { noticesOf } from "./notices.ts";
import { reportIn } from "./report.ts";
import { probeRevision, whyNot } from "./revisions.ts";

/**
 * Copies the surefile that was updated in a snapshot back to the volume. A failure (a revision of another program; a
 * volume that is read-only, full or not mounted) is a warning: the backup goes on, and the next run hashes more files.
 */
export const adoptHandler: ActionHandler<Return> = {
  kind: "rsure/adopt",
  version: 1,
  schema: inputSchemas.actions["rsure/adopt"],
  commands: (input, run) => [adoptCommand(input, run)],

  probe: (input, run, io) => probeRevision({ ...input, directory: input.origin }, run, io),

  async run({ input, run, io }) {
    const result = await io.run(adoptCommand(input, run));
    const notices = noticesOf(reportIn(result), input.volume);
    const warnings = result.exitCode === 0 ? notices : [...notices, notAdopted(input, whyNot(result))];
    return { status: "done", made: null, moved: {}, warnings };
  },
};

function notAdopted({ volume, file }: Return, why: string): Diagnostic {
  const detail = `${visible(file)}: ${why}. The backup has the new surefile. The next run hashes more files.`;
  return RSURE.warning("rsure-not-adopted", detail, { address: volume });
}
