import { type CommandResult, commandResult, LINK_REFUSED, NO_DIRECTORY, type ReadIo } from "@rdump/core/provider";
import t from "tap";
import { parseDeletions } from "../../src/rsync/deletions.ts";
import { endingOf } from "../../src/rsync/ending.ts";
import { parseProgress } from "../../src/rsync/progress.ts";
import { parseStats } from "../../src/rsync/stats.ts";
import { observeRsync, parseVersion } from "../../src/rsync/version.ts";

const STATS = `
Number of files: 10 (reg: 8, dir: 2)
Number of created files: 9 (reg: 8, dir: 1)
Number of deleted files: 4 (reg: 3, dir: 1)
Number of regular files transferred: 8
Total file size: 15000000 bytes
Total transferred file size: 15000000 bytes
Literal data: 14000000 bytes
Matched data: 1000000 bytes
File list size: 0
Total bytes sent: 212
`;

t.test("the statistics of rsync are parsed", (t) => {
  t.same(parseStats(STATS), {
    files: 10,
    regular: 8,
    created: 9,
    deleted: 4,
    transferred: 8,
    totalBytes: 15_000_000,
    transferredBytes: 15_000_000,
    literalBytes: 14_000_000,
  });
  t.equal(parseStats(STATS.replace(/^Number of deleted.*\n/m, "")), null);
  t.equal(parseStats(""), null);
  for (const [files, regular] of [
    ["1", 0],
    ["2 (dir: 2)", 0],
    ["9 (reg: 4, dir: 2, link: 3)", 4],
  ] as const)
    t.match(parseStats(STATS.replace("10 (reg: 8, dir: 2)", files)), { regular });
  t.end();
});

t.test("progress", (t) => {
  const table = [
    ["          32768   0%    0.00kB/s    0:00:00  ", { bytes: 32768 }],
    [
      "        3000000  20%    5.33MB/s    0:00:00 (xfr#1, to-chk=8/10)",
      { bytes: 3_000_000, files: 2, totalFiles: 10 },
    ],
    ["        3000000  20%    5.33MB/s   12:00:00 (xfr#1, ir-chk=8/10)", { bytes: 3_000_000, files: 2 }],
    ["Number of files: 10 (reg: 8, dir: 2)", null],
    ["sent 15004183 bytes  received 171 bytes  4286958.29 bytes/sec", null],
    ["100% of nothing", null],
  ] as const;
  for (const [line, progress] of table) t.same(parseProgress(line), progress, line);
  t.end();
});

function ended(exitCode: number | null, stderr = "", more: Partial<CommandResult> = {}): CommandResult {
  return commandResult({ exitCode, stderr: Buffer.from(stderr), ...more });
}

t.test("each exit status of rsync has its result", (t) => {
  const full = 'rsync: [receiver] write failed on "/m/big": No space left on device (28)';
  const acl = "rsync: [receiver] set_acl: sys_acl_set_file(a, ACL_TYPE_ACCESS): Operation not supported (95)";
  const chown = 'rsync: [receiver] chown "/m/.a.x" failed: Operation not permitted (1)';
  // ext4 takes 65,000 names of one file.
  const links = 'rsync: [generator] link "/m/l1" => x failed: Too many links (31)';
  const denied = 'rsync: [sender] send_files failed to open "/s/x1": Permission denied (13)';
  const table: readonly (readonly [CommandResult, boolean, string])[] = [
    [ended(0), true, "whole"],
    [ended(24, 'file has vanished: "/s/x"'), true, "vanished"],
    [ended(24, 'file has vanished: "/s/x"'), false, "fs-files-vanished"],
    [ended(23, denied), true, "fs-not-all-copied"],
    [ended(23, acl), true, "fs-mirror-lacks-attributes"],
    [ended(23, chown), true, "fs-mirror-lacks-attributes"],
    [ended(23, links), true, "fs-mirror-lacks-attributes"],
    [ended(11, full), true, "fs-mirror-full"],
    [ended(23, full), true, "fs-mirror-full"],
    [ended(11, 'mkdir "/m/a" failed: Read-only file system (30)'), true, "fs-mirror-read-only"],
    [ended(12), true, "fs-rsync-failed"],
    [ended(25), true, "fs-rsync-failed"],
    [ended(30), true, "fs-rsync-failed"],
    [ended(99), true, "fs-rsync-failed"],
    [ended(null, "", { signal: "SIGKILL" }), true, "fs-rsync-failed"],
    [ended(20, "", { stopped: true }), true, "fs-rsync-stopped"],
    [ended(0, "", { stopped: true }), true, "fs-rsync-stopped"],
    [ended(null, "", { notStarted: "ENOENT" }), true, "fs-rsync-missing"],
    [ended(null, "", { notStarted: "EACCES" }), true, "fs-rsync-failed"],
    [ended(null, "", { notStarted: NO_DIRECTORY }), true, "fs-directory-replaced"],
    [ended(null, "", { notStarted: LINK_REFUSED }), true, "fs-directory-replaced"],
  ];
  for (const [result, live, expected] of table) {
    const ending = endingOf(result, { live, source: "/s", consequence: "And so." });
    t.equal(ending.kind === "failed" ? ending.diagnostic.code : ending.kind, expected);
    if (ending.kind === "failed") t.match(ending.diagnostic.detail, / And so\.$/);
  }
  const late = endingOf(ended(20, "", { stopped: true, outOfTime: 90_000 }), {
    live: false,
    source: "/s",
    consequence: "",
  });
  t.match(late, {
    kind: "failed",
    diagnostic: { code: "fs-rsync-stopped", detail: /rsync did not end within 90s.*limits\.time/ },
  });
  t.end();
});

