import { quoted, repositoryType } from "../config/index.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Config } from "../model/config.ts";
import type { Target } from "../model/target.ts";
import type { KeptPlace } from "../provider/observation.ts";

/** The directories of this machine that nothing may delete together with the one that contains them. */
export function keptPlaces({
  repositories,
  stateDir,
  volumes,
}: Pick<Config, "repositories" | "stateDir" | "volumes">): readonly KeptPlace[] {
  const sources = volumes.flatMap(({ name, source }): readonly KeptPlace[] =>
    source.type === "plain" ? [{ name: `the source of the volume ${visible(name)}`, path: source.path }] : [],
  );
  const mirrors = volumes.flatMap(({ targets }) => targets).flatMap(directoryOf);
  const local = Object.values(repositories).flatMap((each): readonly KeptPlace[] => {
    const path = repositoryType(each).localPath(each);
    return path === null ? [] : [{ name: `the repository ${quoted(each.name)}`, path }];
  });
  return [...sources, ...mirrors, ...local, { name: "the state directory", path: stateDir }];
}

function directoryOf(target: Target): readonly KeptPlace[] {
  if (target.targetType !== "mirrors/directory") return [];
  return [{ name: `the mirror ${visible(target.address)}`, path: target.path }];
}
