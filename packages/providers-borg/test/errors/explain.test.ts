import { readFileSync } from "node:fs";
import { type CommandResult, commandResult, visible } from "@rdump/core/provider";
import t from "tap";
import { accessTo } from "../../src/access.ts";
import { explain } from "../../src/errors/explain.ts";
import { judge } from "../../src/errors/reading.ts";

const access = accessTo({
  type: "borg",
  name: "offsite",
  location: "/srv/repo",
  encryption: "none",
  ssh: null,
  passphrase: null,
  compression: "lz4",
  uploadLimit: null,
  remotePath: null,
  cacheDir: null,
  keyFile: null,
  check: null,
  compact: null,
});

function ended(stderr: string | Buffer, changes: Partial<CommandResult> = {}): CommandResult {
  return commandResult({ exitCode: 2, stderr: Buffer.from(stderr as string), ...changes });
}

const fixture = (name: string) => readFileSync(new URL(`../../../../fixtures/borg/1.2.4/${name}`, import.meta.url));
const said = (message: string, msgid = "") =>
  JSON.stringify({ type: "log_message", levelname: "ERROR", message, msgid });

t.test("each real failure of borg has its own message", (t) => {
  for (const name of [
    "corrupt",
    "disk-full",
    "gone",
    "in-the-way",
    "locked",
    "no-passphrase",
    "not-a-repository",
    "passphrase-command",
    "permission",
    "relocated",
    "unreachable",
    "wrong-passphrase",
  ]) {
    const { code, severity, summary, detail } = explain(access, ended(fixture(`${name}.stderr`)));
    t.equal(code, `borg-${name}`);
    t.equal(severity, "error");
    t.notMatch(summary, /offsite|srv/, "a summary is a fixed text");
    t.match(detail, /^This is about the repository "offsite" at \/srv\/repo\. .* borg reports: .*\.$/);
    t.notMatch(detail, /Traceback|sys\.argv/);
    t.equal(visible(detail), detail, "nothing of it moves a terminal");
  }
  t.match(explain(access, ended(fixture("unreachable.stderr"))).detail, /Could not resolve hostname nas\.invalid/);
  t.end();
});

t.test("messages of borg become a sentence, with or without an end mark", (t) => {
  const detail = (text: string) => explain(access, ended(said(text, "OSError"))).detail;
  t.match(detail("OSError: [Errno 28] No space left on device"), /left on device\. Free space/);
  t.match(detail("OSError: [Errno 28] No space left on device."), /left on device\. Free space/);
  t.end();
});

t.test("messages over ssh, of borg 1.4, and without a message", (t) => {
  const table: readonly (readonly [stderr: string, code: string])[] = [
    [said("x", "LockTimeout"), "borg-locked"],
    [said("x", "InvalidRepository"), "borg-not-a-repository"],
    [said("x", "PathNotAllowed"), "borg-path-not-allowed"],
    [said("x", "Repository.PathPermissionDenied"), "borg-permission"],
    [said("x", "ConnectionBrokenWithHint"), "borg-unreachable"],
    [said("x", "ArchiveTAMInvalid"), "borg-corrupt"],
    [said("x", "RepoIdMismatch"), "borg-key-missing"],
    [said("x", "Archive.AlreadyExists"), "borg-name-taken"],
    [said("x", "Cache.RepositoryReplay"), "borg-replay"],
    [said("Failed to create/acquire the lock ([Errno 30] Read-only file system).", "LockFailed"), "borg-read-only"],
    [said("OSError: [Errno 122] Disk quota exceeded", "OSError"), "borg-quota"],
    [said("Something new", "Brand.NewError"), "borg-failed"],
    ["borg: error: unrecognized arguments: --nonsense", "borg-failed"],
    ["\u0000\u001b[2J", "borg-failed"],
    ["", "borg-failed"],
  ];
  for (const [stderr, code] of table) t.equal(explain(access, ended(stderr)).code, code, JSON.stringify(stderr));
  t.match(explain(access, ended("", { exitCode: null, signal: "SIGKILL" })).detail, /signal SIGKILL/);
  t.equal(explain(access, ended("\u001b[2J")).detail.includes("\u001b"), false);
  t.ok(explain(access, ended("long ".repeat(10_000))).detail.length < 2000);
  t.equal(explain(access, ended("", { stopped: true })).code, "borg-stopped");
  const late = explain(access, ended("", { stopped: true, outOfTime: 6 * 3_600_000 }));
  t.match(late, { code: "borg-stopped", detail: /did not end within 6h.*limits\.time/ });
  t.equal(explain(access, ended("", { notStarted: "ENOENT", exitCode: null })).code, "borg-not-installed");
  t.equal(explain(access, ended("", { notStarted: "EACCES", exitCode: null })).code, "borg-not-started");
  t.end();
});

t.test("an archive counts if it is complete, or if only files that a live tree deleted are missing", (t) => {
  const none = { count: 0, first: [] };
  const some = { count: 12, first: ["a", "b\u001b"] };
  const quiet = { vanished: none, changed: none, failed: none, mounted: none, tooDeep: none };
  const around = { live: true, warned: true, path: "/srv", trees: "a/a… (901 levels)" };
  const codes = ({ failure, warnings }: ReturnType<typeof judge>) => [
    failure?.code,
    ...warnings.map(({ code }) => code),
  ];
  t.same(codes(judge(quiet, { ...around, warned: false })), [undefined]);
  t.same(codes(judge({ ...quiet, failed: some }, { ...around, warned: false })), [undefined, "borg-remark"]);
  t.same(codes(judge(quiet, around)), ["borg-unexplained-warning"]);
  t.same(codes(judge({ ...quiet, vanished: some, changed: some }, around)), [
    undefined,
    "borg-files-vanished",
    "borg-files-changed",
  ]);
  t.same(codes(judge({ ...quiet, vanished: some }, { ...around, live: false })), ["borg-snapshot-changed"]);
  t.same(codes(judge({ ...quiet, vanished: some, changed: some, failed: some }, around)), ["borg-files-unreadable"]);
  t.same(codes(judge({ ...quiet, mounted: some }, around)), [undefined, "borg-mounted-late"]);
  t.same(codes(judge({ ...quiet, mounted: some, failed: some }, around)), [
    "borg-files-unreadable",
    "borg-mounted-late",
  ]);
  t.same(codes(judge({ ...quiet, tooDeep: some }, { ...around, warned: false })), ["borg-too-deep"]);
  t.same(codes(judge({ ...quiet, tooDeep: some, failed: some }, around)), ["borg-files-unreadable", "borg-too-deep"]);
  t.match(judge({ ...quiet, changed: some }, around).warnings[0]?.detail, "a; b\\x1b; and 10 more");
  t.end();
});
