import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { DirectoryMirrorTarget, ExamineRequest } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { examineMirror } from "../../src/mirror/examine.ts";
import { COMPARISON, codeOf, type Declared, Field, RSURE } from "./field.ts";

function filledField(t: Test): Field {
  const field = new Field(t);
  for (const name of ["d/sub", "e"]) mkdirSync(join(field.source, name), { recursive: true });
  for (const name of ["a", "log", "d/b", "d/sub/c", "e/f"]) writeFileSync(join(field.source, name), name);
  return field;
}

async function examined(field: Field, comparison: ExamineRequest["comparison"]) {
  const [seen] = (await field.discover()).groups;
  const volume = field.volume();
  const [target] = volume.targets as readonly DirectoryMirrorTarget[];
  const [point] = seen?.points ?? [];
  if (target === undefined || point === undefined) throw new Error("there is no mirror");
  const group = { address: target.address, volume, target, repository: null };
  return examineMirror({ group, facts: seen?.facts ?? null, point, root: field.source, comparison }, field.io);
}

/** What somebody does in a mirror behind the back of rdump. */
function alter({ mirror }: Field): void {
  appendFileSync(join(mirror, "a"), "more");
  chmodSync(join(mirror, "d/b"), 0o600);
  rmSync(join(mirror, "e/f"));
  writeFileSync(join(mirror, "d/sub/new"), "");
  renameSync(join(mirror, "d/sub/c"), join(mirror, "d/sub/moved"));
}

t.test("a mirror is compared with the revision of its run, and what changed since then is named", async (t) => {
  const field = filledField(t);
  const [node, ...rsure] = RSURE;
  const update: Declared["update"] = (stamp) => {
    execFileSync(node, [...rsure, `--tag=name=${stamp}`, "update"], { cwd: field.source });
    // Between the scan and the copy.
    appendFileSync(join(field.source, "log"), "line\n");
  };
  t.equal(codeOf(await field.apply({ surefile: "2sure.dat.gz", update })), null);
  appendFileSync(join(field.source, "a"), "The source goes on.");
  const clean = { alterations: [], count: 0, isCut: false, by: "revision", problem: null };
  t.strictSame(await examined(field, COMPARISON), clean, "a busy file is no alteration");
  alter(field);
  const { alterations, ...rest } = await examined(field, COMPARISON);
  t.match(rest, { by: "revision", problem: null, count: alterations.length });
  const named = new Map(
    alterations.map(({ path, kind, attributes }) => [path, `${kind} ${attributes.join(" ")}`.trim()]),
  );
  t.match(named.get("a"), /^changed .*size/);
  t.match(named.get("d/b"), /^changed mode/);
  t.equal(named.get("e/f"), "missing");
  t.equal(named.get("d/sub/new"), "extra");
  t.equal(named.get("d/sub/moved"), "extra");
  t.equal(named.get("d/sub/c"), "missing");
  t.notOk(named.has("log"));
  t.equal(codeOf(await field.apply({ surefile: "2sure.dat.gz", update })), null);
  t.strictSame(await examined(field, COMPARISON), clean, "the next copy corrects it");
});

t.test("content that somebody changed in a mirror, with the size and the time of before", async (t) => {
  const [node, ...rsure] = RSURE;
  const update: Declared["update"] = (stamp) => {
    execFileSync(node, [...rsure, `--tag=name=${stamp}`, "update"], { cwd: filled.source, stdio: "ignore" });
  };
  const filled = filledField(t);
  for (const declared of [{}, { surefile: "2sure.dat.gz", update }]) {
    t.equal(codeOf(await filled.apply(declared)), null);
    const file = join(filled.mirror, "d/sub/c");
    const { atime, mtime } = statSync(file);
    writeFileSync(file, "X".repeat("d/sub/c".length));
    utimesSync(file, atime, mtime);
    const comparison = declared.update === undefined ? null : COMPARISON;
    t.match(await examined(filled, comparison), { alterations: [{ path: "d/sub/c", kind: "touched" }], count: 1 });
    t.equal(codeOf(await filled.apply(declared)), null);
    t.equal(readFileSync(file, "utf8"), "d/sub/c", "the next copy corrects it");
    t.match(await examined(filled, comparison), { count: 0 });
  }
});

t.test("without integrity data, entries that changed since the copy are named", async (t) => {
  const field = filledField(t);
  t.equal(codeOf(await field.apply()), null);
  t.match(await examined(field, null), { alterations: [], count: 0, by: "times" });
  alter(field);
  const { alterations, count } = await examined(field, null);
  t.strictSame(
    alterations.map(({ path }) => path),
    ["a", "d/b", "d/sub", "d/sub/moved", "d/sub/new", "e"],
  );
  t.equal(count, 6);
  t.equal(codeOf(await field.apply()), null);
  t.match(await examined(field, null), { count: 0 });
});
