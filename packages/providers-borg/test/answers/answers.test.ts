import { readFileSync } from "node:fs";
import type { Marks } from "@rdump/core/provider";
import fc from "fast-check";
import t from "tap";
import { parseCreated } from "../../src/answers/created.ts";
import { parseListing } from "../../src/answers/listing.ts";
import { parseLog, parseLogLine } from "../../src/answers/log.ts";
import { type NamedFiles, Reading } from "../../src/answers/reading.ts";

const fixture = (name: string) => readFileSync(new URL(`../../../../fixtures/borg/1.2.4/${name}`, import.meta.url));
const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

t.test("the list of borg is parsed", (t) => {
  t.same(parseListing(fixture("list.stdout")), {
    repositoryId: "1fb8a3312db4eb15e1b58364b87c4172fe1d1140089dba43a10f70a2be851062",
    encryption: "none",
    archives: [
      {
        id: "39ba41603684cd4fe718c9897605e672fd9bacc58776db1ee44ff2dddb72ad6e",
        name: "root-20261122T200640Z.unchecked",
        time: Date.UTC(2026, 10, 22, 20, 6, 40),
        started: "2026-11-22T20:06:40.000000",
        comment: "rdump owner=joke volume=root run=r1",
        mark: { owner: "joke", volume: "root", machine: null, run: "r1" },
      },
      {
        id: "71a5337deb4075fd3c6a8b85d9c0ff0e20cb68e08cd1e740fcf0ecaff35f9dc1",
        name: "hand",
        time: Date.UTC(2026, 10, 22, 21, 0, 44),
        started: "2026-11-22T21:00:44.000000",
        comment: "by hand on host",
        mark: null,
      },
    ],
  });
  t.end();
});

t.test("an archive has the mark in its comment, or the mark that is known of its id", (t) => {
  const [a, b, repository] = ["a".repeat(64), "b".repeat(64), { id: "c".repeat(64) }];
  const mark = { owner: "joke", volume: "root", machine: null, run: "r1" };
  const comment = "rdump owner=joke volume=root run=r1";
  const marksIn = (archives: readonly object[], known?: ReadonlyMap<string, Marks>) =>
    parseListing(bytes({ repository, archives }), known)?.archives.map((archive) => archive.mark);
  const listed = [a, b].map((id) => ({ id, name: "n", time: "" }));
  const known = new Map([[a, mark]]);
  t.strictSame(marksIn(listed), [undefined, undefined]);
  t.strictSame(marksIn(listed, new Map([[repository.id, known]])), [mark, undefined]);
  t.strictSame(marksIn(listed, new Map([["d".repeat(64), known]])), [undefined, undefined], "of another repository");
  const commented = [comment, "", "by hand"].map((text) => ({ ...listed[0], comment: text }));
  t.strictSame(marksIn(commented, new Map([[repository.id, known]])), [mark, null, null], "it was asked");
  const name = "root-20261122T200640Z.unchecked.checkpoint";
  const begun = { id: a, name, time: "", command_line: ["borg", "create", `--comment=${comment}`, "/r::x", "."] };
  t.strictSame(marksIn([begun, { ...begun, comment: "" }, { ...begun, comment: "by hand" }]), [mark, mark, null]);
  t.strictSame(marksIn([{ ...begun, name: "root-20261122T200640Z" }]), [null], "no checkpoint");
  t.end();
});

t.test("an incomplete list is not used", (t) => {
  const id = "a".repeat(64);
  const repository = { id };
  const archive = { id, name: "a", time: "2026-11-22T20:06:40.000000" };
  t.equal(parseListing(bytes({ repository, archives: [archive] }))?.archives.length, 1);
  t.equal(parseListing(bytes({ repository, archives: [{ ...archive, time: "soon" }] }))?.archives[0]?.time, null);
  for (const hostile of [
    "",
    "[]",
    "null",
    "{",
    { repository },
    { repository, archives: {} },
    { repository: { id: "A".repeat(64) }, archives: [] },
    { archives: [archive] },
    { repository, archives: [archive, null] },
    { repository, archives: [{ ...archive, id: `${id}\n` }] },
    { repository, archives: [{ ...archive, id: 7 }] },
    { repository, archives: [{ ...archive, name: "" }] },
    { repository, archives: [{ ...archive, name: ["a"] }] },
    { repository, archives: [[archive]] },
  ]) {
    t.equal(parseListing(bytes(hostile)), null, JSON.stringify(hostile));
  }
  fc.assert(
    fc.property(fc.json(), (text) => {
      t.equal(parseListing(Buffer.from(text)), null);
      t.equal(parseCreated(Buffer.from(text)), null);
      const entry = parseLogLine(Buffer.from(text));
      t.ok(entry === null || (entry.kind === "message" && entry.text === text));
    }),
    { examples: [['{"__proto__":{"type":"log_message"}}'], ["[[[[]]]]"]] },
  );
  t.end();
});

