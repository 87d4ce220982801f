import { excludeOf, excludeWithin, leavesOut } from "@rdump/core/conformance";
import { borgPatterns } from "@rdump/provider-borg";
import { rsyncFilters } from "@rdump/provider-fs";
import fc from "fast-check";
import t from "tap";
import { excluder } from "../../src/tools/borg/excludes.ts";
import { rulesOf } from "../../src/tools/rsync/rules.ts";
import type { Directory, Node } from "../../src/tree/node.ts";
import { isLeftOut } from "./exclude-reference.ts";

/** Quick checks try a tenth. */
function runs(all: number): number {
  return process.env.RDUMP_QUICK_TESTS === undefined ? all : all / 10;
}

const ENTRY = { inode: 1, mode: 0o755, uid: 0, mtime: 0 };

const GLOB = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aabb**?[]!^-\\/.ä€"), minLength: 1, maxLength: 10 }),
  fc
    .array(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom("a", "b", "*", "?", "**", "[ab]", "[!a]", "[^b]*", "a*b", ".", "-") },
        fc.constantFrom("[]-]", "[!]]", "[a-ä]", "[ä€]", "[+-9]", "[!+-0]", "\\*", "\\\\", "[\\]\\-]", "ä", "a.*.b"),
      ),
      { minLength: 1, maxLength: 5 },
    )
    .chain((pieces) => fc.constantFrom(pieces.join("/"), pieces.join(""), `/${pieces.join("/")}`)),
);
const NAME = fc
  .string({ unit: fc.constantFrom(..."aaabbb.-*?[]!^\\ä€é\n", "\udce4"), minLength: 1, maxLength: 4 })
  .filter((name) => name !== "." && name !== "..");
const PATH = fc.array(NAME, { minLength: 1, maxLength: 5 }).map((names) => names.join("/"));

/** Null when no config can declare it. */
function declared(glob: string) {
  try {
    return excludeOf(glob);
  } catch {
    return null;
  }
}

t.test("core, and the simulated borg and rsync, exclude the same paths as the reference", (t) => {
  let [accepted, matched] = [0, 0];
  fc.assert(
    fc.property(GLOB, fc.array(PATH, { minLength: 1, maxLength: 5 }), (glob, paths) => {
      const exclude = declared(glob);
      if (exclude === null) return;
      accepted++;
      const filters = rulesOf(rsyncFilters([exclude]), true);
      const kept = excluder(borgPatterns([exclude]));
      for (const path of paths) {
        const expected = isLeftOut(glob, path);
        if (expected) matched++;
        const reported = `${JSON.stringify(glob)} and ${JSON.stringify(path)}`;
        if (leavesOut(exclude, path) !== expected) throw new Error(`core: ${reported}`);
        if (withAbove(path).some((each) => filters.leavesOut(each)) !== expected) throw new Error(`rsync: ${reported}`);
        if (holds(kept(treeOf(path)), path) === expected) throw new Error(`borg: ${reported}`);
      }
    }),
    { numRuns: runs(10_000) },
  );
  t.ok(accepted > runs(10_000) / 4, `${accepted} globs were accepted`);
  t.ok(matched > runs(10_000) / 20, `${matched} paths were left out`);
  t.end();
});

t.test("an exclude has the same matches when it is translated for a directory", (t) => {
  fc.assert(
    fc.property(GLOB, PATH, PATH, (glob, directory, path) => {
      const exclude = declared(glob);
      if (exclude === null) return;
      const within = excludeWithin(exclude, directory);
      const expected = isLeftOut(glob, `${directory}/${path}`);
      const found = within === "all" || within.some((each) => leavesOut(each, path));
      if (found !== expected) throw new Error(`${JSON.stringify([glob, directory, path, within])}`);
    }),
    { numRuns: runs(10_000) },
  );
  t.end();
});

/** A path, and all above it. */
function withAbove(path: string): readonly string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

function treeOf(path: string): Directory {
  const [name = "", ...below] = path.split("/");
  const inner: Node = below.length === 0 ? { ...ENTRY, kind: "file", content: "" } : treeOf(below.join("/"));
  return { ...ENTRY, kind: "directory", entries: { [name]: inner } };
}

function holds(tree: Directory, path: string): boolean {
  let node: Node | undefined = tree;
  for (const name of path.split("/")) node = node?.kind === "directory" ? node.entries[name] : undefined;
  return node !== undefined;
}
