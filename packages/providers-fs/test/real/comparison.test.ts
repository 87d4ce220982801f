import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Command, Step } from "@rdump/core/provider";
import t from "tap";
import { codeOf, Field, type Hooks } from "./field.ts";

const isRsync = (step: Step): step is Command => step.do === "run" && step.argv[0] === "rsync";
const isDryRun = ({ argv }: Command) => argv[0] === "rsync" && argv.some((each) => each.startsWith("--out-format"));

/** Longer than a tick of the clock by which the kernel sets times. */
const tick = () => setTimeout(50);

/** Does something before the mirror is compared: after the copy. */
function beforeComparing(field: Field, work: () => void, times = 1): Hooks {
  let left = times;
  const query: typeof field.io.query = (command, options) => {
    if (isDryRun(command) && left-- > 0) work();
    return field.io.query(command, options);
  };
  return { io: { ...field.io, query } };
}

/** Leaves something out of the first copies, as an rsync with a fault would. */
function forgetting(pattern: string, copies: number): Hooks {
  let left = copies;
  const bend = (step: Step): Step => {
    if (!isRsync(step) || left-- <= 0) return step;
    const [, ...others] = step.argv;
    const argv: readonly [string, ...string[]] = ["rsync", `--filter=H ${pattern}`, `--filter=P ${pattern}`, ...others];
    return step.condition === null ? { ...step, argv } : { ...step, argv: ["rsync", "--version"] as const };
  };
  return { bend };
}

t.test("a hard link that was split becomes two files with their own modes", async (t) => {
  const field = new Field(t);
  const [a, b] = [join(field.source, "a"), join(field.source, "b")];
  writeFileSync(a, "private later");
  linkSync(a, b);
  linkSync(a, join(field.source, "c"));
  t.equal(codeOf(await field.apply()), null);
  execFileSync("cp", ["-p", b, join(field.source, "n")]);
  renameSync(join(field.source, "n"), b);
  chmodSync(a, 0o600);
  await tick();
  const applied = await field.apply();
  t.equal(codeOf(applied), null);
  t.match(applied.outcome, { warnings: [] });
  const seen = (name: string) => lstatSync(join(field.mirror, name));
  t.equal(seen("a").mode & 0o777, 0o600);
  t.equal(seen("b").mode & 0o777, statSync(b).mode & 0o777);
  t.not(seen("a").ino, seen("b").ino);
  t.equal(seen("a").ino, seen("c").ino, "what is still linked stays linked");
});

t.test("split hard links with any name are corrected", async (t) => {
  const field = new Field(t);
  const names = ["#hash", ";semicolon", "-dash", " space", "line\nfeed", "w*[x]?", "back\\slash", "\\*", "\\#012"];
  const invalid = Buffer.concat([Buffer.from(`${field.source}/`), Buffer.from([0xff, 0x80])]);
  const files = [...names.map((name) => Buffer.from(join(field.source, "d", name))), invalid];
  mkdirSync(join(field.source, "d"));
  const one = join(field.source, "one");
  writeFileSync(one, "the same");
  for (const file of files) linkSync(one, file);
  t.equal(codeOf(await field.apply()), null);
  for (const [index, file] of files.entries()) {
    execFileSync("cp", ["-p", one, join(field.source, "copy")]);
    renameSync(join(field.source, "copy"), file);
    chmodSync(file, 0o600 + index);
  }
  await tick();
  const applied = await field.apply();
  t.equal(codeOf(applied), null);
  t.match(applied.outcome, { warnings: [] });
  const inMirror = (name: string) => lstatSync(join(field.mirror, name)).nlink;
  t.same(["one", ...names.map((name) => join("d", name))].map(inMirror), [1, ...names.map(() => 1)]);
});

