import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
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
import { fileURLToPath } from "node:url";
import t from "tap";
import { CACHE, withChecksum } from "../src/scripts.ts";

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

const bundle = fileURLToPath(new URL("../bundle/", import.meta.url));
const skip = existsSync(join(bundle, "rdump.js")) ? false : "the command is not built";

/** A script and all scripts that are loaded with it. */
function loadedWith(entry: string): readonly string[] {
  const seen = new Map<string, string>();
  const read = (name: string) => {
    if (seen.has(name)) return;
    const text = readFileSync(join(bundle, name), "utf8");
    seen.set(name, text);
    for (const [, each = ""] of text.matchAll(/^var import_.* = require\("\.\/(\S+\.js)"\);$/gm)) read(each);
  };
  read(readdirSync(bundle).find((name) => name.startsWith(`${entry}-`) && name.endsWith(".js")) ?? "");
  return [...seen.values()];
}

t.test("before a command begins, a tenth of the program is loaded", { skip }, (t) => {
  const size = loadedWith("main").reduce((sum, text) => sum + text.length, 0);
  t.ok(size > 100_000 && size < 300_000, `${size} bytes`);
  t.end();
});

t.test("the library that runs processes is loaded with the first process", { skip }, (t) => {
  const runsProcesses = (text: string) => text.includes("createExeca(");
  t.notOk(loadedWith("plan").some(runsProcesses));
  t.ok(loadedWith("launch").some(runsProcesses));
  t.end();
});

t.test("the code cache of the build is used, and the command works without it", { skip }, (t) => {
  const copy = join(t.testdir(), "bundle");
  cpSync(bundle, copy, { recursive: true });
  const caches = readdirSync(copy).filter((name) => name.endsWith(CACHE));
  const main = caches.find((name) => /^main-/.test(name)) ?? "";
  const config = join(t.testdirName, "rdump.json5");
  writeFileSync(config, "{ version: 1, timezone: 'UTC', volumes: {} }");
  const run = () => spawnSync(process.execPath, [join(copy, "rdump.js"), "lint", config], { env, encoding: "utf8" });
  const { status, stdout } = run();
  t.equal(status, 0);
  t.match(caches, /rsure-main-/);

  const accepted = (directory: string) => {
    const check = `
      const { Script } = require("node:vm");
      const original = Script.prototype.runInThisContext;
      Script.prototype.runInThisContext = function (...words) {
        process.stderr.write(String(this.cachedDataRejected) + "\\n");
        return original.apply(this, words);
      };`;
    writeFileSync(join(directory, "../check.cjs"), check);
    const argv = ["--require", join(directory, "../check.cjs"), join(directory, "rdump.js"), "lint", config];
    return spawnSync(process.execPath, argv, { env, encoding: "utf8" }).stderr.trim().split("\n");
  };
  t.strictSame(new Set(accepted(copy)), new Set(["false"]), "all scripts have a cache that V8 accepts");

  truncateSync(join(copy, main), 100);
  t.match(run(), { status: 0, stdout }, "a truncated cache");
  t.match(accepted(copy), ["undefined"]);
  const bytes = readFileSync(join(bundle, main));
  const damages: { readonly [damage: string]: Buffer } = {
    "a bit in its middle": Buffer.from(bytes).fill(
      (bytes[bytes.length >> 1] ?? 0) ^ 4,
      bytes.length >> 1,
      (bytes.length >> 1) + 1,
    ),
    "a page of zeros": Buffer.from(bytes).fill(0, 8192, 12_288),
    "an empty file": Buffer.alloc(0),
  };
  for (const [damage, content] of Object.entries(damages)) {
    writeFileSync(join(copy, main), content);
    t.match(run(), { status: 0, stdout }, damage);
    t.match(accepted(copy), ["undefined"], `${damage}: V8 does not get the cache`);
  }
  const other = bytes.subarray(0, -4);
  other.writeUInt32LE(other.readUInt32LE(4) ^ 1, 4);
  writeFileSync(join(copy, main), withChecksum(other));
  t.match(run(), { status: 0, stdout }, "a cache of another version");
  t.match(accepted(copy), ["true"]);
  for (const name of caches) rmSync(join(copy, name));
  t.match(run(), { status: 0, stdout }, "no cache");
  t.end();
});
