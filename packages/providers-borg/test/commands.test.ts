import { type BorgRepository, narrowed, PLANNED_RUN, runAt } from "@rdump/core/provider";
import t from "tap";
import { accessTo, filesCacheSuffix } from "../src/access.ts";
import {
  checkCommand,
  compactCommand,
  createCommand,
  deleteCommand,
  extractCommand,
  holdsCommand,
  incompleteCommand,
  infoCommand,
  initCommand,
  itemsCommand,
  listCommand,
  renameCommand,
} from "../src/commands.ts";

const repository: BorgRepository = {
  type: "borg",
  name: "offsite",
  location: "/mnt/backup",
  encryption: "repokey-blake2",
  ssh: null,
  passphrase: { kind: "file", path: "/root/.borg-pass" },
  compression: "zstd,6",
  uploadLimit: 10 * 1024 * 1024,
  remotePath: null,
  cacheDir: null,
  keyFile: null,
  check: null,
  compact: null,
};
const access = accessTo(repository);
const mark = { owner: "joke", volume: "root", machine: null, run: "r1" };
const source = {
  path: "/run/rdump/root",
  mounted: false,
  root: false,
  exclude: [],
  excludeCaches: false,
  leftOut: "/var/lib/rdump/runs/r1.0123456789abcdef.left-out",
};
const run = runAt("r1", Date.UTC(2026, 10, 22, 20, 6, 40));
const common = {
  env: {
    TZ: "UTC",
    BORG_EXIT_CODES: "legacy",
    BORG_DISPLAY_PASSPHRASE: "no",
    BORG_PASSPHRASE_FD: "3",
    BORG_RELOCATED_REPO_ACCESS_IS_OK: "no",
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "no",
  },
  descriptors: { 3: "/root/.borg-pass" },
  directories: {},
  do: "run",
  root: false,
  attended: false,
  closed: false,
  batch: null,
  condition: null,
  timeout: null,
};

t.test("every command is shown as it is executed", (t) => {
  t.same(initCommand(access), {
    ...common,
    argv: ["borg", "init", "--log-json", "--lock-wait=600", "--encryption=repokey-blake2", "/mnt/backup"],
    cwd: null,
    mounted: false,
    nature: "mover",
  });
  const exclude = ["pp:var/cache", "re:[^/]*"];
  t.same(createCommand(access, { mark, record: null }, run, { ...source, exclude, excludeCaches: true }), {
    ...common,
    argv: [
      "borg",
      "create",
      "--log-json",
      "--lock-wait=600",
      "--progress",
      "--json",
      "--list",
      "--filter=CEx",
      "--one-file-system",
      "--numeric-ids",
      "--files-cache=ctime,size,inode",
      "--checkpoint-interval=300",
      "--compression=zstd,6",
      "--upload-ratelimit=10240",
      "--timestamp=/var/lib/rdump/runs/r1.0123456789abcdef.left-out",
      "--comment=rdump owner=joke volume=root run=r1",
      "--exclude-caches",
      "--exclude-from=/var/lib/rdump/runs/r1.0123456789abcdef.left-out",
      "--exclude=re:\\A(?:(?:[^/]+/){900}|(?s:.{4096}))",
      "--exclude=pp:var/cache",
      "--exclude=re:[^/]*",
      "/mnt/backup::root-20261122T200640Z-82f3.unchecked",
      ".",
    ],
    env: { ...common.env, BORG_FILES_CACHE_SUFFIX: filesCacheSuffix(mark) },
    cwd: "/run/rdump/root",
    mounted: false,
    nature: "mover",
  });
  t.same(renameCommand(access, "root-20261122T200640Z").argv, [
    "borg",
    "rename",
    "--log-json",
    "--lock-wait=600",
    "/mnt/backup::root-20261122T200640Z.unchecked",
    "root-20261122T200640Z",
  ]);
  t.equal(incompleteCommand(access, "root-20261122T200640Z").argv.at(-1), "root-20261122T200640Z.incomplete");
  const deletion = deleteCommand(access, ["a", "b"], null);
  const { argv } = deletion;
  t.same(argv, ["borg", "delete", "--log-json", "--lock-wait=600", "--list", "/mnt/backup::a", "b"]);
  const less = narrowed(deletion, (name) => name === "b");
  t.equal(less.argv.at(-1), "/mnt/backup::b", "the first name is never the repository alone");
  t.same(listCommand(access, { glob: "root-*", fields: ["comment", "command_line"] }), {
    ...common,
    env: { ...common.env, BORG_SELFTEST: "disabled" },
    timeout: 21_600,
    argv: [
      "borg",
      "list",
      "--log-json",
      "--lock-wait=60",
      "--json",
      "--consider-checkpoints",
      "--format={comment}{command_line}",
      "--glob-archives=root-*",
      "/mnt/backup",
    ],
    cwd: null,
    mounted: false,
    nature: "query",
  });
  t.end();
});

