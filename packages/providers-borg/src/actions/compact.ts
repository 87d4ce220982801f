import type { ActionHandler, Diagnostic } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { freedBytes } from "../answers/freed.ts";
import { parseLogLine } from "../answers/log.ts";
import { BORG } from "../codes/index.ts";
import { compactCommand } from "../commands.ts";
import { explainWell } from "../discovery/look.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { UpkeepInput } from "./inputs.ts";

/** Frees the space of deleted archives. The repository does not show that it was compacted. */
export const compactHandler: ActionHandler<UpkeepInput> = {
  kind: "borg/compact",
  version: 1,
  schema: inputSchemas.actions["borg/compact"],
  commands: ({ access }) => [compactCommand(access)],
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input: { access }, io, progress }) {
    const reported: number[] = [];
    const result = await io.run(compactCommand(access), {
      stderr: (line) => {
        const entry = parseLogLine(line);
        if (entry?.kind === "progress") progress(entry.progress);
        const freed = entry?.kind === "message" ? freedBytes(entry.text) : null;
        if (freed !== null) reported.push(freed);
      },
    });
    if (result.exitCode !== 0) {
      return { status: "failed", diagnostic: await explainWell(io, access, result), warnings: [] };
    }
    const freed = reported.at(-1);
    if (freed === undefined) return { status: "done", made: null, moved: {}, warnings: [nothingFreed(access)] };
    return { status: "done", made: null, moved: { freed }, warnings: [] };
  },
};

/** borg always reports the freed space of a compaction, also zero. For an append-only repository it reports nothing. */
function nothingFreed(access: Access): Diagnostic {
  const detail = `borg freed nothing in the repository "${access.name}" at ${access.location}: it is append-only, or its host treats it as append-only. Deleted archives use space until the repository is made writable on its host and compacted there.`;
  return BORG.warning("borg-not-compacted", detail);
}
