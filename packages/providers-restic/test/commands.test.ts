import type { ResticRepository } from "@rdump/core/provider";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import { accessTo } from "../src/access.ts";
import { backupCommand, forgetCommand, markCommand, restoreCommand, snapshotsQuery } from "../src/commands.ts";

const REPOSITORY: ResticRepository = {
  type: "restic",
  name: "offsite",
  location: "sftp:backup@nas:/srv/restic",
  ssh: { user: "other", port: 2222, identityFile: "/root/my key" },
  passphrase: { kind: "command", argv: ["pass", "show", "it's"] },
  compression: "max",
  uploadLimit: 1_048_576,
  cacheDir: "/var/cache/restic",
  credentialsFile: null,
  check: null,
  compact: null,
};
const ACCESS = accessTo(REPOSITORY);
const RUN = runAt("20261122T200640Z-00004e65", Date.UTC(2026, 10, 22, 20, 6, 40));
const MARK = { mark: { owner: "joke", volume: "root", machine: null, run: RUN.id }, record: null };

t.test("restic gets its connection, limits and passphrase command without a shell", (t) => {
  const source = { path: "/mnt/root", mounted: true, root: true, exclude: ["/mnt/root/x"], excludeCaches: true };
  const { argv, env, cwd, root } = backupCommand(ACCESS, MARK, RUN, { ...source, leftOut: "/s/l", parent: "ab" });
  t.same(argv, [
    ...["restic", "backup", "--repo=sftp:backup@nas:/srv/restic"],
    "--option=sftp.command=ssh -oBatchMode=yes -oServerAliveInterval=30 -i '/root/my key' -oPort=2222 -oUser=backup nas -s sftp",
    ...["--json", "--one-file-system", "--parent=ab", "--compression=max", "--limit-upload=1024"],
    ...["--time=2026-11-22 20:06:40", `--tag=rdump:owner=joke,rdump:volume=root,rdump:run=${RUN.id},unchecked`],
    ...["--exclude-caches", "--exclude-file=/s/l", "--exclude=/mnt/root/x", "."],
  ]);
  t.match(env, {
    RESTIC_PASSWORD_COMMAND: `env --chdir=/ -- pass show "it's"`,
    RESTIC_CACHE_DIR: "/var/cache/restic",
    PWD: "/mnt/root",
  });
  t.same({ cwd, root }, { cwd: "/mnt/root", root: "read" });
  t.end();
});

t.test("a passphrase file is passed as a descriptor, and keys of a storage as a path", (t) => {
  const s3 = { ...REPOSITORY, location: "s3:host/bucket/x", credentialsFile: "/etc/keys", ssh: null };
  const access = accessTo({ ...s3, passphrase: { kind: "file", path: "/etc/passphrase" } });
  const { argv, env, descriptors } = snapshotsQuery(access);
  t.same(argv, ["restic", "snapshots", "--repo=s3:host/bucket/x", "--json", "--no-lock"]);
  t.match(env, { RESTIC_PASSWORD_FILE: "/proc/self/fd/3", AWS_SHARED_CREDENTIALS_FILE: "/etc/keys" });
  t.same(descriptors, { 3: "/etc/passphrase" });
  t.end();
});

t.test("snapshots are marked by their tags, deleted by id, and restored by literal paths", (t) => {
  const local = accessTo({ ...REPOSITORY, location: "/srv/restic" });
  t.match(markCommand(local, MARK, "incomplete").argv.slice(3), [
    /^--set=rdump:owner=joke,rdump:volume=root,rdump:run=[^,]+,incomplete$/,
    /^--tag=rdump:owner=joke,rdump:volume=root,rdump:run=[^,]+,unchecked$/,
  ]);
  t.same(forgetCommand(local, ["aa", "bb"]).argv, ["restic", "forget", "--repo=/srv/restic", "aa", "bb"]);
  const restoration = { access: local, snapshot: { id: "aa", name: "n" }, to: "/out", paths: ["a/*[x]"], also: ["s"] };
  const { argv, cwd } = restoreCommand(restoration);
  t.same(argv.slice(3), ["--target=.", "--include=/a/\\*\\[x\\]", "--include=/s", "aa"]);
  t.equal(cwd, "/out");
  t.end();
});
