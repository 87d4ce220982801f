import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { codeOf, type Declared, Field, needsRoot, RSURE } from "./field.ts";

const TIME = 1_700_000_000;
const NAMES = Array.from({ length: 12 }, (_, number) => `blocked${number}`);

function write(file: string, content: string): void {
  writeFileSync(file, content);
  utimesSync(file, TIME, TIME);
}

/** A mirror in which files cannot be replaced: rsync ends with status 23, after it has copied all other files. */
async function blocked(t: Test, declaredFor: (field: Field) => Declared) {
  const field = new Field(t, { onDisk: true });
  const declared = declaredFor(field);
  const at = (name: string) => join(field.source, name);
  for (const name of ["same", "private", ...NAMES]) write(at(name), "aaaa");
  linkSync(at("private"), at("public"));
  mkdirSync(at("d"));
  t.equal(codeOf(await field.apply(declared)), null);
  const files = NAMES.map((name) => join(field.mirror, name));
  t.teardown(() => spawnSync("chattr", ["-i", "--", ...files]));
  if (spawnSync("chattr", ["+i", "--", ...files]).status !== 0) return null;
  for (const name of NAMES) writeFileSync(at(name), "changed");
  write(at("same"), "bbbb");
  execFileSync("cp", ["-p", at("public"), at("n")]);
  renameSync(at("n"), at("public"));
  chmodSync(at("private"), 0o600);
  return { field, declared, files };
}

const KINDS: readonly (readonly [string, (field: Field) => Declared])[] = [
  ["no integrity data", () => ({})],
  [
    "integrity data",
    (field) => {
      const [node, ...rsure] = RSURE;
      const update = (stamp: string) => {
        execFileSync(node, [...rsure, `--tag=name=${stamp}`, "update"], { cwd: field.source, stdio: "ignore" });
      };
      return { surefile: "2sure.dat.gz", update };
    },
  ],
];

for (const [kind, declaredFor] of KINDS) {
  t.test(`with ${kind}, files that cannot be copied hold back nothing else`, { skip: needsRoot }, async (t) => {
    const scene = await blocked(t, declaredFor);
    if (scene === null) return t.comment("this file system has no immutable files");
    const { field, declared, files } = scene;
    const applied = await field.apply(declared);
    t.equal(codeOf(applied), "fs-not-all-copied");
    t.equal(field.mark().complete, false);
    t.equal(readFileSync(join(field.mirror, "same"), "utf8"), "bbbb", "a change that keeps size and time");
    const seen = (name: string) => lstatSync(join(field.mirror, name));
    t.not(seen("private").ino, seen("public").ino, "a broken hard link");
    t.match(seen("private"), { mode: 0o100600 });
    t.match(seen("public"), { mode: 0o100644 });
    const named = applied.outcome?.warnings.find(({ code }) => code === "fs-mirror-differs")?.detail ?? "";
    t.match(named, /blocked0 \(size, time\); .*; and 2 more/, "each file that differs is named or counted");
    t.notMatch(named, /private|public|same|no error/);
    execFileSync("chattr", ["-i", "--", ...files]);
    t.equal(codeOf(await field.apply(declared)), null);
    for (const file of files) t.equal(readFileSync(file, "utf8"), "changed");
    t.ok(existsSync(join(field.mirror, "d")));
  });
}
