import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

t.test("every dependency has a decision that names it", (t) => {
  const folders = readdirSync(join(ROOT, "packages")).map((name) => `packages/${name}/package.json`);
  const manifests = ["package.json", ...folders.filter((path) => existsSync(join(ROOT, path)))];
  const own = manifests.map((path) => JSON.parse(read(path)).name);
  const used = manifests.flatMap((path) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(path));
    return Object.keys({ ...dependencies, ...devDependencies });
  });
  const pages = readdirSync(join(ROOT, "docs/adr")).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const decisions = pages.map((name) => read(`docs/adr/${name}`)).join("\n");
  for (const name of new Set(used)) {
    if (!own.includes(name)) t.ok(new RegExp(`(^|[\\s\`])${name}([\\s\`,]|$)`, "m").test(decisions), name);
  }
  const index = read("docs/adr/README.md");
  for (const page of pages) t.ok(index.includes(`(${page})`), `${page} is in the index`);
  t.end();
});
