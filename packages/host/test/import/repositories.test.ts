import { lint, load } from "@rdump/core";
import t from "tap";
import { importConfig } from "../../src/index.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };
const OPTIONS = { hostname: "joke", repository: null };

function importOf(root: object) {
  const imported = importConfig(JSON.stringify(root), null, OPTIONS);
  const errors = lint(imported.text, "f", MACHINE).filter(({ severity }) => severity === "error");
  const { config } = load(imported.text, "f", MACHINE);
  return { ...imported, errors, config, repositories: Object.values(config?.repositories ?? {}) };
}

t.test("the repository of a profile of restic is declared with its passphrase and options", (t) => {
  const table: readonly (readonly [profile: object, expected: object, losses: readonly RegExp[]])[] = [
    [
      { repository: "local:/backup/r", "password-file": "/etc/restic/key", "limit-upload": 500, "cache-dir": "/var/c" },
      {
        location: "/backup/r",
        passphrase: { kind: "file", path: "/etc/restic/key" },
        uploadLimit: 512_000,
        cacheDir: "/var/c",
      },
      [],
    ],
    [
      { repository: "sftp:me@nas:/r", "password-command": "/usr/bin/pass restic", compression: "max" },
      { location: "sftp:me@nas:/r", passphrase: { kind: "command" }, compression: "max" },
      [],
    ],
    [
      { repository: "/backup/r", "password-command": "echo $KEY" },
      { passphrase: { kind: "file", path: "/etc/rdump/passphrase" } },
      [/`password-command` needs a shell/, /Put the passphrase of repository `r`/],
    ],
    [
      { repository: "/backup/r", "password-file": "key.txt" },
      { passphrase: { kind: "file", path: "/etc/rdump/passphrase" } },
      [/`password-file` is no absolute path/, /Put the passphrase of repository `r`/],
    ],
  ];
  for (const [profile, expected, losses] of table) {
    const found = importOf({ profiles: { p: { ...profile, backup: { source: "/srv", "one-file-system": true } } } });
    t.strictSame(found.errors, [], found.text);
    t.match(found.repositories[0], { type: "restic", ...expected });
    t.equal(found.losses.length, losses.length + 1, found.losses.join("\n"));
    for (const loss of [...losses, /snapshots that exist stay/]) t.ok(found.losses.some((each) => loss.test(each)));
  }
  t.end();
});

t.test("a repository of restic that cannot be declared becomes a new one of borg, and this is listed", (t) => {
  for (const [repository, loss] of [
    ["b2:bucket:host", /repository of restic stays as it is/],
    ["rest:https://jane:secret@nas/host", /`repository` contains a password/],
    ["/backup/{{ .Profile.Name }}", /repository of restic stays as it is/],
    ["relative", /repository of restic stays as it is/],
  ] as const) {
    const found = importOf({ profiles: { p: { repository, backup: { source: "/srv" } } } });
    t.strictSame(found.errors, [], found.text);
    t.match(found.repositories, [{ type: "borg" }], repository);
    t.ok(
      found.losses.some((each) => loss.test(each)),
      found.losses.join("\n"),
    );
    t.notMatch(found.text, "secret@");
  }
  t.end();
});

t.test("profiles with one repository share it, and other options of it are listed", (t) => {
  const profile = { repository: "/backup/r", "password-file": "/key" };
  const found = importOf({
    profiles: {
      a: { ...profile, backup: { source: "/a" } },
      b: { ...profile, compression: "max", backup: { source: "/b" } },
    },
  });
  t.equal(found.repositories.length, 1);
  t.match(found.config?.volumes, [{ targets: [{ kind: "archives" }] }, { targets: [{ kind: "archives" }] }]);
  t.ok(found.losses.some((each) => /options of an earlier profile/.test(each)));
  t.end();
});

t.test("a repository of borgmatic with a relative path is listed, and not declared", (t) => {
  const found = importOf({ source_directories: ["/srv"], repositories: ["backup.borg", "/mnt/b"] });
  t.strictSame(found.errors, [], found.text);
  t.match(found.repositories, [{ location: "/mnt/b" }]);
  t.ok(found.losses.some((each) => /`backup\.borg` was not imported/.test(each)));
  t.end();
});

t.test("variables of a crontab with syncoid change no section of sanoid.conf", (t) => {
  const text =
    "[tank/a]\nuse_template = default\nhourly = 5\n\nMAILTO=root\nPATH=/usr/bin\n5 * * * * root syncoid tank/a b/a";
  const { losses } = importConfig(text, null, OPTIONS);
  t.ok(
    losses.some((each) => /begins with `MAILTO`/.test(each)),
    losses.join("\n"),
  );
  t.notOk(losses.some((each) => /\[tank\/a\]: `(MAILTO|PATH)`/.test(each)));
  t.end();
});
