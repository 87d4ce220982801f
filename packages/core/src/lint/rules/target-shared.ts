import { quoted } from "../../config/index.ts";
import { targetDatasets } from "../land/datasets.ts";
import { targetsOf, tidyPath } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const targetShared: Rule = {
  code: "target-shared",
  severity: "error",
  summary: "Two targets are kept in one place",
  judges: "written",
  why: "Two targets in one dataset or directory overwrite each other at each run. Two sets of archives of one volume in one repository, one of them by way of a mirror perhaps, have the same names and the same mark: one would expire what the other keeps.",
  remedy: "Give each target a dataset, a path or a repository of its own, or remove one of the two.",
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
    // Two of one address cannot be told apart, and have been reported as that.
    else if (earlier.address !== place.address) {
      const detail = `${quoted(earlier.address)} is kept in ${place.what} too, and each would undo the other. Give one of them another place, or remove it.`;
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
    if (target.medium !== "mirrors/directory" || target.path === "") return [];
    return [
      { key: `path ${target.path}`, what: "this directory", address: target.address, span: cursor.at("path").span },
    ];
  });
  const archives = targetsOf(subject).flatMap(({ target, cursor, volume }) => {
    const location = target.kind === "archives" ? repositories[target.repository]?.location : undefined;
    if (location === undefined || location === "") return [];
    const where = location.startsWith("/") ? tidyPath(location) : location;
    const what = "this repository, with archives of the same names,";
    return [
      { key: `archives ${where} ${volume.name}`, what, address: target.address, span: cursor.at("repository").span },
    ];
  });
  return [...datasets, ...paths, ...archives];
}
