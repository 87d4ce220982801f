import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

const ADDRESS = 'docs.archives["offsite"]';

t.test("a saved plan is refused after a change of an included file", async (t) => {
  const scene = openScene(t);
  const { repositories, ...config } = simpleConfig(scene);
  scene.declare({ ...config, include: ["shared/repositories.json5"] });
  mkdirSync(scene.path("shared"));
  const shared = scene.path("shared", "repositories.json5");
  const text = JSON.stringify({ repositories });
  writeFileSync(shared, text);
  t.match(await scene.rdump("plan", "--out", "plan.json"), { exitCode: 0 });
  writeFileSync(shared, `${text}\n`);
  const refused = await scene.rdump("apply", "-y", "plan.json");
  t.match(refused, { exitCode: 1, err: "plan-stale" });
  writeFileSync(shared, text);
  t.match(await scene.rdump("apply", "-y", "plan.json"), { exitCode: 0 });
  t.equal(scene.archives().length, 1);
});

t.test("pins are written into the file that has the list", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  scene.declare({ ...config, include: ["pins.json5"] });
  writeFileSync(
    scene.path("pins.json5"),
    `// the pins\n{ pinned: { ${JSON.stringify(ADDRESS)}: [{ id: "0f1e2d" }] } }\n`,
  );
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  const before = readFileSync(scene.path("rdump.json5"), "utf8");
  const written = await scene.rdump("pin", "--write", `${ADDRESS}@${scene.archive("docs-")}`);
  t.match(written, { exitCode: 0, out: /pins\.json5 was changed/ });
  t.equal(readFileSync(scene.path("rdump.json5"), "utf8"), before);
  const [id = ""] = scene.borg("list", "--format={id}{NL}").split("\n");
  t.match(readFileSync(scene.path("pins.json5"), "utf8"), new RegExp(`// the pins\n.*${id}.*0f1e2d`));
  t.match(await scene.rdump("unpin", "--write", `${ADDRESS}@${id}`), { exitCode: 0 });
  t.notMatch(readFileSync(scene.path("pins.json5"), "utf8"), id);
  chmodSync(scene.path("pins.json5"), 0o666);
  t.match(await scene.rdump("pin", `${ADDRESS}@${id}`), {
    exitCode: 1,
    err: /rdump\.json5:1:\d+: error: .*\[config-untrusted\]/,
  });
});

t.test("an included file of another kind is refused, and no line of it is shown", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  const refuses = async (entry: string, code: string, commands = ["plan", "lint", "config"]) => {
    scene.declare({ ...config, include: [entry] });
    for (const command of commands) {
      const { exitCode, out, err } = await scene.rdump(command);
      t.equal(exitCode, 1, `${command} ${entry}`);
      t.match(`${out}${err}`, `[${code}]`);
      t.notMatch(`${out}${err}`, "PRIVATE");
    }
  };
  await refuses("missing.json5", "config-absent");
  await refuses("source", "config-no-file");
  execFileSync("mkfifo", [scene.path("fifo.json5")]);
  await refuses("fifo.json5", "config-no-file");
  symlinkSync("/dev/zero", scene.path("zero.json5"));
  await refuses("zero.json5", "config-no-file", ["lint", "config"]);
  await refuses("zero.json5", "config-untrusted", ["plan"]);
  symlinkSync("loop.json5", scene.path("loop.json5"));
  await refuses("loop.json5", "config-unreadable");
  writeFileSync(scene.path("key"), "-----BEGIN PRIVATE KEY-----\nPRIVATE\n");
  symlinkSync("key", scene.path("key.json5"));
  await refuses("key.json5", "config-syntax");
  writeFileSync(scene.path("large.json5"), `{ /* ${"x".repeat(1024 * 1024 - 100)} */ }`);
  await refuses("large.json5", "config-too-large");
  rmSync(scene.path("source"), { recursive: true });
});

t.test("config shows each value with its place, and what it overrides", async (t) => {
  const scene = openScene(t);
  const config = simpleConfig(scene);
  scene.declare({
    ...config,
    include: ["shared.json5"],
    notify: { webhook: "https://hooks.example/T0/S3CRET" },
    hosts: { [hostname()]: {}, web: { id: "web-1", limits: { destroy: "20%" } } },
  });
  writeFileSync(scene.path("shared.json5"), `{\n  id: "shared",\n  limits: { destroy: "10%" },\n}\n`);
  const shown = await scene.rdump("config");
  t.match(shown, { exitCode: 0, err: "" });
  t.match(shown.out, /^id: "joke" {2}\/\/ rdump\.json5:1:\d+$/m);
  t.match(shown.out, /^limits\.destroy: "10%" {2}\/\/ shared\.json5:3:22$/m);
  t.match(shown.out, /^limits\.shrink: "50%" {2}\/\/ default$/m);
  t.match(shown.out, /^notify\.webhook: "\*\*\*"/m);
  t.notMatch(shown.out, "S3CRET");
  const why = await scene.rdump("config", "--host", "web", "--why", "id");
  t.match(why.out, /^id: "web-1" .*\n {4}overrides rdump\.json5:1:\d+\n {4}overrides shared\.json5:2:3\n$/);
  const { values, files, host } = JSON.parse(
    (await scene.rdump("config", "--host", "web", "--json", "--why", "limits")).out,
  );
  t.strictSame({ files, host }, { files: ["rdump.json5", "shared.json5"], host: "web" });
  t.match(values, [
    { path: "limits.destroy", value: "20%", overrides: [{ file: "shared.json5", line: 3, column: 13 }] },
    { path: "limits.shrink", declared: null },
  ]);
  t.notMatch((await scene.rdump("config", "--json")).out, "S3CRET");
  t.match(await scene.rdump("config", "--why", "timezon"), { exitCode: 1, err: /Did you mean timezone\?/ });
  t.match(await scene.rdump("config", "--host", "db"), { exitCode: 1, err: /config-no-such-host/ });
  t.match(await scene.rdump("lint", "--host", "web"), { exitCode: 0 });
  const { out } = await scene.rdump("schema", "--part");
  t.notOk("required" in JSON.parse(out));
});
