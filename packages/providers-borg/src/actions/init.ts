import { type ActionHandler, Failure } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { initCommand } from "../commands.ts";
import { explainWell, look } from "../discovery/look.ts";

// A type, since only types go as JSON.
export type InitInput = { readonly access: Access };

/** Makes a repository. */
export const initHandler: ActionHandler<InitInput> = {
  kind: "borg/init",
  commands: ({ access }) => [initCommand(access)],

  async probe({ access }, _run, io) {
    const sight = await look(io, access, { glob: NO_ARCHIVE, fields: [] });
    if (sight.state === "hidden") throw new Failure(sight.diagnostic);
    return { state: sight.state === "present" ? "done" : "absent" };
  },

  async run({ input: { access }, io }) {
    const result = await io.run(initCommand(access));
    // borg's own exit status 1 would be a warning about what it made all the same.
    if (result.exitCode !== 0 && result.exitCode !== 1) {
      return { status: "failed", diagnostic: await explainWell(io, access, result), warnings: [] };
    }
    const sight = await look(io, access, { glob: NO_ARCHIVE, fields: [] });
    const made = sight.state === "present" ? { id: sight.listing.repositoryId, name: access.name } : null;
    return { status: "done", made, moved: {}, warnings: [] };
  },
};

/** No archive's name has a slash: the answer tells of the repository alone. */
const NO_ARCHIVE = "/";
