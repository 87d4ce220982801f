import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import t from "tap";
import { main } from "../../src/command/main.ts";
import { Collector, finished, rsure, sandbox, startRsure } from "../sandbox.ts";

t.setTimeout(300_000);

const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** A surefile of a chain of directories, as a user with a tree of this depth makes it. */
function forgeChain(file: string, depth: number): void {
  const revision = { name: "1", number: 1, tags: { "as-of": "2026-11-01T00:00:00Z" }, time: "2026-11-01T00:00:00Z" };
  const lines = [
    `\x01t${JSON.stringify({ version: 1, deltas: [revision] })}`,
    "\x01I 1\nasure-2.0\n-----",
    "d__root__ [gid 0 kind dir perm 493 uid 0 ]",
    ...new Array<string>(depth).fill("dd [gid 0 kind dir perm 493 uid 0 ]"),
    ...new Array<string>(depth + 1).fill("-\nu"),
    "\x01E 1\n",
  ];
  writeFileSync(file, gzipSync(lines.join("\n")));
  chmodSync(file, 0o600);
}

t.test("compare needs little memory for a chain of directories that is missing", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  forgeChain(file, 100_000);
  const env = { NODE_OPTIONS: "--max-old-space-size=200" };
  const { status, out } = await finished(
    startRsure([`--file=${file}`, `--dir=${tree}`, "--json", "--ignore=uid,gid,perm", "compare"], { env }),
  );
  t.equal(status, 1);
  t.match(out, /^\{"type":"removed","path":"d","kind":"dir"\}\n\{"type":"summary","differences":1,"problems":0\}\n$/);
});

t.test("a signal ends each command that reads a surefile, although it reports nothing", async (t) => {
  const { top, tree } = sandbox(t);
  const file = join(top, "2sure.dat.gz");
  await rsure(`--file=${file}`, `--dir=${tree}`, "scan");
  await rsure(`--file=${file}`, `--dir=${tree}`, "update");
  for (const command of ["compare", "check", "signoff", "show", "find"]) {
    const argv = [`--file=${file}`, `--dir=${tree}`, command];
    const io = { stdout: new Collector(), stderr: new Collector() };
    await t.rejects(
      main(argv, { ...io, signal: AbortSignal.abort(new Error("ended")) }),
      { message: "ended" },
      command,
    );
  }
});

t.test("compare and check see the same in a tree that is deeper than a shown path", async (t) => {
  if (!hasPython) return t.pass("there is no python3 to make the tree", { skip: true });
  const { top, tree } = sandbox(t);
  const copy = join(top, "copy");
  mkdirSync(copy);
  t.teardown(() => execFileSync("rm", ["-rf", tree, copy]));
  // Copied by the same script, because cp and tar end at such depths.
  const script = `import os, sys
for root in sys.argv[1:]:
    os.chdir(root)
    for i in range(9000):
        os.mkdir("d")
        os.chdir("d")
        if i > 8990:
            open("f", "w").write(str(i))
            os.link("f", "g")
            for each in ["f", "."]: os.utime(each, (1e9, 1e9))`;
  execFileSync("python3", ["-c", script, tree, copy]);
  const file = join(top, "2sure.dat.gz");
  await rsure(`--file=${file}`, `--dir=${tree}`, "scan");
  const compare = (...words: string[]) => rsure(`--file=${file}`, `--dir=${copy}`, "--json", ...words);
  const nothing = '{"type":"summary","differences":0,"problems":0}\n';
  t.same(await compare("compare"), { status: 0, out: nothing, err: "" });
  t.same(await compare("--links", "check"), { status: 0, out: nothing, err: "" });
  const changes = `import os, sys
os.chdir(sys.argv[1])
for i in range(8995): os.chdir("d")
os.chmod("f", 0o600)
os.unlink("d/f")
open("d/d/h", "w").close()`;
  execFileSync("python3", ["-c", changes, copy]);
  const { out } = await compare("--ignore=links,mtime", "compare");
  const found = out
    .trim()
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const shortened = found.map(({ path, ...rest }) => ({ ...rest, path: path.slice(-7), length: path.length }));
  t.same(shortened, [
    { type: "removed", kind: "file", path: "d/.../f", length: 16_391 },
    { type: "changed", attributes: ["perm"], path: "d/.../f", length: 16_391 },
    { type: "changed", attributes: ["perm"], path: "d/.../g", length: 16_391 },
    { type: "added", kind: "file", path: "d/.../h", length: 16_391 },
  ]);
});
