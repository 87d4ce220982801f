import { targetDatasets } from "../../config/facts/datasets.ts";
import { targetsOf } from "../../config/facts/paths.ts";
import { quoted, repositoryPlace } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const targetShared: Rule = {
  code: "target-shared",
  severity: "error",
  summary: "Two targets use the same place",
  judges: "written",
  cause:
    "Two targets have the same dataset or directory. Or two `archives` of one volume have the same repository; those of a mirror of the volume count too.",
  effect:
    "Two mirrors overwrite each other at each run. Two sets of archives have the same names and marks: each set deletes archives that the other set keeps.",
  remedy: "Give each target a dataset, a path or a repository of its own, or remove one.",
  check: breaches,
};

interface Place {
  readonly key: string;
  readonly what: string;
  readonly address: string;
  readonly span: Breach["span"];
}

function* breaches(subject: Subject): Generator<Breach> {
  const first = new Map<string, Place>();
  for (const place of placesOf(subject).sort((a, b) => a.span.start - b.span.start)) {
    const earlier = first.get(place.key);
    if (earlier === undefined) first.set(place.key, place);
    // Two targets of one address are an error of their own.
    else if (earlier.address !== place.address) {
      const detail = `${quoted(earlier.address)} uses ${place.what} too, and each would overwrite the points of the other. Give one another place, or remove it.`;
      yield { span: place.span, detail };
    }
  }
}

function placesOf(subject: Subject): Place[] {
  const { repositories } = subject.config;
  const datasets = targetDatasets(subject).map(({ path, address, span }) => {
    return { key: `dataset ${path}`, what: "this dataset", address, span };
  });
  const paths = targetsOf(subject).flatMap(({ target, cursor }) => {
    if (target.targetType !== "mirrors/directory" || target.path === "") return [];
    return [
      { key: `path ${target.path}`, what: "this directory", address: target.address, span: cursor.at("path").span },
    ];
  });
  const archives = targetsOf(subject).flatMap(({ target, cursor, volume }) => {
    // An undeclared name may be that of a method of every object, such as "constructor".
    const isDeclared = target.kind === "archives" && Object.hasOwn(repositories, target.repository);
    const repository = isDeclared ? repositories[target.repository] : undefined;
    const where = repository === undefined ? "" : repositoryPlace(repository);
    if (where === "") return [];
    const what = "this repository, with archives of the same names,";
    return [
      { key: `archives ${where} ${volume.name}`, what, address: target.address, span: cursor.at("repository").span },
    ];
  });
  return [...datasets, ...paths, ...archives];
}
