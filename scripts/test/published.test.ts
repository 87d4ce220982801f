import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";

const RDUMP = join(import.meta.dirname, "../../packages/cli/bin/rdump.js");
const published = (name: string) => readFileSync(join(import.meta.dirname, "../..", name), "utf8");

/** The script of a step of the action, as a runner of GitHub hands it to bash. */
function scriptOf(step: string): string {
  const [, rest = ""] = published("action.yml").split(`- name: ${step}\n`);
  const [, block = ""] = /\n {6}run: \|\n((?: {8}.*\n?|\n)+)/.exec(rest) ?? [];
  return block.replace(/^ {8}/gm, "");
}

function folderWith(t: Test, files: { readonly [name: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), "rdump-published-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const CONFIGS = {
  "good.json5": "{ version: 1, volumes: {} }\n",
  "warned.json5": '{\n  version: 1,\n  stateDir: "/var//lib/rdump",\n  volumes: {},\n}\n',
  "bad.json5": "{ version: 1, volums: {} }\n",
};

t.test("the action annotates findings, fails as configured, and writes its log", (t) => {
  const cwd = folderWith(t, CONFIGS);
  const lint = (FILES: string, STRICT: string, SARIF = "") =>
    spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", scriptOf("Lint")], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, FILES, STRICT, SARIF, RDUMP },
    });
  t.match(lint("good.json5", "false"), { status: 0, stderr: "" });
  t.match(lint("good.json5 bad.json5", "false"), { status: 1, stdout: /^::error file=bad\.json5,line=1,/m });
  t.match(lint("warned.json5", "false"), { status: 0, stdout: /^::warning file=warned\.json5,line=3,/m });
  t.match(lint("warned.json5", "true"), { status: 1 });
  t.match(lint("bad.json5", "false", "log.sarif"), { status: 1 });
  t.match(JSON.parse(readFileSync(join(cwd, "log.sarif"), "utf8")), {
    version: "2.1.0",
    runs: [{ results: [{ ruleId: "config-missing-key" }, { ruleId: "config-unknown-key" }] }],
  });
  t.end();
});

interface Hook {
  readonly id: string;
  readonly entry: readonly string[];
  readonly files: RegExp;
}

function hooks(): readonly Hook[] {
  return published(".pre-commit-hooks.yaml")
    .split(/^- /m)
    .slice(1)
    .map((text) => {
      const value = (key: string) => new RegExp(`^ *${key}: (.*)$`, "m").exec(text)?.[1] ?? "";
      return { id: value("id"), entry: value("entry").split(" "), files: new RegExp(value("files")) };
    });
}

t.test("the hooks for pre-commit select only configs of rdump, and run existing commands", (t) => {
  const cwd = folderWith(t, CONFIGS);
  const all = hooks();
  t.strictSame(
    all.map(({ id }) => id),
    ["rdump-lint", "rdump-fmt"],
  );
  for (const { id, entry, files } of all) {
    for (const name of ["rdump.json5", "etc/rdump.json5", "hosts/rdump.joke.json5"])
      t.match(name, files, `${id} ${name}`);
    for (const name of ["package.json", "myrdump.json5", "rdump.json5.bak"]) t.notMatch(name, files, `${id} ${name}`);
    const [rdump, ...words] = entry;
    t.equal(rdump, "rdump");
    const run = (file: string) => spawnSync(process.execPath, [RDUMP, ...words, file], { cwd, encoding: "utf8" });
    t.match(run("good.json5"), { status: 0 }, id);
    t.equal(run("bad.json5").status === 0, id === "rdump-fmt", `${id}: a misspelled key is lint's to tell`);
  }
  t.equal(execFileSync("cat", [join(cwd, "good.json5")], { encoding: "utf8" }), CONFIGS["good.json5"]);
  t.end();
});
