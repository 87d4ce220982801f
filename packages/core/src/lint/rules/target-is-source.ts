import { Above } from "../../config/facts/above.ts";
import { sourceDatasets, targetDatasets } from "../../config/facts/datasets.ts";
import { mirrorPaths, repositoryPaths, sourcePaths } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const targetIsSource: Rule = {
  code: "target-is-source",
  severity: "error",
  summary: "Backup would overwrite a source",
  judges: "written",
  cause:
    "A mirror is in the directory of a source, or contains the directory of a source. Or a replica or clone has the name of a source, or is below its own source or below a recursive source.",
  effect:
    "A mirror deletes every file that is not in its volume, so it would delete the source. ZFS cannot receive over an existing dataset, and a dataset below its source becomes part of what is saved.",
  remedy: "Use a separate path or dataset for the target, best on another pool or disk.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  yield* onPaths(subject);
  yield* onDatasets(subject);
}

function* onPaths(subject: Subject): Generator<Breach> {
  const sources = sourcePaths(subject);
  const at = new Above(sources);
  for (const target of [...mirrorPaths(subject), ...repositoryPaths(subject)]) {
    const source = at.at(target.path);
    if (source !== undefined) {
      const what = target.what === "mirror" ? "the mirror would delete its files" : "the repository would be inside it";
      yield { span: target.span, detail: `This is ${source.name}: ${what}. Use another path.` };
    }
  }
  const mirrors = new Above(mirrorPaths(subject));
  const reported = new Set<string>();
  for (const source of sources) {
    for (const mirror of mirrors.of(source.path)) {
      if (reported.has(mirror.name)) continue;
      reported.add(mirror.name);
      const detail = `This directory contains ${source.name}, and a mirror deletes every file that is not in its volume. Give the mirror a place of its own.`;
      yield { span: mirror.span, detail };
    }
  }
}

function* onDatasets(subject: Subject): Generator<Breach> {
  const sources = sourceDatasets(subject);
  const at = new Above(sources);
  const targets = targetDatasets(subject);
  for (const { path, span, from, host, fromHost } of targets) {
    const same = at.at(path);
    const under = at.of(path).find((outer) => outer.recursive || (host === fromHost && outer.dataset === from));
    if (same !== undefined) {
      yield {
        span,
        detail: `This is the source of the volume ${quoted(same.volume.name)}. Use another dataset for the target.`,
      };
    } else if (under !== undefined) {
      const kind = under.recursive ? "recursive source" : "source";
      const detail = `This dataset is below ${quoted(under.dataset)}, the ${kind} of the volume ${quoted(under.volume.name)}, and would become a part of that source. Use another dataset for the target, best in another pool.`;
      yield { span, detail };
    }
  }
  const above = new Above(targets);
  const reported = new Set<string>();
  for (const source of sources) {
    for (const { address, span } of above.of(source.path)) {
      if (reported.has(address)) continue;
      reported.add(address);
      const detail = `The source of the volume ${quoted(source.volume.name)} is below this dataset, so a write to this dataset can overwrite the source. Give the target a dataset of its own.`;
      yield { span, detail };
    }
  }
}
