import t from "tap";
import { parseRevisionEntry, type RevisionEntry } from "../../src/sample/entry.ts";
import { Names } from "../../src/sample/names.ts";

function entry(path: string, kind = "file"): RevisionEntry {
  const line = { type: "entry", path, versions: [{ attributes: { kind, sha1: "a".repeat(40) } }] };
  const read = parseRevisionEntry(Buffer.from(JSON.stringify(line)));
  if (read === null) throw new Error(path);
  return read;
}

const REVISION = [entry("", "dir"), entry("a"), entry("sub", "dir"), entry("sub/b"), entry("sub/deep", "dir")];

function differences(names: readonly string[], revision: readonly RevisionEntry[] = REVISION): readonly string[] {
  const all = new Names(Buffer.from(names.map((name) => `${JSON.stringify([name, 5])}\n`).join("")));
  const found: string[] = [];
  for (const each of revision) all.take(each, () => found.push(`removed ${each.path}`));
  return [...found, ...[...all.added()].map(({ type, path }) => `${type} ${path}`)];
}

t.test("names that only one side has", async (t) => {
  t.strictSame(differences(["", "a", "sub", "sub/b", "sub/deep"]), []);
  t.strictSame(differences(["", "sub", "sub/b", "sub/deep", "x"]), ["removed a", "added x"]);
  t.strictSame(differences(["", "a"]), ["removed sub"], "nothing below a missing directory");
});

t.test("an archive without its root, or without any name, lacks what it lacks", async (t) => {
  t.strictSame(differences(["sub"]), ["removed a", "removed sub/b", "removed sub/deep"]);
  t.strictSame(differences([]), ["removed a", "removed sub"]);
});

t.test("names that are equal as text are as many as they are", async (t) => {
  const revision = [entry("", "dir"), entry("=e4"), entry("=f6"), entry("=e4=f6")];
  t.strictSame(differences(["", "\ufffd", "\ufffd", "\ufffd"], revision), []);
  t.strictSame(differences(["", "\ufffd", "\ufffd"], revision), ["removed \ufffd\ufffd"]);
  t.strictSame(differences(["", "\ufffd", "\ufffd", "\ufffd", "\ufffd"], revision), ["added \ufffd"]);
});

t.test("a missing chain of directories is one difference, and its paths are not kept", async (t) => {
  const names = new Names(Buffer.from('[""]\n'));
  const missing: string[] = [];
  const chain = entry("d", "dir");
  const before = process.memoryUsage().heapUsed;
  for (let depth = 1; depth <= 12_000; depth++) {
    // As rsure writes paths of more than 16,384 characters.
    const path = `${"d/".repeat(Math.min(depth - 1, 8193))}${depth > 8194 ? ".../" : ""}d`;
    names.take({ ...chain, path, escaped: path }, () => missing.push(path));
  }
  t.strictSame(missing, ["d"]);
  t.ok(process.memoryUsage().heapUsed - before < 50e6);
});
