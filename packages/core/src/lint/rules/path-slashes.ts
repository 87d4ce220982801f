import type { Cursor } from "../../config/index.ts";
import { quoted } from "../../config/index.ts";
import { quotedAs } from "../edits.ts";
import { tidyPath } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const pathSlashes: Rule = {
  code: "path-slashes",
  severity: "warning",
  summary: "A path has slashes that mean nothing",
  judges: "written",
  why: "`/srv//data/` is read as `/srv/data`. Other tools give a slash at the end a meaning (rsync does), and a path that is written in two ways is not found again by a search.",
  remedy: "Remove the slashes too many; `rdump lint --fix` does.",
  check: breaches,
};

function* breaches({ root, text }: Subject): Generator<Breach> {
  for (const cursor of pathsIn(root)) {
    const path = cursor.text();
    if (path === null || !path.startsWith("/") || path === tidyPath(path)) continue;
    const tidy = tidyPath(path);
    const detail = `It is read as ${quoted(tidy)}. Write that, so that nobody takes the slash for a meaning.`;
    const edits = [{ span: cursor.span, text: quotedAs(text, cursor.span, tidy) }];
    yield { span: cursor.span, detail, fix: { what: "writes it so", edits } };
  }
}

function* pathsIn(root: Cursor): Generator<Cursor> {
  yield root.at("stateDir");
  yield root.at("metrics");
  yield root.at("scratch").at("mount");
  yield root.at("notify").at("webhook").at("file");
  yield root.at("notify").at("healthchecks").at("file");
  for (const [, host] of root.at("ssh").entries()) yield host.at("identityFile");
  for (const [, repository] of root.at("repositories").entries()) {
    for (const key of ["location", "cacheDir", "keyFile"]) yield repository.at(key);
    yield repository.at("passphrase").at("file");
  }
  for (const [, volume] of root.at("volumes").entries()) {
    for (const key of ["mount", "path"]) {
      yield volume.at("source").at(key);
      for (const mirror of volume.at("mirrors").items()) yield mirror.at(key);
    }
  }
}
