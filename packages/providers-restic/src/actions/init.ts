import { type ActionHandler, Failure, failed, lastOutput, visible } from "@rdump/core/provider";
import { RESTIC } from "../codes/index.ts";
import { asideCommand, initCommand } from "../commands.ts";
import { look } from "../discovery/look.ts";
import { explain } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { InitInput } from "./inputs.ts";

/** Makes a repository. */
export const initHandler: ActionHandler<InitInput> = {
  kind: "restic/init",
  version: 1,
  schema: inputSchemas.actions["restic/init"],
  commands: ({ access, unfinished }, run) => [...(unfinished ? [asideCommand(access, run)] : []), initCommand(access)],

  async probe({ access }, _run, io) {
    const view = await look(io, access);
    if (view.state === "hidden") throw new Failure(view.diagnostic);
    if (view.state === "present") return { state: "done" };
    return { state: view.unfinished ? "partial" : "absent" };
  },

  async run({ input: { access, unfinished }, run, io }) {
    // Checked again right before the rename: a used repository is never renamed.
    const before = unfinished ? await look(io, access) : null;
    if (before?.state === "absent" && before.unfinished) {
      const aside = await io.run(asideCommand(access, run));
      if (aside.exitCode !== 0) {
        const detail = `The unfinished repository "${access.name}" at ${visible(access.location)} could not be renamed: ${lastOutput(aside)}. Move this directory away, then apply again.`;
        return failed(RESTIC.error("restic-not-put-aside", detail));
      }
    }
    const result = await io.run(initCommand(access));
    if (result.exitCode !== 0) return failed(explain(access, result));
    const view = await look(io, access);
    const made = view.state === "present" ? { id: view.id, name: access.name } : null;
    return { status: "done", made, moved: {}, warnings: [] };
  },
};
