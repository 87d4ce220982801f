import { changed, freshHex } from "../../world/fresh.ts";
import { done, refused, type Tool } from "../tool.ts";
import { logLine } from "./log.ts";
import { open } from "./open.ts";
import { committed } from "./store.ts";

/** `borg rename REPOSITORY::OLD NEW`: another identity, the same content, comment and time; one commit. */
export const rename: Tool = {
  run(world, call) {
    const opened = open(world, call, {});
    if ("exitCode" in opened) return opened;
    const { repository, archive: old, location, options } = opened;
    const [, name = ""] = options.words;
    const fail = (message: string, id: string) => refused(world, 2, logLine(call.now, "ERROR", message, id));
    if (!repository.archives.some((each) => each.name === old)) {
      return fail(`Archive ${location}::${old} does not exist`, "Archive.DoesNotExist");
    }
    if (repository.archives.some((each) => each.name === name))
      return fail(`Archive ${name} already exists`, "Archive.AlreadyExists");
    let id = "";
    const next = changed(world, (draft) => {
      id = freshHex(draft, 64);
    });
    return done(
      committed(next, repository.id, ({ archives }) => ({
        archives: archives.map((each) => (each.name === old ? { ...each, name, id } : each)),
      })),
    );
  },
};
