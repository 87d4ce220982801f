import { EVERYTHING, runAt } from "@rdump/core/provider";
import t from "tap";
import { mirrorAction } from "../../src/mirror/action.ts";
import { guardAgainstLoss } from "../../src/mirror/guard.ts";
import type { MirrorInput } from "../../src/mirror/input.ts";
import { markOf, markWrite, parseMark, pointOf } from "../../src/mirror/mark.ts";
import { foreign } from "../../src/mirror/refusal.ts";

const RUN_TIME = Date.UTC(2026, 10, 22, 20, 6, 40);
const RUN = runAt("run-1", RUN_TIME);

const INPUT: MirrorInput = {
  owner: "joke",
  volume: "boot",
  from: "/boot",
  mounted: false,
  root: false,
  live: true,
  path: "/mnt/usb/boot",
  mount: "/mnt/usb",
  planned: { device: 1, inode: "2", disk: "8:1", taken: true, on: "ext4 /dev/sdb1 rw", user: 0, stores: null },
  rules: ["- *.tmp"],
  runFiles: "/var/lib/rdump/runs",
  compare: "times",
  shrink: 0.5,
  surefile: null,
  stores: { ...EVERYTHING, on: "ext4 /dev/sdb1 rw", user: 0, root: false },
};

t.test("a mark is read back unchanged", (t) => {
  const mark = markOf({ owner: "joke", volume: "bo\not", rules: [], stores: null }, RUN, true);
  const write = markWrite("/mnt/usb/boot", mark);
  t.match(write, { do: "write", path: "/mnt/usb/boot/.rdump.json", mode: 0o644 });
  t.equal(markWrite("/", mark).path, "/.rdump.json");
  t.same(parseMark(Buffer.from(write.content)), { kind: "mark", mark });
  t.match(pointOf(mark), { name: "bo\not-20261122T200640Z", time: RUN_TIME, run: "run-1", state: "complete" });
  t.not(pointOf(mark).id, pointOf({ ...mark, complete: false }).id);
  t.not(pointOf(mark).id, pointOf({ ...mark, run: "run-2" }).id);
  t.end();
});

t.test("other content is not a mark", (t) => {
  const good = { formatVersion: 1, owner: "o", volume: "v", run: "r", time: RUN.time, complete: true };
  const table: readonly (readonly [string | Buffer, string])[] = [
    ["", "unreadable"],
    ["null", "unreadable"],
    ["[]", "unreadable"],
    ["{}", "unreadable"],
    [Buffer.from([0x22, 0xff, 0x22]), "unreadable"],
    [JSON.stringify({ ...good, formatVersion: 2, more: [] }), "newer"],
    [JSON.stringify({ ...good, owner: 1 }), "unreadable"],
    [JSON.stringify({ ...good, volume: null }), "unreadable"],
    [JSON.stringify({ ...good, run: undefined }), "unreadable"],
    [JSON.stringify({ ...good, time: "yesterday" }), "unreadable"],
    [JSON.stringify({ ...good, time: "2026-13-45T99:99:99Z" }), "unreadable"],
    [JSON.stringify({ ...good, complete: "yes" }), "unreadable"],
    [JSON.stringify({ ...good, added: "later" }), "mark"],
  ];
  for (const [content, kind] of table) t.equal(parseMark(Buffer.from(content)).kind, kind, String(content));
  t.end();
});

t.test("a mark belongs to one owner and machine", (t) => {
  const mark = markOf(
    { owner: "joke", volume: "boot", rules: [], stores: null },
    { ...RUN, machine: "aaaaaaaaaaaaaaaa" },
    true,
  );
  const claim = { owners: ["joke"], volumes: ["boot"], machines: ["aaaaaaaaaaaaaaaa"] };
  t.equal(foreign("/m", mark, claim), null);
  t.equal(foreign("/m", mark, { ...claim, owners: ["lint"] })?.code, "fs-mirror-other-owner");
  t.equal(foreign("/m", mark, { ...claim, volumes: ["root"] })?.code, "fs-mirror-other-volume");
  t.equal(foreign("/m", mark, { ...claim, machines: ["bbbbbbbbbbbbbbbb"] })?.code, "fs-mirror-other-machine");
  t.equal(foreign("/m", { ...mark, machine: null }, { ...claim, machines: [] }), null, "a mark of version 0.1");
  t.end();
});

