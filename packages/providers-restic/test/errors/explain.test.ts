import type { CommandResult, ResticRepository } from "@rdump/core/provider";
import t from "tap";
import { accessTo } from "../../src/access.ts";
import { explain } from "../../src/errors/explain.ts";

const REPOSITORY: ResticRepository = {
  type: "restic",
  name: "offsite",
  location: "/srv/restic",
  ssh: null,
  passphrase: { kind: "file", path: "/etc/passphrase" },
  compression: "auto",
  uploadLimit: null,
  cacheDir: null,
  credentialsFile: null,
  check: null,
  compact: null,
};

function ended(exitCode: number | null, stderr: string, changes: Partial<CommandResult> = {}): CommandResult {
  const nothing = { signal: null, notStarted: null, stopped: false, stdout: Buffer.alloc(0), overflow: false };
  return { ...nothing, exitCode, stderr: Buffer.from(stderr), milliseconds: 1, ...changes };
}

/** Of restic 0.14, from an append-only server of rclone. */
const REFUSED = `Remove(<snapshot/04f6e4c5f9>) returned error, retrying after 15.394871241s: blob not removed, server response: 403 Forbidden (403)
unable to remove <snapshot/04f6e4c5f9> from the repository
blob not removed, server response: 403 Forbidden (403)
github.com/restic/restic/internal/backend/rest.(*Backend).Remove
\tgithub.com/restic/restic/internal/backend/rest/rest.go:399
golang.org/x/sync/errgroup.(*Group).Go.func1
\tgolang.org/x/sync/errgroup/errgroup.go:75
runtime.goexit
\truntime/asm_amd64.s:1594
`;

t.test("errors of restic 0.14 are distinguished by their text, of later ones by the exit status", (t) => {
  const lock =
    "unable to create lock in backend: repository is already locked by PID 4579 on vm by root (UID 0, GID 0)\nlock was created at 2026-11-29 06:41:28 (5s ago)\n";
  const table: readonly (readonly [string, CommandResult])[] = [
    ["restic-wrong-passphrase", ended(1, "Fatal: wrong password or no key found\n")],
    ["restic-wrong-passphrase", ended(12, "")],
    ["restic-locked", ended(1, lock)],
    ["restic-locked", ended(11, "")],
    [
      "restic-gone",
      ended(1, "Fatal: unable to open config file: stat /srv/restic/config: no such file or directory\n"),
    ],
    ["restic-gone", ended(10, "")],
    ["restic-unreachable", ended(1, "Fatal: unable to open config file: dial tcp 10.0.0.1:443: i/o timeout\n")],
    ["restic-no-space", ended(1, "Save(<data/12>) returned error: write: no space left on device\n")],
    ["restic-snapshot-gone", ended(1, 'Fatal: invalid id "aa": no matching ID found for prefix "aa"\n')],
    ["restic-not-forgotten", ended(1, REFUSED)],
    ["restic-failed", ended(1, "Fatal: something new\n")],
    ["restic-stopped", ended(null, "", { stopped: true, signal: "SIGINT" })],
    ["restic-not-installed", ended(null, "", { notStarted: "ENOENT" })],
  ];
  for (const [code, result] of table) t.equal(explain(accessTo(REPOSITORY), result).code, code, code);
  const locked = explain(accessTo(REPOSITORY), ended(1, lock));
  t.match(locked, { locked: true, detail: /PID 4579 on vm by root/ });
  t.end();
});

t.test("a crash of restic is reported with its reason, and without the calls", (t) => {
  const crash =
    "panic: error checking device ID of /home/other/f4: not found\n\ngoroutine 44 [running]:\nmain.rejectByDevice.func1({0xc0, 0x16})\n\texclude.go:290 +0x38a\ncreated by errgroup.Go\n\terrgroup.go:72 +0xa5\n";
  const { detail } = explain(accessTo(REPOSITORY), ended(2, crash));
  t.match(detail, "restic reports: panic: error checking device ID of /home/other/f4: not found.");
  t.notMatch(detail, "errgroup");
  const refused = explain(accessTo(REPOSITORY), ended(1, REFUSED));
  t.match(refused.detail, /server response: 403 Forbidden \(403\)\. Allow deletions/);
  t.notMatch(refused.detail, /runtime|github/);
  t.end();
});

t.test("a passphrase file that restic cannot open is no failure of a command", (t) => {
  const said = ended(1, "Resolving password failed: Fatal: /proc/self/fd/3 does not exist\n");
  t.match(explain(accessTo(REPOSITORY), said), { code: "restic-failed", detail: /fd\/3 does not exist/ });
  const passphrase = { kind: "command" as const, argv: ["/bin/false"] as const };
  const byCommand = accessTo({ ...REPOSITORY, passphrase });
  const failed = ended(1, "Resolving password failed: exit status 1\n");
  t.match(explain(byCommand, failed), { code: "restic-passphrase-command" });
  t.end();
});