t.test("a directory that is replaced by a link before paths are corrected is not followed", async (t) => {
  const field = new Field(t);
  const [directory, secret] = [join(field.source, "d"), join(field.root, "secret")];
  for (const each of [directory, secret]) {
    mkdirSync(each);
    writeFileSync(join(each, "f"), each === secret ? "root's" : "user's");
  }
  await tick();
  const isMend = (step: Step) => isRsync(step) && step.condition !== null;
  const seen: string[] = [];
  let isMended = false;
  const beforeStep = (step: Step) => {
    const copied = join(field.mirror, "d");
    if (isMended && isRsync(step))
      seen.push(lstatSync(copied).isSymbolicLink() ? "link" : readFileSync(join(copied, "f"), "utf8"));
    isMended = isMend(step);
    if (!isMended) return;
    renameSync(directory, join(field.source, "moved"));
    symlinkSync(secret, directory);
  };
  const spoil = beforeComparing(field, () => chmodSync(join(field.mirror, "d/f"), 0o777));
  await field.apply({}, { ...spoil, beforeStep });
  t.strictSame(seen, ["link"], "the link itself is copied");
});

t.test(
  "differences after the copy are corrected in the same run, or the mirror is incomplete and names them",
  async (t) => {
    const field = new Field(t);
    mkdirSync(join(field.source, "d"));
    for (const name of ["d/forgotten", "copied"]) writeFileSync(join(field.source, name), "1");
    await tick();
    t.equal(codeOf(await field.apply({}, forgetting("/d", 1))), null);
    t.ok(existsSync(join(field.mirror, "d/forgotten")));

    rmSync(join(field.mirror, "d"), { recursive: true });
    const never = await field.apply({}, forgetting("/d", 9));
    t.equal(codeOf(never), "fs-mirror-differs");
    t.match(never.outcome, {
      diagnostic: { detail: /d \(missing in the mirror\); d\/forgotten \(missing in the mirror\)/ },
    });
    t.equal(field.mark().complete, false);
    t.equal(codeOf(await field.apply()), null);
  },
);

t.test("growing, new and deleted source files are named, and do not make the mirror incomplete", async (t) => {
  const field = new Field(t);
  mkdirSync(join(field.source, "moved/below"), { recursive: true });
  for (const name of ["log", "gone", "still", "moved/below/x"]) writeFileSync(join(field.source, name), "1");
  await tick();
  const change = () => {
    appendFileSync(join(field.source, "log"), "another line");
    writeFileSync(join(field.source, "new"), "1");
    rmSync(join(field.source, "gone"));
    renameSync(join(field.source, "moved"), join(field.source, "elsewhere"));
  };
  const applied = await field.apply({}, beforeComparing(field, change));
  t.equal(codeOf(applied), null);
  t.match(applied.outcome, {
    status: "done",
    warnings: [
      {
        code: "fs-changed-while-copied",
        severity: "note",
        detail: /elsewhere\/below\/x.*gone \(only in the mirror\)|log/,
      },
    ],
  });
  t.equal(field.mark().complete, true);
  const quiet = await field.apply({ shrink: 1 });
  t.match(quiet.outcome, { status: "done", warnings: [] });
});

t.test("a mirror file that changes during the comparison is corrected", async (t) => {
  const field = new Field(t);
  for (const name of ["a", "b", "c", "d", "e", "f", "g"]) writeFileSync(join(field.source, name), "1");
  await tick();
  const spoil = () => {
    chmodSync(join(field.mirror, "a"), 0o777);
    rmSync(join(field.mirror, "b"));
    mkdirSync(join(field.mirror, "b/c"), { recursive: true });
    writeFileSync(join(field.mirror, "extra"), "1");
  };
  t.equal(codeOf(await field.apply({}, beforeComparing(field, spoil))), null);
  t.equal(lstatSync(join(field.mirror, "a")).mode & 0o777, statSync(join(field.source, "a")).mode & 0o777);
  t.ok(lstatSync(join(field.mirror, "b")).isFile());
  t.notOk(existsSync(join(field.mirror, "extra")));
});
