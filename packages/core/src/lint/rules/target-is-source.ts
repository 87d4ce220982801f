import { quoted } from "../../config/index.ts";
import { Above } from "../land/above.ts";
import { sourceDatasets, targetDatasets } from "../land/datasets.ts";
import { mirrorLands, repositoryLands, sourceLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const targetIsSource: Rule = {
  code: "target-is-source",
  severity: "error",
  summary: "A backup would be written over a source",
  judges: "written",
  why: "A mirror deletes whatever is not in its own volume: onto a source, or onto a directory or dataset that a source is in, that is the data itself. A replica or a clone cannot be received over a dataset that is there already, and one below its own source, or below a recursive one, would become a part of what is saved.",
  remedy: "Give the target a place of its own, best on another pool or disk.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  yield* onPaths(subject);
  yield* onDatasets(subject);
}

function* onPaths(subject: Subject): Generator<Breach> {
  const sources = sourceLands(subject);
  const at = new Above(sources);
  for (const land of [...mirrorLands(subject), ...repositoryLands(subject)]) {
    const source = at.at(land.path);
    if (source !== undefined) {
      const what = land.what === "mirror" ? "the mirror would delete what is in it" : "the repository would be in it";
      yield { span: land.span, detail: `This is ${source.name}: ${what}. Give it a place of its own.` };
    }
  }
  const mirrors = new Above(mirrorLands(subject));
  const told = new Set<string>();
  for (const source of sources) {
    for (const mirror of mirrors.of(source.path)) {
      if (told.has(mirror.name)) continue;
      told.add(mirror.name);
      const detail = `In this directory is ${source.name}, and a mirror deletes whatever is not in its own volume. Give it a place of its own.`;
      yield { span: mirror.span, detail };
    }
  }
}

function* onDatasets(subject: Subject): Generator<Breach> {
  const sources = sourceDatasets(subject);
  const at = new Above(sources);
  const targets = targetDatasets(subject);
  for (const { path, span, from, host } of targets) {
    const same = at.at(path);
    const under = at.of(path).find((outer) => outer.recursive || (host === null && outer.dataset === from));
    if (same !== undefined) {
      yield {
        span,
        detail: `This is the source of the volume ${quoted(same.volume.name)}. Give the target a dataset of its own.`,
      };
    } else if (under !== undefined) {
      const kind = under.recursive ? "recursive source" : "source";
      const detail = `It is below ${quoted(under.dataset)}, the ${kind} of the volume ${quoted(under.volume.name)}, and would become a part of what is saved. Give the target a dataset elsewhere, best on another pool.`;
      yield { span, detail };
    }
  }
  const above = new Above(targets);
  const told = new Set<string>();
  for (const source of sources) {
    for (const { address, span } of above.of(source.path)) {
      if (told.has(address)) continue;
      told.add(address);
      const detail = `The source of the volume ${quoted(source.volume.name)} is below this dataset, so it exists, and what is written here goes around or over that source. Give the target a dataset of its own.`;
      yield { span, detail };
    }
  }
}
