import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunIo } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { codeOf, Field } from "./field.ts";

/** Names and content below a directory. */
function contentOf(path: string): readonly unknown[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((entry) => [entry.parentPath, entry.name, entry.isFile() && readFileSync(join(entry.parentPath, entry.name))])
    .sort();
}

function exchange(one: string, other: string): void {
  renameSync(one, `${one}-aside`);
  renameSync(other, one);
  renameSync(`${one}-aside`, other);
}

/** Calls back before the operation of that number; `count` is the number of all. */
function counting(io: RunIo, at: number, meet: () => void) {
  const counted = { count: 0 };
  const next = () => counted.count++ === at && meet();
  const hooked: RunIo = {
    ...io,
    query(...asked) {
      next();
      return io.query(...asked);
    },
    run(...asked) {
      next();
      return io.run(...asked);
    },
  };
  return { counted, io: hooked };
}

/** A mirror that has a file more than its source, and whose next run also compares by content. */
async function withMirror(t: Test) {
  const field = new Field(t);
  mkdirSync(join(field.source, "sub"));
  for (const name of ["one", "two", "sub/three", "sub/four"]) writeFileSync(join(field.source, name), name);
  t.equal(codeOf(await field.apply()), null);
  return field;
}

const OTHERS = {
  "another disk": (field: Field, other: string) => {
    mkdirSync(other);
    for (let index = 0; index < 5; index++) writeFileSync(join(other, `precious${index}`), field.root);
  },
  "a mirror of the same volume": (field: Field, other: string) => {
    cpSync(field.mirror, other, { recursive: true, preserveTimestamps: true });
    writeFileSync(join(other, "only there"), "older");
  },
};

for (const [what, make] of Object.entries(OTHERS)) {
  t.test(`${what} that is mounted at the mirror before any step is not changed`, async (t) => {
    const field = await withMirror(t);
    const other = join(field.root, "other");
    make(field, other);
    const before = contentOf(other);
    const outcomes: (string | null)[] = [];
    for (let at = 0, isMet = true; isMet; at++) {
      writeFileSync(join(field.source, "new"), String(at));
      rmSync(join(field.source, "gone"), { force: true });
      const { io, counted } = counting(field.io, at, () => exchange(field.mirror, other));
      const code = codeOf(await field.apply({}, { io }));
      isMet = counted.count > at;
      if (!isMet) break;
      exchange(field.mirror, other);
      outcomes.push(code);
      t.strictSame(contentOf(other), before, `exchanged before operation ${at}: ${code}`);
      if (code === null) t.match(field.mark(), { complete: true }, "a run that succeeds has made the mirror");
      if (code === null) t.equal(readFileSync(join(field.mirror, "new"), "utf8"), String(at));
    }
    t.comment(outcomes);
    t.equal(outcomes.length > 8, true);
    t.notOk(outcomes.slice(0, -3).includes(null), "and only after the last write the run does not fail");
  });
}

t.test("another disk that is mounted at the source before any step deletes nothing in the mirror", async (t) => {
  const field = await withMirror(t);
  const other = join(field.root, "other");
  mkdirSync(other);
  for (const name of ["one", "two", "three"]) writeFileSync(join(other, name), "of another disk");
  for (let at = 0, isMet = true; isMet; at++) {
    writeFileSync(join(field.source, "new"), String(at));
    const { io, counted } = counting(field.io, at, () => exchange(field.source, other));
    const code = codeOf(await field.apply({}, { io }));
    isMet = counted.count > at;
    if (isMet) exchange(field.source, other);
    t.equal(readFileSync(join(field.mirror, "sub/three"), "utf8"), "sub/three", `exchanged before ${at}: ${code}`);
    t.equal(readFileSync(join(field.mirror, "one"), "utf8"), "one");
  }
});
