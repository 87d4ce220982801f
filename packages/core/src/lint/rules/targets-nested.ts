import { Above } from "../land/above.ts";
import { type Land, mirrorLands, repositoryLands, tidyPath } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const targetsNested: Rule = {
  code: "targets-nested",
  severity: "error",
  summary: "A backup is kept inside of another",
  judges: "written",
  why: "A mirror deletes whatever in its directory is not in its volume, and so a repository, another mirror or rdump's own state in there. Something else inside of a repository is in the way of borg, which refuses to make one repository inside of another.",
  remedy: "Give each of them a directory of its own, side by side.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const mirrors = mirrorLands(subject);
  const repositories = repositoryLands(subject);
  const above = new Above([...mirrors, ...repositories]);
  const others = { mirror: new Above(repositories), repository: new Above(mirrors), state: above };
  for (const land of [...mirrors, ...repositories, ...stateOf(subject)]) {
    const same = land.what === "source" ? undefined : others[land.what].at(land.path);
    const [outer] = same === undefined ? above.of(land.path) : [same];
    if (outer === undefined || (land.what === "mirror" && same !== undefined)) continue;
    if (land.what === "state" && outer.what === "repository") continue;
    const why =
      outer.what === "mirror"
        ? "a mirror deletes whatever is not in its volume"
        : "a repository is no place for anything but borg's own files";
    yield { span: land.span, detail: `It is in ${outer.name}, and ${why}. Give each a directory of its own.` };
  }
}

function stateOf({ config, root }: Subject): readonly Land[] {
  const state = root.at("stateDir");
  if (config.stateDir === "") return [];
  const span = state.exists ? state.span : root.at("volumes").keySpan;
  return [{ what: "state", path: tidyPath(config.stateDir), name: "rdump's state", span, volume: null, mount: null }];
}
