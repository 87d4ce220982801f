import type { Repository, World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, type Ended, refused } from "../tool.ts";
import { logLine } from "./log.ts";
import { repositoryAt } from "./store.ts";

export const COMMON = { "--log-json": "flag", "--lock-wait": "value", "--remote-path": "value" } as const;

export interface Opened {
  readonly location: string;
  /** Behind `::`; empty without one. */
  readonly archive: string;
  readonly repository: Repository;
  readonly options: Options;
}

/** Opens the repository that a command names first, or ends as borg does. */
export function open(world: World, call: Call, known: { readonly [name: string]: "flag" | "value" }): Opened | Ended {
  const options = Options.parse(call.argv.slice(2), { ...COMMON, ...known });
  const [location = "", archive = ""] = (options.words[0] ?? "").split("::");
  const fail = (message: string, id: string) => refused(world, 2, logLine(call.now, "ERROR", message, id));
  const found = repositoryAt(world, location);
  switch (found.state) {
    case "absent":
      return fail(`Repository ${location} does not exist.`, "Repository.DoesNotExist");
    case "invalid":
      return fail(`${location} is not a valid repository. Check repo config.`, "Repository.InvalidRepository");
    case "present":
      if (!found.repository.hasManifest) return fail("Repository has no manifest.", "NoManifestError");
      return { location, archive, repository: found.repository, options };
  }
}
