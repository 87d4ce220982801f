import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { REPOSITORY_TYPES } from "../../../src/config/repositories/index.ts";

const SOURCES = join(import.meta.dirname, "../../../src");
/** The folders of the types, the values, and the default of an archive that names no repository. */
const PLACES = /^(config\/repositories\/|config\/targets\/archives\/|model\/repository\.ts$|model\/repositories\/)/;

t.test("a new type of repository changes no other room of core", (t) => {
  // Files have a kind "directory" too.
  const names = REPOSITORY_TYPES.flatMap(({ type }) => (type === "directory" ? [] : [type])).join("|");
  const decision = new RegExp(`epository\\??\\.type [!=]== |(case|[!=]==) "(${names})"`);
  const paths = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const faults = paths
    .filter((path) => !PLACES.test(path) && !path.endsWith(".generated.ts"))
    .flatMap((path) =>
      readFileSync(join(SOURCES, path), "utf8")
        .split("\n")
        .filter((line) => decision.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  t.strictSame(faults, []);
  t.end();
});
