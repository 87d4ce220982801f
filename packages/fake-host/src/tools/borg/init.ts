import { dirname, join } from "node:path/posix";
import { locateDirectory } from "../../kernel/locate.ts";
import { withDirectory, withFile } from "../../tree/place.ts";
import { changed, freshHex } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, refused, type Tool } from "../tool.ts";
import { logLine } from "./log.ts";
import { COMMON } from "./open.ts";
import { isFree, repositoryAt, withFiles } from "./store.ts";

/** `borg init`: a directory, then its config, then the manifest in the first commit. */
export const init: Tool = {
  run(world, call) {
    const { location, encryption } = asked(call);
    if (locateDirectory(world, dirname(location)) === null) {
      const message = `The parent path of the repo directory [${location}] does not exist.`;
      return refused(world, 2, logLine(call.now, "ERROR", message, "Repository.ParentPathDoesNotExist"));
    }
    if (!isFree(world, location)) {
      const exists = repositoryAt(world, location).state === "present";
      const message = exists
        ? `A repository already exists at ${location}.`
        : `There is already something at ${location}.`;
      const id = exists ? "Repository.AlreadyExists" : "Repository.PathAlreadyExists";
      return refused(world, 2, logLine(call.now, "ERROR", message, id));
    }
    return done(made(world, location, encryption, true));
  },

  halves(world, call) {
    const { location, encryption } = asked(call);
    if (!isFree(world, location) || locateDirectory(world, dirname(location)) === null) return [];
    const begun = withDirectory(world, location);
    return [
      { what: "an empty directory is made", world: begun },
      {
        what: "the directory has no config yet",
        world: withFile(begun, join(location, "README"), "This is a Borg Backup repository.\n"),
      },
      { what: "the repository has no manifest yet", world: made(world, location, encryption, false) },
    ];
  },
};

function asked({ argv }: Call) {
  const options = Options.parse(argv.slice(2), { ...COMMON, "--encryption": "value" });
  return { location: options.words[0] ?? "", encryption: options.one("--encryption") ?? "none" };
}

function made(world: World, location: string, encryption: string, hasManifest: boolean): World {
  let id = "";
  const next = changed(world, (draft) => {
    id = freshHex(draft, 64);
    draft.repositories[id] = { id, encryption, hasManifest, archives: [], compacted: 0, checked: 0 };
  });
  const begun = withFiles(next, location, id);
  // The first commit writes them, and the manifest with it.
  return hasManifest ? withFile(begun, join(location, "index.1"), "an index\n") : begun;
}
