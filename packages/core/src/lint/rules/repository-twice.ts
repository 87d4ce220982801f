import { quoted } from "../../config/index.ts";
import { tidyPath } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const repositoryTwice: Rule = {
  code: "repository-twice",
  severity: "warning",
  summary: "One repository is declared under two names",
  judges: "written",
  why: "One repository would be given two passphrases, caches and limits, it would be checked and compacted twice, and what one name keeps, the other shows as forgotten.",
  remedy: "Keep one of the two, and let all `archives` name it.",
  check: breaches,
};

function* breaches({ config, root }: Subject): Generator<Breach> {
  const first = new Map<string, string>();
  for (const { name, location } of Object.values(config.repositories)) {
    if (location === "") continue;
    const place = location.startsWith("/") ? tidyPath(location) : location;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, name);
    else {
      const { span } = root.at("repositories").at(name).at("location");
      yield {
        span,
        detail: `${quoted(earlier)} is in the same place. Keep one of the two, and let all \`archives\` name it.`,
      };
    }
  }
}
