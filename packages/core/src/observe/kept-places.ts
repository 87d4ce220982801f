import { quoted, repositoryType } from "../config/index.ts";
import type { Config } from "../model/config.ts";
import type { KeptPlace } from "../provider/observation.ts";

/** The directories of this machine that nothing may delete together with the one that contains them. */
export function keptPlaces({
  repositories,
  stateDir,
}: Pick<Config, "repositories" | "stateDir">): readonly KeptPlace[] {
  const local = Object.values(repositories).flatMap((each): readonly KeptPlace[] => {
    const path = repositoryType(each).localPath(each);
    return path === null ? [] : [{ name: `the repository ${quoted(each.name)}`, path }];
  });
  return [...local, { name: "the state directory", path: stateDir }];
}
