import { createHash } from "node:crypto";
import t from "tap";
import { chunksOf } from "../../trial/days/content.ts";
import { daysOf, SMALL } from "../../trial/days/days.ts";
import type { Operation } from "../../trial/days/operation.ts";

t.test("a seed gives the same days, another seed other days", (t) => {
  t.strictSame(daysOf(1, SMALL), daysOf(1, SMALL));
  t.notSame(daysOf(1, SMALL), daysOf(2, SMALL));
  t.equal(daysOf(1, SMALL).length, 8);
  t.end();
});

t.test("content follows from its seed, and has the exact length", (t) => {
  const digest = (seed: number, bytes: number) => {
    const content = Buffer.concat([...chunksOf({ seed, bytes })]);
    t.equal(content.length, bytes);
    return createHash("sha1").update(content).digest("hex");
  };
  t.equal(digest(7, 200_000), digest(7, 200_000));
  t.not(digest(7, 200_000), digest(8, 200_000));
  t.end();
});

t.test("each operation of 50 seeds finds the paths that it needs", (t) => {
  for (let seed = 0; seed < 50; seed++) {
    const tree = new Set<string>([""]);
    for (const operation of daysOf(seed, { files: 120, image: 2 ** 20 }).flat()) apply(tree, operation, seed);
  }
  t.end();
});

t.test("the days have the changes that the page names", (t) => {
  const days = daysOf(1, SMALL);
  const kindsOf = (day: number) => new Set(days[day]?.map(({ kind }) => kind));
  t.ok(kindsOf(3).has("rewrite-unseen"), "edits that keep size and mtime");
  for (const kind of ["fifo", "device", "acl", "capability", "attribute", "hard-link", "symbolic-link"] as const) {
    t.ok(kindsOf(0).has(kind), kind);
  }
  t.end();
});

/** The paths of a tree, without their content. Throws if an operation cannot be applied. */
function apply(tree: Set<string>, operation: Operation, seed: number): unknown {
  const fail = (path: string) => {
    throw new Error(`seed ${seed}: ${operation.kind} of ${path}`);
  };
  const need = (path: string) => tree.has(path) || fail(path);
  const add = (path: string): unknown => {
    need(path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");
    if (tree.has(path)) fail(path);
    return tree.add(path);
  };
  const below = (top: string) => [...tree].filter((path) => path === top || path.startsWith(`${top}/`));
  switch (operation.kind) {
    case "directory":
    case "symbolic-link":
    case "fifo":
    case "device":
      return add(operation.path);
    case "hard-link":
      need(operation.to);
      return add(operation.path);
    case "write":
    case "truncate":
      if (!tree.has(operation.path)) add(operation.path);
      return;
    case "remove":
      need(operation.path);
      for (const path of below(operation.path)) tree.delete(path);
      return;
    case "rename": {
      need(operation.from);
      const moved = below(operation.from);
      for (const path of moved) tree.delete(path);
      for (const path of moved) add(operation.to + path.slice(operation.from.length));
      return;
    }
    default:
      need(operation.path);
  }
}
