import { chmodSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { findProgram } from "../../src/io/program.ts";

const root = t.testdir({
  closed: { tool: "" },
  listed: { tool: "", directory: {} },
  good: { tool: "", other: "" },
});
chmodSync(join(root, "good/tool"), 0o755);
chmodSync(join(root, "good/other"), 0o755);

const along = (name: string, ...places: readonly string[]) =>
  findProgram(name, places.map((place) => join(root, place)).join(":"));

t.test("a program along PATH", async (t) => {
  t.strictSame(along("tool", "none", "listed", "good"), { path: join(root, "good/tool") });
  t.strictSame(along("missing", "none", "good"), { error: "ENOENT" });
  t.strictSame(along("tool", "listed"), { error: "EACCES" }, "a file that cannot be executed");
  t.strictSame(along("directory", "listed"), { error: "EACCES" }, "a directory");
});

t.test("a directory of PATH that the user cannot search has no programs", async (t) => {
  chmodSync(join(root, "closed"), 0);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  const found = [
    along("tool", "closed", "none"),
    along("missing", "closed", "good"),
    along("tool", "closed", "good"),
    findProgram(join(root, "closed/tool"), ""),
  ];
  if (isRoot) process.seteuid?.(0);
  chmodSync(join(root, "closed"), 0o755);
  const absent = { error: "ENOENT" };
  t.strictSame(found, [absent, absent, { path: join(root, "good/tool") }, { error: "EACCES" }]);
});
