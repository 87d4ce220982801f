import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Folders of tests without a folder of sources of the same name: real programs, material, and tests on the simulated host
 * about its tools, about killed runs and about accidents.
 */
const OTHERS = /^(.*\/)?(real|fixtures|golden|fuzz|editor)(\/|$)|^(accidents|crash|conformance|tools|zfs)(\/|$)/;

t.test("folders of tests mirror the folders of the sources", (t) => {
  for (const name of readdirSync(join(ROOT, "packages"))) {
    const [tests, sources] = [join(ROOT, "packages", name, "test"), join(ROOT, "packages", name, "src")];
    if (!existsSync(tests)) continue;
    const entries = readdirSync(tests, { recursive: true, withFileTypes: true });
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(tests.length + 1));
    const astray = folders.filter(
      (folder) =>
        !OTHERS.test(folder) && !existsSync(join(sources, folder)) && !existsSync(join(sources, `${folder}.ts`)),
    );
    t.strictSame(astray, [], name);
  }
  t.end();
});