t.test("the version of rsync is read, and an old one is a warning", async (t) => {
  const table: readonly (readonly [string, readonly number[] | null, boolean])[] = [
    ["rsync  version 3.2.7  protocol version 31\nCopyright", [3, 2, 7], true],
    ["rsync  version v3.4.1pre1  protocol version 32\n", [3, 4, 1], true],
    ["rsync  version 3.4.4  protocol version 32\n", [3, 4, 4], true],
    ["rsync  version 3.5.0  protocol version 32\n", [3, 5, 0], false],
    ["rsync  version 3.10.0  protocol version 33\n", [3, 10, 0], false],
    ["rsync  version 4.0.0  protocol version 40\n", [4, 0, 0], false],
    ["openrsync: protocol version 29\nrsync version 2.6.9 compatible\n", null, false],
    ["", null, false],
  ];
  for (const [said, version, isOld] of table) {
    t.strictSame(parseVersion(said), version);
    const io = { query: async () => ended(0, "", { stdout: Buffer.from(said) }) } as unknown as ReadIo;
    const found = await observeRsync(io);
    t.strictSame(
      found.map(({ code, severity }) => [code, severity]),
      isOld ? [["fs-rsync-outdated", "warning"]] : [],
    );
    for (const { detail } of found) t.match(detail, /Distributions backport/);
  }
  const missing = { query: async () => ended(null, "", { notStarted: "ENOENT" }) } as unknown as ReadIo;
  t.strictSame(await observeRsync(missing), []);
});

t.test("rsync messages with the descriptor of the source are shown with the path of the source", (t) => {
  const stderr = 'rsync: [sender] send_files failed to open "/proc/self/fd/3/a/b": Permission denied (13)\n';
  for (const [source, path] of [
    ["/s", "/s/a/b"],
    ["/", "/a/b"],
  ] as const) {
    const ending = endingOf(ended(23, stderr), { live: true, source, consequence: "" });
    t.match(ending, { diagnostic: { detail: `failed to open "${path}"` } });
  }
  t.end();
});

t.test("messages of rsync are shown without control characters and without the last line", (t) => {
  const stderr = 'rsync: open "\u001b[31m" failed: Permission denied (13)\nrsync error: some files (code 23)\n';
  const ending = endingOf(ended(23, stderr), { live: true, source: "/s", consequence: "" });
  const detail = ending.kind === "failed" ? ending.diagnostic.detail : "";
  t.match(detail, "\\x1b[31m");
  t.notMatch(detail, "\u001b");
  t.notMatch(detail, "rsync error:");
  t.end();
});

t.test("the deletions of a dry run are parsed, without temporary files of a crash", (t) => {
  const stats = [
    "Number of files: 3 (reg: 2, dir: 1)",
    "Number of created files: 0",
    "Number of deleted files: 4 (reg: 4)",
    "Number of regular files transferred: 0",
    "Total file size: 3 bytes",
    "Total transferred file size: 0 bytes",
    "Literal data: 0 bytes",
  ];
  const paths = ["d/f", "d/.foo.aBc123", "..rdump.json.0123456789ab.tmp", "x y"].map((path) => `deleting ${path}`);
  t.match(parseDeletions([...paths, "", ...stats].join("\n")), { count: 2, examples: ["d/f", "x y"] });
  t.match(parseDeletions(stats.join("\n")), { count: 4, examples: [] });
  t.equal(parseDeletions(paths.join("\n")), null);
  t.end();
});