t.test("the limit for lost files", (t) => {
  const table: readonly (readonly [
    { source: number; created: number; deleted: number; shrink?: number },
    string | null,
  ])[] = [
    [{ source: 10, created: 0, deleted: 0 }, null],
    [{ source: 5, created: 0, deleted: 5 }, null],
    [{ source: 4, created: 0, deleted: 6 }, "fs-source-shrunk"],
    [{ source: 100, created: 100, deleted: 10 }, "fs-source-shrunk"],
    [{ source: 100, created: 100, deleted: 10, shrink: 1 }, null],
    [{ source: 9, created: 0, deleted: 1, shrink: 0 }, "fs-source-shrunk"],
    [{ source: 0, created: 0, deleted: 1, shrink: 1 }, "fs-source-empty"],
    [{ source: 0, created: 0, deleted: 0 }, null],
    [{ source: 5, created: 5, deleted: 0 }, null],
  ];
  for (const [{ source, created, deleted, shrink }, code] of table) {
    const counted = {
      files: source + 1,
      regular: source,
      created,
      deleted,
      transferred: 0,
      totalBytes: 0,
      transferredBytes: 0,
      literalBytes: 0,
    };
    const found = { stats: counted, count: deleted, examples: [] };
    const guarded = guardAgainstLoss({ ...INPUT, shrink: shrink ?? 0.5 }, found);
    t.equal(guarded?.code ?? null, code, JSON.stringify({ source, created, deleted, shrink }));
  }
  t.end();
});

t.test("the commands depend only on input and run, and show all changes", (t) => {
  const steps = mirrorAction.commands(INPUT, RUN);
  t.same(steps, mirrorAction.commands({ ...INPUT }, RUN));
  const leftOut = /^\/var\/lib\/rdump\/runs\/run-1\.[0-9a-f]{16}\.left-out$/;
  t.match(steps, [
    { do: "write", path: leftOut, content: "", mode: 0o600, found: /mount points/ },
    { do: "write", path: "/mnt/usb/boot/.rdump.json", content: "", found: /the mark, incomplete/ },
    { do: "run", nature: "mover", argv: { 0: "rsync" }, cwd: "/mnt/usb/boot", directories: { 3: "/boot" } },
    { do: "write", path: leftOut, content: "", mode: 0o600, found: /differ/ },
    { do: "run", argv: { 0: "rsync" }, condition: /^if the content of files can differ/ },
    { do: "run", argv: { 0: "rsync" }, condition: /^if links, FIFOs, sockets or devices are one entry/ },
    {
      do: "run",
      argv: { 0: "rsync" },
      condition: "if paths differ after the copy",
      directories: { 3: "/boot" },
    },
    { do: "run", argv: { 0: "rm", 3: leftOut } },
    { do: "run", argv: { 0: "rm", 3: leftOut } },
    { do: "run", argv: ["sync", "--file-system", "--", "."], cwd: "/mnt/usb/boot" },
    { do: "write", content: /"complete": true/ },
  ]);
  const [argv, byContent, separate, mend]: readonly (readonly string[])[] = steps.flatMap((step) =>
    step.do === "run" && step.argv[0] === "rsync" ? [[...step.argv]] : [],
  );
  for (const option of ["-aHAXXS", "--ignore-times", "--force", "--one-file-system"])
    t.ok(mend?.includes(option), option);
  t.ok(byContent?.includes("--checksum"));
  t.notOk(
    [...(mend ?? []), ...(byContent ?? [])].some((each) => each.startsWith("--delete")),
    "only the whole copy deletes",
  );
  t.ok(separate?.includes("--delete"), "and the deletion of the listed paths");
  t.match(separate?.at(-4), /^--filter=merge .*left-out$/);
  const file = steps.flatMap((step) => (step.do === "write" ? [step.path] : []))[0];
  t.same(argv?.slice(-9), [
    "--from0",
    "--filter=H /.rdump.json",
    "--filter=P /.rdump.json",
    "--filter=P /lost+found",
    `--filter=merge ${file}`,
    "--filter=- *.tmp",
    "--",
    "/proc/self/fd/3/",
    ".",
  ]);
  for (const option of ["-aHAXXS", "--numeric-ids", "--delete-delay", "--delete-excluded", "--one-file-system"]) {
    t.ok(argv?.includes(option), option);
  }
  t.notOk(argv?.includes("--checksum"));
  const checked = mirrorAction.commands({ ...INPUT, compare: "checksum" }, RUN);
  t.ok(checked.some((step) => step.do === "run" && step.argv.includes("--checksum")));
  t.end();
});
