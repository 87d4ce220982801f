import { quoted, repositoryPlace } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const repositoryTwice: Rule = {
  code: "repository-twice",
  severity: "warning",
  summary: "Repository is declared twice",
  judges: "written",
  cause: "Two names have the same location.",
  effect:
    "The repository has two passphrases, two caches and two sets of limits, and is checked and compacted twice. Each name shows the archives of the other name as forgotten.",
  remedy: "Keep one of the two names, and use it in all `archives`.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  const first = new Map<string, string>();
  for (const repository of Object.values(config.repositories)) {
    const { name } = repository;
    const place = repositoryPlace(repository);
    if (place === "") continue;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, name);
    else {
      const { span } = root.at("repositories").at(name).at("location");
      yield {
        span,
        detail: `${quoted(earlier)} has the same location. Keep one of the two, and let all \`archives\` name it.`,
      };
    }
  }
}
