import t from "tap";
import { parseRepositoryId, parseSnapshots } from "../../src/answers/listing.ts";
import { parseMessages } from "../../src/answers/messages.ts";

const ID = "9c2e10da56fd59d75de8061cdc462862f24d816c8486d3ba066dabc465647a2a";

t.test("a list of restic 0.14 is read, and one odd entry makes it unreadable", (t) => {
  const entry = { time: "2026-11-01T03:03:04.5+01:00", tree: ID, paths: ["/x"], tags: ["a"], id: ID, short_id: "9c2e" };
  const parse = (value: unknown) => parseSnapshots(Buffer.from(JSON.stringify(value)));
  const read = { id: ID, time: Date.parse("2026-11-01T02:03:04Z"), tags: ["a"], original: null };
  t.same(parse([entry]), [read]);
  t.same(parse([{ ...entry, original: ID }]), [{ ...read, original: ID }], "its tags were changed");
  t.same(parse(null), [], "no snapshot matches");
  t.same(parse([{ ...entry, tags: undefined, time: "yesterday" }]), [{ ...read, time: null, tags: [] }]);
  for (const odd of [{}, "text", [entry, {}], [{ ...entry, id: "9c2e10da" }]]) t.equal(parse(odd), null);
  t.equal(parseSnapshots(Buffer.from("[")), null);
  t.equal(parseRepositoryId(Buffer.from(JSON.stringify({ version: 2, id: ID }))), ID);
  t.equal(parseRepositoryId(Buffer.from("{}")), null);
  t.end();
});

t.test("messages of a backup: restic 0.14 says only sometimes why a path was not read", (t) => {
  const lines = [
    '{"message_type":"error","error":{"Op":"open","Path":"a","Err":13},"during":"archival","item":"/t/a"}',
    '{"message_type":"error","error":{},"during":"scan","item":"/t/x"}',
    '{"message_type":"error","error":{"message":"gone"},"during":"archival","item":"x"}',
    '{"message_type":"status","percent_done":1,"total_files":2,"files_done":1,"total_bytes":5,"bytes_done":4}',
    '{"message_type":"summary","data_added":1043,"total_files_processed":2,"total_bytes_processed":5,"snapshot_id":"9c2f41d0"}',
    "Warning: at least one source file could not be read",
    "",
  ];
  t.same(parseMessages(Buffer.from(lines.join("\n"))), [
    { kind: "unread", item: "/t/a", why: "permission denied", during: "archival" },
    { kind: "unread", item: "/t/x", why: "", during: "scan" },
    { kind: "unread", item: "x", why: "gone", during: "archival" },
    { kind: "progress", progress: { bytes: 4, totalBytes: 5, files: 1, totalFiles: 2 } },
    { kind: "summary", moved: { bytes: 5, stored: 1043, files: 2 }, id: "9c2f41d0" },
    { kind: "text", text: "Warning: at least one source file could not be read" },
  ]);
  t.end();
});
