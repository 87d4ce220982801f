import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import type { Command, Step } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { codeOf, type Declared, Field, type Hooks, RSURE } from "./field.ts";

/** A source with integrity data: each run writes a revision before the copy. */
function withRevisions(field: Field, behind: () => void = () => {}): Declared {
  const [node, ...rsure] = RSURE;
  const update = (stamp: string) => {
    execFileSync(node, [...rsure, `--tag=name=${stamp}`, "update"], { cwd: field.source });
    behind();
  };
  return { surefile: "2sure.dat.gz", update, exclude: [excludeOf("*.tmp"), excludeOf("/cache")] };
}

/** The dry runs of rsync that a run makes. */
function countingDryRuns(field: Field) {
  const seen: string[] = [];
  const query: typeof field.io.query = (command: Command, options) => {
    if (command.argv.some((word) => word.startsWith("--out-format"))) seen.push(command.argv[0]);
    return field.io.query(command, options);
  };
  return { seen, hooks: { io: { ...field.io, query } } satisfies Hooks };
}

function fill(field: Field): void {
  const at = (name: string) => join(field.source, name);
  for (const name of ["d/sub", "cache/deep"]) mkdirSync(at(name), { recursive: true });
  for (const name of ["a", "d/odd\n=[] ä", "d/sub/x", "x.tmp", "cache/deep/y"]) writeFileSync(at(name), name);
  linkSync(at("a"), at("d/linked"));
  symlinkSync("a", at("symbolic"));
}

t.test("a mirror that equals the revision of the run is compared in one walk, without excluded files", async (t) => {
  const field = new Field(t);
  fill(field);
  const { seen, hooks } = countingDryRuns(field);
  for (const _ of [1, 2]) {
    const applied = await field.apply(withRevisions(field), hooks);
    t.equal(codeOf(applied), null);
    t.match(applied.outcome, { warnings: [] });
  }
  t.same(seen, [], "no dry run was needed");
  t.notOk(existsSync(join(field.mirror, "x.tmp")) || existsSync(join(field.mirror, "cache")));
});

const isCopy = (step: Step): step is Command =>
  step.do === "run" && step.argv[0] === "rsync" && step.condition === null;

/** Spoils the mirror behind each of the first copies, as a faulty rsync or disk would. */
function spoiling(field: Field, times: number, spoil: () => void): Hooks {
  let left = times;
  const run: typeof field.io.run = async (step, listener) => {
    const result = await field.io.run(step, listener);
    if (isCopy(step) && left-- > 0) spoil();
    return result;
  };
  return { io: { ...field.io, run } };
}

async function spoiled(t: Test, spoil: (at: (name: string) => string) => void): Promise<Field> {
  const field = new Field(t);
  fill(field);
  t.equal(codeOf(await field.apply(withRevisions(field))), null);
  const applied = await field.apply(
    withRevisions(field),
    spoiling(field, 1, () => spoil((name) => join(field.mirror, name))),
  );
  t.equal(codeOf(applied), null);
  return field;
}

t.test("what a copy left different from the revision is mended in the same run", async (t) => {
  const field = await spoiled(t, (at) => {
    chmodSync(at("a"), 0o666);
    rmSync(at("d/sub"), { recursive: true });
    rmSync(at("symbolic"));
    writeFileSync(at("symbolic"), "no link");
    mkdirSync(at("extra"));
    execFileSync("cp", ["-p", at("d/linked"), at("n")]);
    renameSync(at("n"), at("d/linked"));
  });
  const seen = (name: string) => lstatSync(join(field.mirror, name));
  t.equal(seen("a").mode & 0o777, lstatSync(join(field.source, "a")).mode & 0o777);
  t.equal(seen("a").ino, seen("d/linked").ino);
  t.ok(seen("d/sub/x").isFile() && seen("symbolic").isSymbolicLink());
  t.notOk(existsSync(join(field.mirror, "extra")));
});

t.test("a mirror that stays different is incomplete, and names what differs", async (t) => {
  const field = new Field(t);
  fill(field);
  const never = spoiling(field, 9, () => chmodSync(join(field.mirror, "d/sub/x"), 0o640));
  const applied = await field.apply(withRevisions(field), never);
  t.equal(codeOf(applied), "fs-mirror-differs");
  t.match(applied.outcome, { diagnostic: { detail: /d\/sub\/x \(mode\)/ } });
  t.equal(field.mark().complete, false);
});

t.test("a log and a database that change behind the scan are named, and no fault", async (t) => {
  const field = new Field(t);
  fill(field);
  for (const name of ["log", "database", "gone"]) writeFileSync(join(field.source, name), "1".repeat(9000));
  t.equal(codeOf(await field.apply(withRevisions(field))), null);
  const busy = () => {
    appendFileSync(join(field.source, "log"), "another line\n");
    writeFileSync(join(field.source, "database"), "2".repeat(9000));
    writeFileSync(join(field.source, "new"), "1");
    rmSync(join(field.source, "gone"));
  };
  // The second of the run must be before the change: the clock of the field is later than that of the machine.
  const applied = await field.apply(withRevisions(field, busy));
  t.equal(codeOf(applied), null);
  t.match(applied.outcome, {
    warnings: [{ code: "fs-changed-while-copied", severity: "note", detail: /log/ }],
  });
  t.equal(field.mark().complete, true);
});

t.test("without the revision of the run, a dry run of rsync compares", async (t) => {
  const field = new Field(t);
  fill(field);
  const { seen, hooks } = countingDryRuns(field);
  const declared = { ...withRevisions(field), update: () => writeFileSync(join(field.source, "2sure.dat.gz"), "") };
  t.equal(codeOf(await field.apply(declared, hooks)), null);
  t.ok(seen.length > 0);
});

t.test("two names of one link in the mirror become two links, although no revision records them", async (t) => {
  const field = new Field(t);
  fill(field);
  const at = (name: string) => join(field.source, name);
  linkSync(at("symbolic"), at("d/second"));
  const { seen, hooks } = countingDryRuns(field);
  t.equal(codeOf(await field.apply(withRevisions(field), hooks)), null);
  t.same(seen, ["rsync"]);
  rmSync(at("d/second"));
  symlinkSync("a", at("d/second"));
  const inode = (name: string) => lstatSync(join(field.mirror, name)).ino;
  t.equal(inode("symbolic"), inode("d/second"));
  t.equal(codeOf(await field.apply(withRevisions(field), hooks)), null);
  t.not(inode("symbolic"), inode("d/second"));
  seen.length = 0;
  t.equal(codeOf(await field.apply(withRevisions(field), hooks)), null);
  t.same(seen, []);
});
