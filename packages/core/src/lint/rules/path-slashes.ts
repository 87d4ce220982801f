import { tidyPath } from "../../config/facts/paths.ts";
import { type Cursor, placesIn, quoted, sourcePathsIn } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { SECRET_RECIPIENTS } from "../../model/config.ts";
import { quotedAs } from "../edits.ts";

export const pathSlashes: Rule = {
  code: "path-slashes",
  severity: "warning",
  summary: "Path has redundant slashes",
  judges: "written",
  cause: "The path contains `//`, or ends in `/`.",
  effect:
    "rdump ignores these slashes. For rsync and other tools, a slash at the end has a meaning. A search for the path does not find the other spelling.",
  remedy: "Remove the redundant slashes. `rdump lint --fix` does that.",
  check: breaches,
};

function* breaches({ root, text }: Subject): Generator<Breach> {
  for (const cursor of pathsIn(root)) {
    const path = cursor.text();
    if (path === null || !path.startsWith("/") || path === tidyPath(path)) continue;
    const tidy = tidyPath(path);
    const detail = `rdump reads this path as ${quoted(tidy)}. Write the path in this form: for other tools, a slash can have a meaning.`;
    const edits = [{ span: cursor.span, text: quotedAs(text, cursor.span, tidy) }];
    yield { span: cursor.span, detail, fix: { what: "removes the slashes", edits } };
  }
}

function* pathsIn(root: Cursor): Generator<Cursor> {
  yield root.at("stateDir");
  yield root.at("metrics");
  yield root.at("scratch").at("mount");
  for (const key of SECRET_RECIPIENTS) yield root.at("notify").at(key).at("file");
  for (const [, host] of root.at("ssh").entries()) yield host.at("identityFile");
  for (const [, repository] of root.at("repositories").entries()) {
    yield* placesIn(repository, "paths");
  }
  for (const [, volume] of root.at("volumes").entries()) {
    yield* sourcePathsIn(volume.at("source"));
    for (const mirror of volume.at("mirrors").items()) yield* [mirror.at("mount"), mirror.at("path")];
  }
}
