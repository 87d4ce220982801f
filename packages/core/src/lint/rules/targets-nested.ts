import { Above } from "../../config/facts/above.ts";
import { mirrorPaths, type NamedPath, repositoryPaths, tidyPath } from "../../config/facts/paths.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const targetsNested: Rule = {
  code: "targets-nested",
  severity: "error",
  summary: "Backup is inside another backup",
  judges: "written",
  cause: "A mirror, a repository or the state directory is below a mirror or a repository.",
  effect:
    "A mirror deletes every file that is not in its volume, so it deletes a repository, a mirror or the state below it. borg refuses to create a repository inside a repository.",
  remedy:
    "Give each mirror, each repository and the state directory a separate directory. None of these directories may be inside another one.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const mirrors = mirrorPaths(subject);
  const repositories = repositoryPaths(subject);
  const above = new Above([...mirrors, ...repositories]);
  const others = { mirror: new Above(repositories), repository: new Above(mirrors), state: above };
  for (const place of [...mirrors, ...repositories, ...stateOf(subject)]) {
    const same = place.what === "source" ? undefined : others[place.what].at(place.path);
    const [outer] = same === undefined ? above.of(place.path) : [same];
    if (outer === undefined || (place.what === "mirror" && same !== undefined)) continue;
    if (place.what === "state" && outer.what === "repository") continue;
    const why =
      outer.what === "mirror"
        ? "a mirror deletes every file that is not in its volume"
        : "a repository must contain only files of borg";
    yield {
      span: place.span,
      detail: `This path is inside ${outer.name}, and ${why}. Use a separate directory for each.`,
    };
  }
}

function stateOf({ config, root }: Subject): readonly NamedPath[] {
  const state = root.at("stateDir");
  if (config.stateDir === "") return [];
  const span = state.exists ? state.span : root.at("volumes").keySpan;
  return [{ what: "state", path: tidyPath(config.stateDir), name: "rdump's state", span, volume: null, mount: null }];
}
