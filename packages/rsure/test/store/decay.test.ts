import { chmodSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import t from "tap";
import { formatInstant } from "../../src/format/instant.ts";
import { linesOf, plant, rsure, sandbox } from "../sandbox.ts";

const NAMES = ["a=", "b", "sub/c", "sub/d"] as const;

/** A surefile whose newest revision has other hashes than the files: as if the files had decayed since. */
function scene(t: { teardown(act: () => void): unknown }) {
  const { top, tree } = sandbox(t);
  for (const name of NAMES) plant(tree, { [name]: `content of ${name}` });
  const file = join(top, "2sure.dat");
  const run = (...argv: string[]) => rsure("-f", file, "-d", tree, "--json", ...argv);
  return {
    tree,
    run,
    decays: async (...argv: string[]) => {
      const { status, out } = await run(...argv);
      const lines = out.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
      return { status, found: lines.filter(({ type }) => type === "decayed") };
    },
    /** The record says that the file had another content. */
    rewrite(name: string, change: (hash: string) => string): string {
      const text = readFileSync(file, "latin1");
      const [line = "", hash = ""] =
        new RegExp(`^f${name.replace("=", "=3d")} \\[.* sha1 ([0-9a-f]{40}) .*$`, "m").exec(text) ?? [];
      writeFileSync(file, text.replace(line, line.replace(hash, change(hash))), { mode: 0o600 });
      return change(hash);
    },
    show: async () => (await rsure("-f", file, "show")).out,
  };
}

const flipped = (hash: string): string => (hash[0] === "0" ? "1" : "0") + hash.slice(1);
/** Later than all ctimes: they are clearly older. */
const LATER = 10;

/** Records have ctimes in whole seconds. */
async function nextSecond(path: string): Promise<void> {
  while (Math.floor(statSync(path).ctimeMs / 1000) >= Math.floor(Date.now() / 1000)) await setTimeout(50);
}

async function aged(t: { teardown(act: () => void): unknown }) {
  const all = scene(t);
  const { run, tree } = all;
  const file = join(tree, "..", "2sure.dat");
  // The moment of revisions is clearly later than the ctimes: the clock cannot be set, so the tags are.
  const moment = Math.max(...NAMES.map((name) => Math.floor(statSync(join(tree, name)).ctimeMs / 1000))) + LATER;
  const age = () => {
    const text = readFileSync(file, "latin1");
    writeFileSync(file, text.replace(/"as-of":"[^"]*"/g, `"as-of":"${formatInstant(moment)}"`), { mode: 0o600 });
  };
  await run("update");
  age();
  return { ...all, age, moment };
}

t.test("a hash that changed alone is a decay, which lasts until the file is good, written or gone", async (t) => {
  const { run, decays, rewrite, show, tree, age, moment } = await aged(t);
  const good = rewrite("c", flipped);
  t.strictSame((await decays("update")).found, [], "update does not read the file");
  age();
  const named = { type: "decayed", path: "sub/c", good, asOf: formatInstant(moment), certain: true };
  const first = await decays("--scrub=all", "update");
  t.equal(first.status, 1);
  t.match(first.found, [named]);
  t.not(first.found[0].now, good);
  t.match(await show(), new RegExp(`^fc \\[ctime \\d+ decayed ${good}@${moment} gid `, "m"), "the revision says so");
  t.match((await decays("update")).found, [named], "each update reads it");
  t.match((await decays("scan")).found, [named]);
  await nextSecond(join(tree, "sub/c"));
  chmodSync(join(tree, "sub/c"), 0o600);
  const { out } = await run("update");
  t.match(out, /^\{"type":"decay-ended","path":"sub\/c"\}$/m, "a later ctime: the file was used since");
  t.notMatch(out, /"decayed"/);
  t.notMatch(await show(), /decayed/);
  t.equal((await run("check")).status, 0);
});

t.test("a decay goes with a renamed directory, and ends where its file was written or is good", async (t) => {
  const { decays, run, rewrite, show, tree, age, moment } = await aged(t);
  const good = rewrite("c", flipped);
  t.equal((await decays("--scrub=all", "update")).status, 1);
  age();
  const followed = async (from: string, to: string) => {
    renameSync(join(tree, from), join(tree, to));
    const { out } = await run("update");
    age();
    t.match(out, new RegExp(`"type":"decayed","path":"${to}/c","good":"${good}"`));
    t.notMatch(out, /decay-ended/);
    t.match(await show(), new RegExp(`^fc \\[ctime \\d+ decayed ${good}@${moment} gid `, "m"), "the revision says so");
    t.match((await decays("update")).found, [{ path: `${to}/c`, good }], "and each further update");
    age();
  };
  await followed("sub", "zzz");
  // The line of the file is written before the former one is read.
  await followed("zzz", "aaa");
  t.equal((await run("check")).status, 0, "the surefile is whole");
});

t.test("a decay ends also for a deleted file, and for no other file", async (t) => {
  const { run, rewrite, tree } = await aged(t);
  for (const name of ["b", "d"]) rewrite(name, flipped);
  t.equal((await run("--scrub=all", "update")).status, 1);
  rmSync(join(tree, "sub"), { recursive: true });
  const { out } = await run("update");
  t.match(out, /"type":"decayed","path":"b"/);
  t.strictSame(out.match(/"decay-ended".*$/gm), ['"decay-ended","path":"sub/d"}']);
});

t.test("a check accepts the last good content of a decayed file, and no other", async (t) => {
  const { run, show, tree } = await aged(t);
  const file = join(tree, "..", "2sure.dat");
  const real = /^fb \[.* sha1 ([0-9a-f]{40}) /m.exec(await show())?.[1];
  const text = readFileSync(file, "latin1");
  const asDecayed = (good: string) =>
    text.replace(/^(fb \[ctime \d+ )(.* sha1 )[0-9a-f]{40}/m, `$1decayed ${good}@5 $2${"e".repeat(40)}`);
  writeFileSync(file, asDecayed(real ?? ""), { mode: 0o600 });
  t.strictSame(linesOf(await rsure("-f", file, "-d", tree, "check")), [], "the copy kept the good content");
  t.strictSame((await run("update")).status, 0, "the source has it again");
  t.notMatch(await show(), /decayed/);
  writeFileSync(file, asDecayed("d".repeat(40)), { mode: 0o600 });
  t.match(linesOf(await rsure("-f", file, "-d", tree, "check")), [/^ {2}\[sha1 +\] ".*\/b"$/]);
});

t.test("no decay: a ctime of the revision's own second is doubtful, and any other attribute is a change", async (t) => {
  const { decays, run, rewrite, show, tree } = scene(t);
  await run("update");
  const good = rewrite("c", flipped);
  const { status, found } = await decays("update");
  t.match(found, [{ path: "sub/c", good, certain: false }]);
  t.equal(status, 0);
  t.notMatch(await show(), /decayed/);
  rewrite("d", flipped);
  renameSync(join(tree, "sub/d"), join(tree, "d"));
  rewrite("a=", flipped);
  plant(tree, { "a=": "longer content of a=" });
  t.strictSame((await decays("update")).found, [], "another name, another size");
});

t.test("--scrub takes a period", async (t) => {
  const { run } = scene(t);
  for (const bad of ["30", "0d", "d", "1.5d", "all,"]) t.equal((await run(`--scrub=${bad}`, "update")).status, 2, bad);
  t.equal((await run("--scrub=2w", "update")).status, 0);
  t.equal((await run("--tag=scrub=7", "update")).status, 2, "the tag is reserved");
});
