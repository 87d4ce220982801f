import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { rsure, sandbox } from "../sandbox.ts";

/** A tree with a revision, and a copy of the tree with every attribute. */
async function copied(t: Test) {
  const { top, tree } = sandbox(t);
  for (const name of ["d/sub", "gone/below", "empty"]) mkdirSync(join(tree, name), { recursive: true });
  const files = ["d/a", "d/sub/odd\n=[] \u00e4", "gone/below/x", "plain", "same", "old"];
  for (const name of files) writeFileSync(join(tree, name), name);
  linkSync(join(tree, "plain"), join(tree, "d/linked"));
  symlinkSync("plain", join(tree, "symbolic"));
  execFileSync("mkfifo", [join(tree, "fifo")]);
  execFileSync("touch", ["--date=@-1.5", join(tree, "old")]);
  utimesSync(join(tree, "same"), 1_000_000_001.75, 1_000_000_001.75);
  const file = join(top, "2sure.dat.gz");
  await rsure(`--file=${file}`, `--dir=${tree}`, "scan");
  const copy = join(top, "copy");
  execFileSync("cp", ["-a", tree, copy]);
  const compare = async (...options: string[]) => {
    const run = await rsure(`--file=${file}`, `--dir=${copy}`, "--json", ...options, "compare");
    const lines = run.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    return { status: run.status, found: lines.slice(0, -1), last: lines.at(-1) };
  };
  return { tree, copy, compare, file };
}

t.test(
  "a copy with all attributes does not differ, and each change of metadata is found without reading",
  async (t) => {
    const { copy, compare } = await copied(t);
    t.same(await compare(), { status: 0, found: [], last: { type: "summary", differences: 0, problems: 0 } });
    const at = (name: string) => join(copy, name);
    chmodSync(at("d/a"), 0o600);
    rmSync(at("gone"), { recursive: true });
    mkdirSync(at("new/below"), { recursive: true });
    writeFileSync(at("new/below/x"), "1");
    utimesSync(at("old"), 5, 5);
    rmSync(at("symbolic"));
    symlinkSync("elsewhere", at("symbolic"));
    rmSync(at("fifo"));
    mkdirSync(at("fifo"));
    writeFileSync(at("same"), "SAME");
    utimesSync(at("same"), 1_000_000_001.25, 1_000_000_001.25);
    const { status, found } = await compare();
    t.equal(status, 1);
    const sorted = found.map((each) => JSON.stringify(each)).sort();
    t.same(sorted, [
      '{"type":"added","path":"new","kind":"dir"}',
      '{"type":"changed","path":"d/a","attributes":["perm"]}',
      '{"type":"changed","path":"fifo","attributes":["kind","perm"]}',
      '{"type":"changed","path":"old","attributes":["mtime"]}',
      '{"type":"changed","path":"symbolic","attributes":["targ"]}',
      '{"type":"removed","path":"gone","kind":"dir"}',
    ]);
    const { found: ignoring } = await compare("--ignore=perm,mtime");
    t.notOk(ignoring.some(({ path }) => path === "d/a" || path === "old"));
  },
);

t.test("names that are one file on one side alone are found", async (t) => {
  const { copy, compare } = await copied(t);
  const at = (name: string) => join(copy, name);
  execFileSync("cp", ["-p", at("d/linked"), at("n")]);
  renameSync(at("n"), at("d/linked"));
  const [broken, ...others] = (await compare()).found;
  t.match(broken, { type: "changed", attributes: ["links"] });
  t.same(others, []);
  t.same((await compare("--ignore=links")).found, []);
  rmSync(at("same"));
  execFileSync("ln", [at("plain"), at("same")]);
  t.ok((await compare("--ignore=size,mtime")).found.some(({ path }) => path === "same"));
});

t.test("times in one period of the window are the same, and a missing revision is an error", async (t) => {
  const { tree, copy, compare, file } = await copied(t);
  utimesSync(join(copy, "same"), 1_000_000_000, 1_000_000_000);
  t.match((await compare()).found, [{ path: "same", attributes: ["mtime"] }]);
  t.same((await compare("--window=2")).found, []);
  const run = await rsure(`--file=${file}`, `--dir=${tree}`, "--revision=none", "compare");
  t.equal(run.status, 2);
  t.equal((await rsure(`--file=${file}`, `--dir=${tree}`, "--window=0", "compare")).status, 2);
  t.match(await rsure(`--file=${file}`, `--dir=${tree}`, "compare"), { status: 0, out: /^Compare / });
});

t.test("links and FIFOs with several names are counted: a revision does not record them", async (t) => {
  const { copy, compare } = await copied(t);
  for (const name of ["symbolic", "fifo"]) linkSync(join(copy, name), join(copy, `empty/${name}`));
  t.match(await compare(), { status: 1, last: { type: "summary", differences: 2, problems: 0, linked: 4 } });
  t.notOk("linked" in (await compare("--ignore=links")).last);
});
