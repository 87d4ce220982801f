import { execFileSync } from "node:child_process";
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { rsure, sandbox } from "../sandbox.ts";

const NAMES = ["a", "b c", "d/a", "d/e\n", "d/f/x", "d/f/y", "g/x", "h\u00e4"];

/** Larger than what is read with other files. */
const LARGE = Buffer.alloc(5 << 20, "x");

t.test("check finds differing hard links where compare finds them, in any tree", async (t) => {
  const { top, tree } = sandbox(t);
  const [file, copy] = [join(top, "2sure.dat.gz"), join(top, "copy")];
  let state = 20_261_130;
  const chance = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (root: string) => join(root, NAMES[chance(NAMES.length)] as string);
  const link = (root: string) => {
    const [from, to] = [pick(root), pick(root)];
    if (from === to || !existsSync(from)) return;
    rmSync(to, { force: true });
    linkSync(from, to);
  };
  const part = (root: string) => {
    const path = pick(root);
    if (!existsSync(path)) return;
    execFileSync("cp", ["-p", path, join(root, "part")]);
    renameSync(join(root, "part"), path);
  };
  const found = async (...words: string[]) => {
    const { out } = await rsure(`--file=${file}`, `--dir=${copy}`, "--json", ...words);
    const lines = out.trim().split("\n");
    const paths = lines
      .map((line) => JSON.parse(line))
      .flatMap(({ attributes = [], path }) => (attributes.includes("links") ? [path] : []));
    return paths.sort();
  };
  let differing = 0;
  for (let round = 0; round < 40; round++) {
    for (const each of [tree, copy]) rmSync(each, { recursive: true, force: true });
    for (const each of ["d/f", "g"]) mkdirSync(join(tree, each), { recursive: true });
    for (const name of NAMES) writeFileSync(join(tree, name), round === 7 ? LARGE : "one content");
    for (let count = chance(6); count > 0; count--) link(tree);
    rmSync(file, { force: true });
    await rsure(`--file=${file}`, `--dir=${tree}`, "scan");
    execFileSync("cp", ["-a", tree, copy]);
    for (let count = chance(4); count > 0; count--) [link, part][chance(2)]?.(copy);
    if (chance(4) === 0) rmSync(pick(copy), { force: true });
    if (chance(6) === 0) rmSync(join(copy, "d"), { recursive: true });
    if (chance(6) === 0) writeFileSync(join(copy, "new"), "one content");
    const expected = await found("compare");
    // Which names of a group are reported depends on the order of the walk.
    t.equal((await found("--links", "check")).length > 0, expected.length > 0, `round ${round}`);
    t.same(await found("--links", "--ignore=links", "check"), []);
    t.same(await found("check"), [], "only if it is asked for");
    if (expected.length > 0) differing++;
  }
  t.ok(differing > 10, `${differing} rounds with differences`);
});

t.test("a revision of a program that does not sort attributes has its hard links, too", async (t) => {
  const { top, tree } = sandbox(t);
  writeFileSync(join(tree, "a"), "x");
  linkSync(join(tree, "a"), join(tree, "b"));
  const file = join(top, "2sure.dat");
  await rsure(`--file=${file}`, `--dir=${tree}`, "scan");
  execFileSync("sed", ["-i", "-E", "s/ ino ([0-9]+) kind file (.*) \\]$/ kind file \\2 ino \\1 ]/", file]);
  t.match(execFileSync("cat", [file], { encoding: "latin1" }), /kind file .* ino \d+ \]$/m);
  execFileSync("cp", ["-p", join(tree, "a"), join(tree, "c")]);
  renameSync(join(tree, "c"), join(tree, "a"));
  const { out, status } = await rsure(`--file=${file}`, `--dir=${tree}`, "--links", "check");
  t.match(out, /\[links +\] .*b"$/m);
  t.equal(status, 1);
});