t.test("borg tests itself before it stores, checks or gives back content, and not before other commands", (t) => {
  const extraction = { access, archive: { id: "1f", name: "a" }, to: "/x", paths: [], also: [], rootOnly: false };
  const content = [
    initCommand(access),
    createCommand(access, { mark, record: null }, run, source),
    checkCommand(access),
    extractCommand(extraction),
  ];
  t.strictSame([...new Set(content.map(({ env }) => env.BORG_SELFTEST))], [undefined]);
  const others = [
    listCommand(access, { glob: null, fields: [] }),
    infoCommand(access, "a"),
    holdsCommand(access, "a", ["x"]),
    itemsCommand(extraction),
    renameCommand(access, "a"),
    incompleteCommand(access, "a"),
    deleteCommand(access, ["a"], null),
    compactCommand(access),
  ];
  t.strictSame([...new Set(others.map(({ env }) => env.BORG_SELFTEST))], ["disabled"]);
  t.end();
});

t.test("a saved plan shows the placeholders that the run fills in", (t) => {
  const { argv } = createCommand(
    access,
    { mark: { ...mark, run: PLANNED_RUN.id }, record: { digest: "{run.record}", path: "a b" } },
    PLANNED_RUN,
    source,
  );
  t.equal(argv.at(-2), "/mnt/backup::root-{run.time}-{run.suffix}.unchecked");
  t.ok(argv.includes("--comment=rdump owner=joke volume=root run={run.id} record={run.record}:a%20b"));
  t.end();
});

t.test("each form of a location has its options", (t) => {
  const env = (changes: Partial<BorgRepository>) => initCommand(accessTo({ ...repository, ...changes })).env;
  const argv = ["pass", "show", "it's", "", 'a "b" $c', "d\\e", "x/y-1"];
  t.equal(
    env({ passphrase: { kind: "command", argv } }).BORG_PASSCOMMAND,
    `sh -c 'cd / && exec "$@"' sh pass show 'it'\\''s' '' 'a "b" $c' 'd\\e' x/y-1`,
  );
  t.match(env({ cacheDir: "/var/cache/borg", keyFile: "/root/key" }), {
    BORG_CACHE_DIR: "/var/cache/borg",
    BORG_KEY_FILE: "/root/key",
  });
  t.equal(env({ location: "ssh://nas/joke" }).BORG_RSH, "ssh -oBatchMode=yes -oServerAliveInterval=30");
  const ssh = { user: "backup", port: 2222, identityFile: "/root/my key" };
  const quiet = "ssh -oBatchMode=yes -oServerAliveInterval=30 -i '/root/my key'";
  t.equal(env({ location: "ssh://nas/joke", ssh }).BORG_RSH, `${quiet} -oPort=2222 -oUser=backup`);
  t.equal(env({ location: "ssh://me@nas:22/joke", ssh }).BORG_RSH, quiet, "what the location says goes first");
  t.equal(env({ location: "me@nas:joke", ssh }).BORG_RSH, `${quiet} -oPort=2222`);
  t.equal(env({ encryption: "none" }).BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK, "yes");
  for (const encryption of [null, "repokey-blake2", "authenticated", "keyfile"]) {
    t.equal(env({ encryption }).BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK, "no", `${encryption}`);
  }
  t.equal(env({}).BORG_RELOCATED_REPO_ACCESS_IS_OK, "no");
  t.ok(initCommand(accessTo({ ...repository, encryption: null })).argv.includes("--encryption=repokey-blake2"));
  const remote = initCommand(accessTo({ ...repository, remotePath: "/opt/{borg}" })).argv;
  t.ok(remote.includes("--remote-path=/opt/{{borg}}"));
  t.end();
});

t.test("an upload limit is never rounded to no limit", (t) => {
  const limit = (uploadLimit: number | null) =>
    createCommand(accessTo({ ...repository, uploadLimit }), { mark, record: null }, run, source).argv.filter((each) =>
      each.startsWith("--upload-ratelimit"),
    );
  t.same(limit(null), []);
  t.same(limit(1), ["--upload-ratelimit=1"]);
  t.same(limit(2047), ["--upload-ratelimit=1"]);
  t.same(limit(2048), ["--upload-ratelimit=2"]);
  t.end();
});

t.test("each owner and volume has a files cache of its own", (t) => {
  const suffixes = [
    { owner: "joke", volume: "root" },
    { owner: "joke", volume: "home" },
    { owner: "joker", volume: "oot" },
    { owner: "jok", volume: "eroot" },
  ].map(filesCacheSuffix);
  t.equal(new Set(suffixes).size, 4);
  for (const suffix of suffixes) t.match(suffix, /^[0-9a-f]{16}$/);
  t.end();
});
