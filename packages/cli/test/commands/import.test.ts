import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { ATTACKER } from "@rdump/core/conformance";
import t from "tap";
import { openScene } from "../scene.ts";

const FIXTURES = join(import.meta.dirname, "../../../../fixtures/imports");

t.test(
  "import prints a config, the lost settings, and the commands for adoption; --out writes only a new file",
  async (t) => {
    const scene = openScene(t);
    const file = join(FIXTURES, "borgmatic-sections.yaml");
    const shown = await scene.rdump("import", file);
    t.match(shown, {
      exitCode: 0,
      err: /`before_backup` has no counterpart[\s\S]*rdump adopt 'srv-www\.archives\["www"\]' '[^ ']+-www-\S+-\*'/,
    });
    t.match(shown.out, /source: \{\n\s+type: "plain",\n\s+path: "\/srv\/www"/);
    t.notMatch(`${shown.out}${shown.err}`, "d0ntC0py");
    t.match(await scene.rdump("import", file, "--out", "new.json5"), { exitCode: 0, out: "" });
    t.equal(statSync(scene.path("new.json5")).mode & 0o777, 0o600);
    t.equal(readFileSync(scene.path("new.json5"), "utf8"), shown.out);
    t.equal((await scene.rdump("lint", "new.json5")).exitCode, 0);
    t.match(await scene.rdump("import", file, "--out", "new.json5"), { exitCode: 1, err: "import-failed" });
    const sanoid = join(FIXTURES, "sanoid-local.conf");
    const [conf = "", cron = ""] = readFileSync(sanoid, "utf8").split("# from");
    writeFileSync(scene.path("sanoid.conf"), conf);
    writeFileSync(scene.path("cron"), `# from${cron}`);
    t.match((await scene.rdump("import", "sanoid.conf", "cron")).out, /dataset: "backup\/home"/);
    writeFileSync(scene.path("none.yaml"), "a: 1\n");
    t.match(await scene.rdump("import", "none.yaml"), { exitCode: 1, err: /import-failed[\s\S]*--format/ });
    t.match(await scene.rdump("import", "missing.yaml"), { exitCode: 1, err: "config-absent" });
  },
);

const needsRoot = process.getuid?.() === 0 ? false : "needs root, to give a directory to another user";

t.test("--out follows no link of another user", { skip: needsRoot }, async (t) => {
  const scene = openScene(t);
  for (const name of ["theirs", "secret"]) mkdirSync(scene.path(name));
  chmodSync(scene.root, 0o755);
  symlinkSync("../secret", scene.path("theirs/conf"));
  chownSync(scene.path("theirs"), ATTACKER, ATTACKER);
  const file = join(FIXTURES, "borgmatic-sections.yaml");
  const refused = await scene.rdump("import", file, "--out", "theirs/conf/rdump.json5");
  t.match(refused, { exitCode: 1, err: /import-failed[\s\S]*is a symbolic link/ });
  t.strictSame(readdirSync(scene.path("secret")), []);
});
