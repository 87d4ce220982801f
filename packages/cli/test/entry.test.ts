import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";

const entry = new URL("../src/entry.ts", import.meta.url).pathname;
const flags = ["--import=tsx", "--conditions=rdump-source", "--no-warnings"];
const { NODE_OPTIONS: _, ...env } = process.env;

t.test("`rdump rsure` is `rsure`", async (t) => {
  const run = (...argv: string[]) => spawnSync(process.execPath, [...flags, entry, ...argv], { env, encoding: "utf8" });
  t.match(run("rsure", "--version"), { status: 0, stdout: /^rsure \d/ });
  t.match(run("rsure", "fly"), { status: 2, stderr: /^rsure: unknown command "fly"/ });
});

t.test("`rdump rsure` cleans up when it is interrupted", async (t) => {
  const top = mkdtempSync(join(tmpdir(), "rdump-entry-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  mkdirSync(join(top, "t"));
  writeFileSync(join(top, "t/endless"), "");
  truncateSync(join(top, "t/endless"), 2 ** 36);
  const file = join(top, "2sure.dat.gz");
  const child = spawn(process.execPath, [...flags, entry, "rsure", "-f", file, "-d", join(top, "t"), "scan"], { env });
  const ended = once(child, "exit");
  while (!existsSync(`${file}.rsure-new`)) await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill("SIGTERM");
  t.same(await ended, [143, null]);
  t.same(readdirSync(top), ["t"]);
});

t.test("a closed output pipe is not an error", async (t) => {
  for (const line of ["--version", "lint --help", "schema"]) {
    const script = `{ sleep 0.2; "$@" ${line}; echo "exit $?" >&2; } | true`;
    const { stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...flags, entry], {
      env,
      encoding: "utf8",
    });
    t.equal(stderr, "exit 0\n", line);
  }
});

t.test("an output error is reported once, and fails", async (t) => {
  const into = (line: string, where: string) =>
    spawnSync("bash", ["-c", `"$@" ${line} ${where}`, "bash", process.execPath, ...flags, entry], {
      env,
      encoding: "utf8",
    });
  const said = /^Cannot write the output: ENOSPC: [^\n]*\n$/;
  for (const line of ["--version", "plan --help", "schema"]) {
    t.match(into(line, "> /dev/full"), { status: 1, stderr: said }, line);
  }
  t.match(into("rsure --version", "> /dev/full"), { status: 2, stderr: said });
  t.match(into("schema", "> /dev/full 2>&1"), { status: 1, signal: null });
  t.match(into("schema", "2> /dev/full"), { status: 0, stdout: /^\{[\s\S]*\}\n$/ });
  t.match(into("explain no-such-code", "2> /dev/full"), { status: 1, signal: null });
});

t.test("truncated output fails too", async (t) => {
  const top = mkdtempSync(join(tmpdir(), "rdump-entry-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const script = `trap "" XFSZ; ulimit -f 4; "$@" schema > ${join(top, "schema")}`;
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...flags, entry], {
    env: { ...env, TSX_DISABLE_CACHE: "1" },
    encoding: "utf8",
  });
  t.match({ status, stderr }, { status: 1, stderr: /^Cannot write the output: EFBIG/ });
});

t.test("before a command begins, a tenth of the program is loaded", (t) => {
  const bundle = new URL("../bundle/", import.meta.url);
  const sizeOf = (name: string, seen: Set<string>): number => {
    if (seen.has(name)) return 0;
    seen.add(name);
    const text = readFileSync(new URL(name, bundle), "utf8");
    const imported = Array.from(
      text.matchAll(/^(?:import|\} from|export .* from) ?"\.\/(\S+\.js)"/gm),
      ([, each = ""]) => each,
    );
    return imported.reduce((sum, each) => sum + sizeOf(each, seen), text.length);
  };
  const size = sizeOf("main.js", new Set());
  t.ok(size > 100_000 && size < 300_000, `${size} bytes`);
  t.end();
});