t.test("the result of `borg create` is parsed", (t) => {
  t.match(parseCreated(fixture("create-unreadable.stdout")), {
    id: /^[0-9a-f]{64}$/,
    time: Date.UTC(2026, 10, 22, 20, 6, 40),
    moved: { files: 0 },
  });
  const archive = {
    id: "a".repeat(64),
    start: "2026-11-22T20:06:40.500000",
    stats: { original_size: -1, nfiles: "2" },
  };
  t.same(parseCreated(bytes({ archive })), { id: archive.id, time: null, moved: {}, encryption: "" });
  const encryption = { mode: "repokey-blake2" };
  t.match(parseCreated(bytes({ archive, encryption })), { encryption: "repokey-blake2" });
  t.end();
});

const nothing: NamedFiles = { count: 0, first: [] };

t.test("unreadable files are found in the messages of borg", (t) => {
  const reading = new Reading();
  for (const entry of parseLog(fixture("create-unreadable.stderr"))) reading.hear(entry);
  t.same(reading.report(), {
    vanished: nothing,
    changed: nothing,
    failed: {
      count: 3,
      first: [
        "a: open: [Errno 13] Permission denied: 'a'",
        "\udcff\n: open: [Errno 13] Permission denied: '\\udcff\\n'",
        "closed: dir_open: [Errno 13] Permission denied: 'closed'",
      ],
    },
    mounted: nothing,
    tooDeep: nothing,
  });
  t.end();
});

/** A warning, and the status that follows it where there is one. */
function reported(...said: readonly (readonly [text: string, status?: string, path?: string])[]) {
  const reading = new Reading();
  for (const [text, status, path] of said) {
    const message = parseLogLine(bytes({ type: "log_message", levelname: "WARNING", message: text }));
    const file = status === undefined ? null : parseLogLine(bytes({ type: "file_status", status, path }));
    for (const entry of [message, file]) if (entry !== null) reading.hear(entry);
  }
  const { vanished, changed, failed } = reading.report();
  return { vanished: vanished.first, changed: changed.first, failed: failed.first };
}

t.test("warnings that are accepted for a live tree", (t) => {
  const gone = "stat: [Errno 2] No such file or directory: 'a'";
  const ok = { vanished: [], changed: [], failed: [] };
  t.same(reported([`d/a: ${gone}`, "E", "d/a"]), { ...ok, vanished: ["d/a"] });
  t.same(reported(["a: file changed while we backed it up", "C", "a"]), { ...ok, changed: ["a"] });
  t.same(reported(["a: file inode changed (race condition), skipping file", "E", "a"]), { ...ok, changed: ["a"] });
  const in14 = "a: file type or inode changed while we backed it up (race condition, skipped file)";
  t.same(reported([in14, "E", "a"]), { ...ok, changed: ["a"] });
  const retried = "a: read: [Errno 5] Input/output error, slept 0.001s, next: retry: 1 of 9...";
  t.same(reported([retried]), ok, "tried again, and read then");
  t.same(reported([retried], ["a: read: [Errno 5] Input/output error", "E", "a"]), {
    ...ok,
    failed: ["a: read: [Errno 5] Input/output error"],
  });
  t.same(
    reported(["The files cache can't be read. [x]"], ["Continuing without files cache - expect lower performance."]),
    ok,
  );
  t.same(reported(["Remote: Welcome to nas"], [`a: ${gone}`, "E", "a"]), { ...ok, vanished: ["a"] });

  const forged = `a: ${gone}`;
  t.same(reported([`${forged}: open: [Errno 13] Permission denied: '${forged}'`, "E", forged]), {
    ...ok,
    failed: [`${forged}: open: [Errno 13] Permission denied: '${forged}'`],
  });
  t.same(reported([`.: ${gone}`, "E", "."]).failed, [`.: ${gone}`], "the root itself is never forgiven");
  t.same(reported([`.: open_root: [Errno 2] No such file`]).failed, [".: open_root: [Errno 2] No such file"]);
  t.same(reported(["Unknown file type: x"]).failed, ["Unknown file type: x"]);
  t.same(reported([`other: ${gone}`, "E", "a"]).failed, ["a", `other: ${gone}`], "a status that nothing explains");
  t.end();
});

t.test("many warnings are counted, and a few are named", (t) => {
  const reading = new Reading();
  for (let at = 0; at < 100_000; at++)
    reading.hear({ kind: "message", level: "warning", id: "", text: `unheard of ${at}` });
  const { failed } = reading.report();
  t.equal(failed.count, 100_000);
  t.equal(failed.first.length, 10);
  t.end();
});
