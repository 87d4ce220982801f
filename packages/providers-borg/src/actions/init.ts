import {
  type ActionHandler,
  type CommandResult,
  type Diagnostic,
  Failure,
  lastOutput,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { BORG } from "../codes/index.ts";
import { asideCommand, initCommand } from "../commands.ts";
import { explainWell, type Look } from "../discovery/look.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { InitInput } from "./inputs.ts";

// A type, since only types go as JSON.
/** Makes a repository. */
export const initHandler = (look: Look): ActionHandler<InitInput> => ({
  kind: "borg/init",
  version: 1,
  schema: inputSchemas.actions["borg/init"],
  commands: ({ access, unfinished }, run) => [...(unfinished ? [asideCommand(access, run)] : []), initCommand(access)],

  async probe({ access }, _run, io) {
    const view = await look(io, access, { glob: NO_ARCHIVE, fields: [] });
    if (view.state === "hidden") throw new Failure(view.diagnostic);
    if (view.state === "present") return { state: "done" };
    return { state: view.unfinished ? "partial" : "absent" };
  },

  async run({ input: { access, unfinished }, run, io }) {
    if (unfinished) {
      const before = await look(io, access, { glob: NO_ARCHIVE, fields: [] });
      // Checked again right before the rename: a used repository is never renamed.
      if (before.state === "absent" && before.unfinished) {
        const aside = await io.run(asideCommand(access, run));
        if (aside.exitCode !== 0) return { status: "failed", diagnostic: notAside(access, aside), warnings: [] };
      }
    }
    const result = await io.run(initCommand(access));
    // Exit status 1 of borg is a warning; the repository exists.
    if (result.exitCode !== 0 && result.exitCode !== 1) {
      return { status: "failed", diagnostic: await explainWell(io, access, result), warnings: [] };
    }
    const view = await look(io, access, { glob: NO_ARCHIVE, fields: [] });
    const made = view.state === "present" ? { id: view.listing.repositoryId, name: access.name } : null;
    return { status: "done", made, moved: {}, warnings: [] };
  },
});

function notAside({ name, location }: Access, result: CommandResult): Diagnostic {
  const detail = `The unfinished repository "${name}" at ${visible(location)} could not be renamed: ${lastOutput(result)}. Move this directory away, then apply again.`;
  return BORG.error("borg-not-put-aside", detail);
}

/** No archive name has a slash, so the output is only about the repository. */
const NO_ARCHIVE = "/";
