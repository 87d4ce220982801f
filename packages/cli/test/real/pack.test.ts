import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const PACKAGE = join(import.meta.dirname, "../..");
const skip = existsSync(join(PACKAGE, "bundle/rdump.js")) ? false : "the command is not built";

t.test("the packed command installs by itself, without a registry, and runs", { skip }, async (t) => {
  const root = t.testdir({ prefix: {}, "rdump.json5": "{ version: 1, volumes: {} }" });
  const run = (program: string, ...argv: readonly string[]) =>
    execFileSync(program, argv, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  run("npm", "pack", PACKAGE, "--pack-destination", root);
  const [packed = ""] = readdirSync(root).filter((name) => name.endsWith(".tgz"));
  run("npm", "install", "--global", "--offline", "--prefix", join(root, "prefix"), join(root, packed));
  const rdump = join(root, "prefix/bin/rdump");
  t.match(run(rdump, "--version"), /^\d+\.\d+\.\d+\n$/);
  t.match(run(rdump, "lint", "rdump.json5"), "rdump.json5");
  t.match(run(rdump, "rsure", "--help"), "usage: rsure");
});
