import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Command, Step } from "@rdump/core/provider";
import t from "tap";
import { codeOf, type Declared, Field, type Hooks, RSURE } from "./field.ts";

const TIME = 1_700_000_000;

/** Writes a file that has the size and the time of before. */
function write(file: string, content: string): void {
  writeFileSync(file, content);
  utimesSync(file, TIME, TIME);
}

function revisions(field: Field, options: readonly string[] = []): Declared {
  const [node, ...rsure] = RSURE;
  const update = (stamp: string) => {
    execFileSync(node, [...rsure, `--tag=name=${stamp}`, ...options, "update"], { cwd: field.source });
  };
  return { surefile: "2sure.dat.gz", update };
}

/** The copies by content that a run makes, each with its filter rules. */
function byContent(): { readonly seen: string[][]; readonly hooks: Hooks } {
  const seen: string[][] = [];
  const isOurs = (step: Step): step is Command => step.do === "run" && step.argv.includes("--checksum");
  const beforeStep = (step: Step) => {
    if (!isOurs(step)) return;
    const rules = step.argv.findLast((word) => word.startsWith("--filter=merge "))?.slice("--filter=merge ".length);
    seen.push(
      readFileSync(rules ?? "", "latin1")
        .split("\0")
        .slice(0, -1),
    );
  };
  return { seen, hooks: { beforeStep } };
}

const KINDS: readonly (readonly [string, (field: Field) => Declared])[] = [
  ["integrity data", (field) => revisions(field)],
  ["integrity data without hashes of large files", (field) => revisions(field, ["--largest=1"])],
  ["no integrity data", () => ({})],
];

for (const [kind, declaredFor] of KINDS) {
  t.test(`with ${kind}, a change that keeps size and time is copied, and no other file is read`, async (t) => {
    const field = new Field(t);
    const declared = declaredFor(field);
    const at = (name: string) => join(field.source, name);
    mkdirSync(at("d"));
    for (const name of ["d/odd\n[*] ä", "-n", "same", "other"]) write(at(name), "aaaa");
    linkSync(at("-n"), at("d/linked"));
    const first = byContent();
    t.equal(codeOf(await field.apply(declared, first.hooks)), null);
    t.same(first.seen, [], "an empty mirror needs no copy by content");
    for (const name of ["d/odd\n[*] ä", "-n"]) write(at(name), "bbbb");
    const second = byContent();
    const applied = await field.apply(declared, second.hooks);
    t.equal(codeOf(applied), null);
    t.match(applied.outcome, { warnings: [] });
    for (const name of ["d/odd\n[*] ä", "-n", "d/linked"]) {
      t.equal(readFileSync(join(field.mirror, name), "utf8"), "bbbb", name);
    }
    t.equal(statSync(join(field.mirror, "-n")).ino, statSync(join(field.mirror, "d/linked")).ino);
    t.equal(second.seen.length, 1);
    if (kind === "integrity data") {
      t.notOk(second.seen[0]?.includes("S /same"), "a file with the same hash is not read");
      const quiet = byContent();
      t.equal(codeOf(await field.apply(declared, quiet.hooks)), null);
      t.same(quiet.seen, []);
    }
  });
}

t.test("two directories that change places are copied, although no file in them changed", async (t) => {
  const field = new Field(t);
  const declared = revisions(field);
  const at = (name: string) => join(field.source, name);
  for (const name of ["a", "b"]) {
    mkdirSync(at(name));
    write(at(`${name}/file`), name);
  }
  t.equal(codeOf(await field.apply(declared)), null);
  renameSync(at("a"), at("t"));
  renameSync(at("b"), at("a"));
  renameSync(at("t"), at("b"));
  t.equal(codeOf(await field.apply(declared)), null);
  t.equal(readFileSync(join(field.mirror, "a/file"), "utf8"), "b");
  t.equal(readFileSync(join(field.mirror, "b/file"), "utf8"), "a");
});

t.test("after a run that failed, changes since the last complete run are found", async (t) => {
  const field = new Field(t);
  const at = (name: string) => join(field.source, name);
  for (const name of ["a", "b"]) write(at(name), "aaaa");
  t.equal(codeOf(await field.apply()), null);
  const { time } = field.mark();
  write(at("a"), "bbbb");
  const bend = (step: Step): Step =>
    step.do === "run" && step.argv[0] === "rsync" ? { ...step, argv: ["false"], batch: null } : step;
  t.equal(codeOf(await field.apply({}, { bend })), "fs-rsync-failed");
  t.match(field.mark(), { complete: false, since: time });
  t.equal(codeOf(await field.apply({}, { bend })), "fs-rsync-failed");
  t.match(field.mark(), { complete: false, since: time }, "the time stays until the mirror is complete");
  t.equal(codeOf(await field.apply()), null);
  t.equal(readFileSync(join(field.mirror, "a"), "utf8"), "bbbb");
  t.notOk("since" in field.mark());
});

t.test("an incomplete mirror whose last complete run is not known is compared by content", async (t) => {
  const field = new Field(t);
  for (const name of ["a", "b"]) write(join(field.source, name), "aaaa");
  t.equal(codeOf(await field.apply()), null);
  writeFileSync(join(field.mirror, ".rdump.json"), JSON.stringify({ ...field.mark(), complete: false }));
  write(join(field.mirror, "a"), "bbbb");
  const { seen, hooks } = byContent();
  t.equal(codeOf(await field.apply({}, hooks)), null);
  t.same(seen, [[]], "no rule hides a file");
  t.equal(readFileSync(join(field.mirror, "a"), "utf8"), "aaaa");
});

t.test("very many changed files are compared by content without a rule for each", async (t) => {
  const field = new Field(t);
  const names = Array.from({ length: 21_000 }, (_, at) => `f${at}`);
  for (const name of names) write(join(field.source, name), "a");
  t.equal(codeOf(await field.apply()), null);
  for (const name of names) chmodSync(join(field.source, name), 0o600);
  write(join(field.source, "f77"), "b");
  const { seen, hooks } = byContent();
  t.equal(codeOf(await field.apply({}, hooks)), null);
  t.same(seen, [[]]);
  t.equal(readFileSync(join(field.mirror, "f77"), "utf8"), "b");
});

t.test("a copy by content copies no excluded file, and restores none that the source lost", async (t) => {
  const field = new Field(t);
  write(join(field.source, "a"), "aaaa");
  write(join(field.source, "gone"), "aaaa");
  t.equal(codeOf(await field.apply()), null);
  write(join(field.source, "a"), "bbbb");
  rmSync(join(field.source, "gone"));
  t.equal(codeOf(await field.apply()), null);
  t.equal(readFileSync(join(field.mirror, "a"), "utf8"), "bbbb");
  t.notOk(existsSync(join(field.mirror, "gone")));
});
