import { createHash } from "node:crypto";
import { type ActionHandler, Failure, failed } from "@rdump/core/provider";
import { locationCommand, markerWrite } from "../commands.ts";
import { aboutDirectory, look } from "../discovery/look.ts";
import { explain, lastMessages } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { markerText } from "../marker.ts";
import type { InitInput } from "./inputs.ts";

/** Makes the directory, and gives it an identity. Files that are in it stay. */
export const initHandler: ActionHandler<InitInput> = {
  kind: "directory/init",
  version: 1,
  schema: inputSchemas.actions["directory/init"],
  commands: ({ access }) => [locationCommand(access), markerWrite(access)],

  async probe({ access }, _run, io) {
    const view = await look(io, access, { owners: [] });
    if (view.state === "hidden") throw new Failure(view.diagnostic);
    return { state: view.state === "present" ? "done" : "absent" };
  },

  async run({ input: { access }, run, io }) {
    if ((await io.realpath(access.location)) === null) {
      const made = await io.run(locationCommand(access));
      if (made.exitCode !== 0) return failed(explain(access, made));
    }
    const id = createHash("sha256")
      .update(JSON.stringify([run.id, run.machine, access]))
      .digest("hex");
    const written = await io.run({ ...markerWrite(access), content: markerText(id) });
    if (written.exitCode !== 0) return failed(aboutDirectory(access, "directory-failed", lastMessages(written)));
    return { status: "done", made: { id, name: access.name }, moved: {}, warnings: [] };
  },
};
