import t from "tap";
import { Chain, type Entry } from "../../src/foreign/chain.ts";

const CALLER = 0;
const [ROOT, JANE, MARY] = [0, 1000, 1001];

function entry(path: string, kind: string, uid: number, mode = 0o755): Entry {
  return { path, kind, uid, gid: uid, mode, size: 0, mtime: 0, fraction: "" };
}

/** The paths of a list that are foreign. */
function foreignIn(caller: number, ...entries: readonly Entry[]): readonly string[] {
  const chain = new Chain(caller);
  return entries.filter((each) => chain.isForeign(each) === true).map(({ path }) => path);
}

t.test("entries of others are foreign below a directory that another user can replace", (t) => {
  const root = entry("", "d", ROOT);
  const janes = [entry("jane", "d", JANE), entry("jane/own", "f", JANE), entry("jane/sub", "d", JANE)] as const;
  const table: readonly (readonly [string, readonly Entry[], readonly string[]])[] = [
    ["a tree of root", [root, entry("etc", "d", ROOT), entry("etc/shadow", "f", ROOT)], []],
    ["a home", [root, ...janes, entry("jane/sub/own", "f", JANE)], []],
    ["root's file in it", [root, ...janes, entry("jane/sub/shadow", "f", ROOT)], ["jane/sub/shadow"]],
    ["a file of a third user", [root, ...janes, entry("jane/sub/mary", "f", MARY)], ["jane/sub/mary"]],
    [
      "all below a directory of a third user",
      [root, ...janes, entry("jane/sub/mary", "d", MARY), entry("jane/sub/mary/file", "f", MARY)],
      ["jane/sub/mary", "jane/sub/mary/file"],
    ],
    ["a home beside it", [root, ...janes, entry("mary", "d", MARY), entry("mary/own", "f", MARY)], []],
    [
      "a directory of root for a group: its members trust each other",
      [root, entry("srv", "d", ROOT, 0o2775), entry("srv/x", "f", JANE), entry("srv/y", "f", ROOT)],
      ["srv/y"],
    ],
    [
      "a sticky one",
      [root, entry("tmp", "d", ROOT, 0o1777), entry("tmp/y", "f", ROOT), entry("tmp/jane", "f", JANE)],
      [],
    ],
    [
      "a directory of a user in a sticky one",
      [root, entry("tmp", "d", ROOT, 0o1777), entry("tmp/jane", "d", JANE), entry("tmp/jane/y", "f", ROOT)],
      ["tmp/jane/y"],
    ],
    [
      "the root itself is a user's",
      [entry("", "d", JANE), entry("own", "f", JANE), entry("root", "f", ROOT)],
      ["root"],
    ],
  ];
  for (const [what, entries, expected] of table) t.strictSame(foreignIn(CALLER, ...entries), expected, what);
  t.strictSame(
    foreignIn(JANE, root, ...janes, entry("jane/sub/shadow", "f", ROOT)),
    [],
    "no other user replaces directories of the caller",
  );
  t.end();
});

t.test("a list in another order is not known", (t) => {
  const chain = new Chain(CALLER);
  t.equal(chain.isForeign(entry("", "d", ROOT)), false);
  t.equal(chain.isForeign(entry("a/b", "f", ROOT)), null, "the directory comes later");
  t.equal(chain.isForeign(entry("a", "d", ROOT)), false);
  t.equal(chain.isForeign(entry("a/b", "f", ROOT)), false);
  t.equal(chain.isForeign(entry("b/b", "f", ROOT)), null, "a file of another directory");
  t.equal(new Chain(CALLER).isForeign(entry("a", "f", ROOT)), null, "without the root");
  t.end();
});
