import t from "tap";
import { ListedEntries } from "../../src/foreign/listed.ts";
import { LiveEntries } from "../../src/foreign/live.ts";

const SINCE = 1_764_000_000;
const OLD = "1700000000.1234567890";

/** What `find` prints of an entry. */
function line(path: string, { kind = "f", uid = 0, mode = "644", size = 6, mtime = OLD } = {}): Buffer {
  return Buffer.from(`${[kind, uid, uid, mode, size, mtime, path].join("\0")}\0`);
}

/** What restic lists of a file. */
function node(path: string, changes: object = {}): Buffer {
  const file = { type: "file", uid: 0, gid: 0, size: 6, mode: 0o644, mtime: "2023-11-14T22:13:20.123456789Z" };
  return Buffer.from(JSON.stringify({ struct_type: "node", path: `/${path}`, ...file, ...changes }));
}

function treeOf(...lines: readonly Buffer[]): LiveEntries {
  const live = new LiveEntries(SINCE);
  const all = Buffer.concat([line("", { kind: "d", uid: 1000, mode: "755" }), ...lines]);
  // In pieces, as a pipe gives them.
  for (let at = 0; at < all.length; at += 7) live.take(all.subarray(at, at + 7));
  return live;
}

function listedIn(live: LiveEntries, nodes: readonly Buffer[], id = "a1b2c3d4"): ListedEntries {
  if (live.root === null) throw new Error("the tree has no root");
  const listed = new ListedEntries(live, live.root, id, 0);
  listed.take(Buffer.from(JSON.stringify({ struct_type: "snapshot", id: "a1b2c3d4e5f6" })));
  for (const each of nodes) listed.take(each);
  return listed;
}

t.test("an entry of root in a user's tree is in the archive only if the tree has it", (t) => {
  const log = line("log", { size: 9, mtime: `${SINCE + 1}.5000000000` });
  const live = treeOf(
    line("kept"),
    log,
    line("closed", { mode: "0" }),
    line("zero", { mode: "0", size: 0 }),
    line("early", { mtime: "-2.5000000000" }),
    Buffer.concat([line("l\xffne\nfeed")]),
  );
  const table: readonly (readonly [string, Buffer, number])[] = [
    ["an entry of the tree", node("kept"), 0],
    ["a file that the tree does not have", node("shadow"), 1],
    ["of another size", node("kept", { size: 7 }), 1],
    ["of another time, by a nanosecond", node("kept", { mtime: "2023-11-14T22:13:20.123456788Z" }), 1],
    ["of another mode", node("kept", { mode: 0o600 }), 1],
    ["without any permission, as restic lists it", node("closed", { mode: undefined }), 0],
    ["without any permission, as restic lists an empty file", node("zero", { mode: undefined, size: undefined }), 0],
    ["without any permission, which the tree does not have", node("kept", { mode: undefined }), 1],
    ["of another group", node("kept", { gid: 42 }), 1],
    ["of another kind", node("kept", { type: "symlink" }), 1],
    ["a file that root changed meanwhile", node("log", { size: 3, mtime: "2026-01-01T00:00:00Z" }), 0],
    ["before 1970", node("early", { mtime: "1969-12-31T23:59:58.5Z" }), 0],
    ["before 1970, of another time", node("early", { mtime: "1969-12-31T23:59:58.6Z" }), 1],
    ["in another time zone", node("kept", { mtime: "2023-11-14T23:13:20.123456789+01:00" }), 0],
    ["a file of the user", node("new", { uid: 1000, gid: 1000 }), 0],
    ["an unknown kind", node("odd", { type: "irregular" }), 1],
  ];
  for (const [what, each, count] of table) {
    const listed = listedIn(live, [each]);
    t.strictSame([listed.count, listed.fault], [count, null], what);
  }
  t.equal(live.isCut, false);
  t.end();
});

t.test("a list that cannot be compared is a fault, and never equal", (t) => {
  const live = treeOf(line("kept"));
  t.match(listedIn(live, [Buffer.from("no JSON")]).fault, /form/);
  t.match(listedIn(live, [node("kept", { uid: "0" })]).fault, /form/);
  t.match(listedIn(live, [node("sub/kept")]).fault, /form/, "without its directory");
  t.match(listedIn(live, [node("kept")], "ffffffff").fault, /another snapshot/);
  const most = new LiveEntries(SINCE, 1);
  for (const each of [line("", { kind: "d", uid: 1000 }), line("one"), line("two")]) most.take(each);
  t.equal(most.isCut, true);
  const many = listedIn(
    live,
    Array.from({ length: 12 }, (_, index) => node(`shadow${index}\u001b`)),
  );
  t.match(many.lines, /shadow9.*\n {2}and 2 more$/s);
  t.notMatch(many.lines, "\u001b");
  t.end();
});
