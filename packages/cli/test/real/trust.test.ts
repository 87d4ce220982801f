import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t, { type Test } from "tap";

const RDUMP = join(import.meta.dirname, "../../bin/rdump.js");
/** The other user, without privileges. */
const OTHER = 65534;
const only = { skip: process.getuid?.() === 0 ? false : "only root can act as two users" };

/** A directory of root with a directory of another user in it, and a file that exists after a command was executed. */
class Stage {
  readonly root = mkdtempSync(join(tmpdir(), "rdump-trust-"));

  constructor(t: Test) {
    t.teardown(() => rmSync(this.root, { recursive: true, force: true }));
    chmodSync(this.root, 0o755);
    for (const name of ["home", "source", "mirror", "state"]) this.directory(name);
    this.directory("other", { uid: OTHER });
    this.directory("marks", { mode: 0o1777 });
  }

  path(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  directory(name: string, { uid = 0, mode = 0o755 } = {}): string {
    mkdirSync(this.path(name), { recursive: true });
    chownSync(this.path(name), uid, uid);
    chmodSync(this.path(name), mode);
    return this.path(name);
  }

  file(name: string, content: string | object, { uid = 0, mode = 0o644 } = {}): string {
    rmSync(this.path(name), { force: true });
    writeFileSync(this.path(name), typeof content === "string" ? content : JSON.stringify(content));
    chownSync(this.path(name), uid, uid);
    chmodSync(this.path(name), mode);
    return this.path(name);
  }

  /** A command that creates the file. */
  marking(name: string): readonly string[] {
    return ["touch", this.path("marks", name)];
  }

  wasRun(name: string): boolean {
    return existsSync(this.path("marks", name));
  }

  config(more: object = {}, volume: object = {}): object {
    return {
      version: 1,
      id: "joke",
      timezone: "UTC",
      stateDir: this.path("state"),
      volumes: {
        docs: {
          source: { type: "plain", path: this.path("source") },
          integrity: false,
          mirrors: [{ path: this.path("mirror"), every: "yearly" }],
          ...volume,
        },
      },
      ...more,
    };
  }

  rdump(argv: readonly string[], { uid = 0, cwd = "", env = {} } = {}) {
    const ended = spawnSync(process.execPath, [RDUMP, ...argv], {
      cwd: this.path(cwd),
      env: { PATH: process.env.PATH, HOME: uid === 0 ? this.path("home") : this.path("other"), NO_COLOR: "1", ...env },
      encoding: "utf8",
      uid,
      gid: uid,
    });
    return { code: ended.status, said: `${ended.stdout}${ended.stderr}`, out: ended.stdout };
  }
}

t.test("a config is used only where only root and the caller can change or replace it", only, async (t) => {
  const stage = new Stage(t);
  const config = stage.config({ stateDir: stage.path("other/state") });
  const rooted = stage.config();
  stage.directory("open", { mode: 0o777 });
  stage.directory("group", { mode: 0o775 });
  stage.directory("sticky", { mode: 0o1777 });
  stage.directory("links");
  const good = stage.file("good.json5", rooted);
  const theirs = stage.file("other/rdump.json5", config, { uid: OTHER });
  const link = (name: string, target: string) => {
    symlinkSync(target, stage.path(name));
    return stage.path(name);
  };
  const hard = stage.path("sticky/hard");
  linkSync(stage.file("twice", rooted), hard);
  const acl = stage.file("acl", rooted);
  execFileSync("setfacl", ["-m", `u:${OTHER}:rw`, acl]);
  const refused: readonly (readonly [string, string, RegExp, string])[] = [
    ["another's", theirs, /belongs to another user \(owner uid 65534, mode 0755\)/, "install"],
    ["a file of another's", stage.file("foreign", rooted, { uid: OTHER }), /owner uid 65534, mode 0644/, "install"],
    ["writable by all", stage.file("all", rooted, { mode: 0o666 }), /by every user \(owner root, mode 0666/, "chmod"],
    [
      "writable by a group",
      stage.file("some", rooted, { mode: 0o660 }),
      /by its group \(owner root, mode 0660/,
      "chmod",
    ],
    ["writable by an ACL", acl, /by its group/, "chmod"],
    ["in another's directory", stage.file("other/mine", rooted), /directory above it, .*other belongs/, "install"],
    ["in an open directory", stage.file("open/mine", rooted), /directory above it, .*open can be written/, "install"],
    ["in a group's directory", stage.file("group/mine", rooted), /directory above it, .*group can be/, "install"],
    ["in /tmp, of another's", stage.file("sticky/theirs", rooted, { uid: OTHER }), /sticky\/theirs belongs/, "install"],
    ["in /tmp, with two names", hard, /second name, a hard link/, "install"],
    ["a link to another's", link("links/theirs", theirs), /belongs to another user/, "install"],
    ["a link by another's directory", link("other/link", good), /directory above it, .*other belongs/, "install"],
    [
      "a link by a link",
      link("links/chain", stage.path("other/link")),
      /directory above it, .*other belongs/,
      "install",
    ],
    ["a way through ..", link("links/up", "../other/../good.json5"), /directory above it, .*other belongs/, "install"],
  ];
  for (const [name, path, words, fix] of refused) {
    const { code, said } = stage.rdump(["lock", "-c", path]);
    t.equal(code, 1, name);
    t.match(said, words, name);
    t.match(said, /\[config-untrusted\]/, name);
    const command = fix === "install" ? `install -D -o root -m 0600 -t /etc/rdump/ ${path}` : `chmod go-w ${path}`;
    t.ok(said.split("\n").includes(`  ${command}`), `${name}: ${command} on a line of its own`);
  }
  symlinkSync(good, stage.path("sticky/theirlink"));
  execFileSync("chown", ["-h", `${OTHER}`, stage.path("sticky/theirlink")]);
  t.match(stage.rdump(["lock", "-c", "sticky/theirlink"]), { code: 1, said: /The symbolic link .*theirlink belongs/ });
  const accepted: readonly (readonly [string, string, number])[] = [
    ["root's own", good, 0],
    ["root's own, for another caller", good, OTHER],
    ["the caller's own", theirs, OTHER],
    ["in /tmp, root's", stage.file("sticky/mine", rooted), 0],
    ["a link of root's", link("links/good", "../good.json5"), 0],
    ["a link of root's in /tmp", link("sticky/good", good), 0],
  ];
  for (const [name, path, uid] of accepted) {
    const { code, said } = stage.rdump(["lock", "-c", path], { uid });
    t.match({ code, said }, { code: 0, said: /No run holds/ }, name);
  }
  const hers = stage.rdump(["lock", "-c", stage.file("third", config, { uid: 1234 })], { uid: OTHER });
  t.match(hers, { code: 1, said: /must belong to root or uid 65534.*\n {2}install -m 0600 \S+ ~\/\n/ });
  rmSync(theirs);
  symlinkSync("/nowhere", theirs);
  t.match(stage.rdump(["lock"], { cwd: "other" }), { code: 1, said: /config-untrusted/ }, "a dangling link counts");
});

t.test("files of another user execute nothing", only, async (t) => {
  const stage = new Stage(t);
  const repository = stage.path("repository");
  const env = { PATH: process.env.PATH, HOME: stage.path("home"), BORG_PASSPHRASE: "joke" };
  execFileSync("borg", ["init", "--encryption=repokey", repository], { env, stdio: "pipe" });
  const printing = stage.file("other/print", `#!/bin/sh\ntouch ${stage.path("marks/passphrase")}\necho joke\n`, {
    uid: OTHER,
    mode: 0o755,
  });
  const hooks = { before: stage.marking("before"), after: stage.marking("after") };
  const repositories = {
    disk: { type: "borg", location: repository, encryption: "repokey", passphrase: { command: [printing] } },
  };
  const archives = [{ repository: "disk", every: "yearly" }];
  const hostile = stage.config({ repositories, stateDir: stage.path("other/state") }, { archives, hooks });
  stage.file("other/rdump.json5", hostile, { uid: OTHER });
  const none = () => ["passphrase", "before", "after"].filter((name) => stage.wasRun(name));

  for (const argv of [["plan"], ["apply", "-y"], ["status"], ["graph"], ["recover", "-y"], ["runs"], ["unlock", "x"]]) {
    t.match(stage.rdump(argv, { cwd: "other" }), { code: 1, said: /config-untrusted/ }, argv.join(" "));
  }
  t.same(none(), [], "a config in the directory of another user");

  t.match(stage.rdump(["plan", "--out", "plan"], { cwd: "other", uid: OTHER }), { said: /repository|Temporary|docs/ });
  for (const name of none()) rmSync(stage.path("marks", name));
  const plan = stage.path("other/plan");
  if (!existsSync(plan)) stage.file("other/plan", "{}", { uid: OTHER });
  t.match(stage.rdump(["apply", "-y", plan], { cwd: "home" }), { code: 1 }, "a plan of another user");
  t.match(stage.rdump(["apply", "-y", "-c", "other/rdump.json5", plan]), { code: 1, said: /config-untrusted/ });
  t.same(none(), []);

  for (const [argv, code] of [
    [["lint", "rdump.json5"], 0],
    [["fmt", "--diff", "rdump.json5"], 1],
    [["explain", "keep-zero"], 0],
    [["schema"], 0],
    [["completion", "bash"], 0],
    [["__complete", "--", "plan", "-c", "rdump.json5", "--only", ""], 0],
    [["show", "-v", "plan"], 0],
  ] as const) {
    const ended = stage.rdump(argv, { cwd: "other" });
    t.equal(ended.code, code, `${argv.join(" ")} is for files of anybody: ${ended.said.slice(0, 300)}`);
  }
  t.same(none(), [], "and executes nothing of them");
});

t.test("a plan file of another user is compared, and does not choose the config", only, async (t) => {
  const stage = new Stage(t);
  const named = stage.file("named.json5", stage.config({}, { hooks: { before: stage.marking("named") } }));
  t.match(stage.rdump(["plan", "-c", named, "--out", stage.path("plan")]), { code: 0 });
  stage.file("other/plan", readFileSync(stage.path("plan"), "utf8"), { uid: OTHER });
  stage.file("home/rdump.json5", stage.config({ id: "elsewhere" }));
  const apply = (...argv: readonly string[]) => stage.rdump(["apply", "-y", ...argv], { cwd: "home" });
  t.match(apply("../other/plan"), {
    code: 1,
    said: new RegExp(`plan-untrusted[^]*\n {2}rdump apply --config ${named} `),
  });
  t.notOk(stage.wasRun("named"));
  t.match(apply("-c", named, "../other/plan"), { code: 0 }, "named by the caller, that config is executed");
  t.ok(stage.wasRun("named"));
  rmSync(stage.path("mirror/.rdump.json"));
  t.match(stage.rdump(["plan", "-c", named, "--out", stage.path("plan")]), { code: 0 });
  t.match(apply("../plan"), { code: 0 }, "a plan of the caller's own still names its config");
});

/** The journal of a run that died while a hook was open: recovery calls the hook's `after`. */
function forged(after: unknown, more: object = {}): string {
  const head = {
    v: 1,
    at: "2026-01-01T00:00:00.000Z",
    type: "run",
    run: "20260101T000000Z-00000000",
    time: "2026-01-01T00:00:00Z",
    owner: "joke",
    host: execFileSync("hostname", { encoding: "utf8" }).trim(),
    bootId: "x",
    pid: 1,
    rdump: "0.1.0",
    config: { file: "/x", digest: "" },
    actions: 1,
  };
  const input = { volume: "docs", before: null, after };
  const scope = {
    v: 1,
    at: head.at,
    type: "scope-intent",
    scope: "docs.hooks",
    kind: "core/hooks",
    volume: "docs",
    ...more,
  };
  return `${JSON.stringify(head)}\n${JSON.stringify({ input, ...scope, handle: {} })}\n`;
}

t.test("a state directory, and each file in it, is used only where no other user can write", only, async (t) => {
  const name = "runs/20260101T000000Z-00000000.jsonl";
  const cases: readonly (readonly [string, (stage: Stage) => string, RegExp | null])[] = [
    [
      "root's own",
      (stage) => {
        stage.directory("state/runs");
        stage.file(`state/${name}`, forged(stage.marking("forged")));
        return stage.path("state");
      },
      null,
    ],
    [
      "another's",
      (stage) => {
        stage.directory("other/state/runs", { uid: OTHER });
        stage.file(`other/state/${name}`, forged(stage.marking("forged")), { uid: OTHER });
        stage.directory("other/state", { uid: OTHER });
        return stage.path("other/state");
      },
      /state-untrusted[\s\S]*directory above it, .*other belongs[\s\S]*\n {2}stateDir: "\/var\/lib\/rdump"\n/,
    ],
    [
      "another's, in a directory of root's",
      (stage) => {
        stage.directory("state/runs", { uid: OTHER });
        stage.file(`state/${name}`, forged(stage.marking("forged")), { uid: OTHER });
        return stage.directory("state", { uid: OTHER });
      },
      /state-untrusted[\s\S]*state belongs to another user[\s\S]*\n {2}chown -R root \S*state\n/,
    ],
    [
      "writable by a group",
      (stage) => {
        stage.directory("state/runs");
        stage.file(`state/${name}`, forged(stage.marking("forged")));
        return stage.directory("state", { mode: 0o775 });
      },
      /state-untrusted[\s\S]*by its group[\s\S]*\n {2}chmod go-w \S*state\n/,
    ],
    [
      "with another's directory of runs",
      (stage) => {
        stage.directory("state/runs", { uid: OTHER });
        stage.file(`state/${name}`, forged(stage.marking("forged")));
        return stage.path("state");
      },
      /state-untrusted[\s\S]*state\/runs belongs to another user/,
    ],
    [
      "with another's journal",
      (stage) => {
        stage.directory("state/runs");
        stage.file(`state/${name}`, forged(stage.marking("forged")), { uid: OTHER });
        return stage.path("state");
      },
      /state-untrusted[\s\S]*\.jsonl belongs to another user \(owner uid 65534[\s\S]*\n {2}rm \S*\.jsonl\n/,
    ],
    [
      "with a journal that others can write",
      (stage) => {
        stage.directory("state/runs");
        stage.file(`state/${name}`, forged(stage.marking("forged")), { mode: 0o666 });
        return stage.path("state");
      },
      /state-untrusted[\s\S]*by every user[\s\S]*\n {2}chmod go-w \S*\.jsonl\n/,
    ],
    [
      "with another's history",
      (stage) => {
        stage.file("state/history.jsonl", "", { uid: OTHER });
        return stage.path("state");
      },
      /state-untrusted[\s\S]*history\.jsonl belongs to another user/,
    ],
    [
      "with another's lock",
      (stage) => {
        stage.file("state/lock", "{}", { uid: OTHER });
        return stage.path("state");
      },
      /state-untrusted[\s\S]*lock belongs to another user/,
    ],
    [
      "absent, where others can create it",
      (stage) => {
        stage.directory("sticky", { mode: 0o1777 });
        return stage.path("sticky/state");
      },
      /state-untrusted[\s\S]*does not exist, and other users can create it[\s\S]*\n {2}mkdir -m 0700 \S*sticky\/state\n/,
    ],
  ];
  for (const [what, prepare, words] of cases) {
    const stage = new Stage(t);
    stage.file("rdump.json5", stage.config({ stateDir: prepare(stage) }));
    for (const argv of [
      ["apply", "-y"],
      ["recover", "-y"],
    ]) {
      const ended = stage.rdump(argv);
      if (words === null) t.match(ended, { code: 0 }, what);
      else t.match(ended, { code: 1, said: words }, `${what}: ${argv[0]}`);
    }
    t.equal(stage.wasRun("forged"), words === null, `${what}: the hook of its journal`);
    t.equal(existsSync(stage.path("mirror/.rdump.json")), words === null, `${what}: nothing else is done either`);
  }
});

t.test("an input in a journal that this rdump does not know is not executed, and is named", only, async (t) => {
  const marks = (stage: Stage) => stage.marking("strange");
  const cases: readonly (readonly [string, (stage: Stage) => string, RegExp])[] = [
    [
      "a newer version",
      (stage) => forged(marks(stage), { inputVersion: 7 }),
      /version 7, and this version of rdump reads version 1/,
    ],
    ["one text as a command", () => forged("touch"), /not valid for "core\/hooks" version 1: at \/after must be/],
    [
      "another field",
      (stage) => forged(marks(stage), { input: { volume: "docs", later: marks(stage) } }),
      /core\/hooks/,
    ],
    ["an unknown kind", (stage) => forged(marks(stage), { kind: "core/later" }), /does not know this kind/],
  ];
  for (const [name, journal, words] of cases) {
    const stage = new Stage(t);
    stage.directory("state/runs");
    stage.file("state/runs/20260101T000000Z-00000000.jsonl", journal(stage));
    stage.file("rdump.json5", stage.config());
    for (const argv of [
      ["plan", "-v"],
      ["apply", "-y"],
      ["recover", "-y"],
    ]) {
      const ended = stage.rdump(argv);
      t.match(ended, { code: 1, said: words }, `${name}: ${argv[0]}`);
      t.match(ended.said, /Run 20260101T000000Z-00000000[\s\S]*\n {2}mv \S*\.jsonl/, "with the run, and what to do");
      t.notMatch(ended.said, /Error in rdump itself/);
    }
    t.notOk(stage.wasRun("strange"), name);
  }
});

t.test(
  "secrets, caches and home directories of other users are refused, and their programs are reported",
  only,
  async (t) => {
    const stage = new Stage(t);
    const secret = stage.file("other/secret", "joke", { uid: OTHER, mode: 0o600 });
    const wide = stage.file("wide", "joke", { mode: 0o666 });
    const borg = (more: object) => ({
      repositories: { disk: { type: "borg", location: stage.path("r"), encryption: "none", ...more } },
    });
    const ssh = {
      ssh: { vault: { identityFile: secret } },
      repositories: { disk: { type: "borg", location: "ssh://vault/./r", encryption: "none" } },
    };
    const cases: readonly (readonly [string, object, object, RegExp])[] = [
      [
        "passphrase",
        borg({ encryption: "repokey", passphrase: { file: secret } }),
        {},
        /secret-untrusted[\s\S]*install -D -o root/,
      ],
      [
        "wide passphrase",
        borg({ encryption: "repokey", passphrase: { file: wide } }),
        {},
        /secret-untrusted[\s\S]*chmod go-w/,
      ],
      ["key", borg({ encryption: "keyfile", passphrase: { file: "/x" }, keyFile: secret }), {}, /`keyFile` of/],
      ["ssh key", ssh, {}, /`identityFile` of ssh host vault/],
      ["webhook", { notify: { webhook: { file: secret } } }, {}, /file of `notify.webhook`/],
      [
        "cache",
        borg({ cacheDir: stage.path("other") }),
        {},
        /cache-untrusted[\s\S]*\n {2}If|cache-untrusted[\s\S]*chown -R root/,
      ],
      ["home", {}, { HOME: stage.path("other") }, /environment-untrusted[\s\S]*\n {2}export HOME=\/root\n/],
      ["home of the caller of sudo", {}, { HOME: stage.path("other"), SUDO_UID: "65534" }, /\n {2}sudo -H rdump\n/],
      [
        "home like /tmp",
        {},
        { HOME: stage.path("marks") },
        /environment-untrusted[\s\S]*by every user[\s\S]*export HOME/,
      ],
      [
        "cache home",
        {},
        { XDG_CACHE_HOME: stage.path("other") },
        /environment-untrusted[\s\S]*\n {2}unset XDG_CACHE_HOME\n/,
      ],
    ];
    const archives = { archives: [{ repository: "disk", every: "yearly" }] };
    for (const [name, more, env, words] of cases) {
      stage.file("rdump.json5", stage.config(more, "repositories" in more ? archives : {}));
      t.match(stage.rdump(["plan"], { env }), { code: 1, said: words }, name);
    }
    const hook = stage.file("other/hook", "#!/bin/sh\n", { uid: OTHER, mode: 0o755 });
    stage.file("rdump.json5", stage.config({}, { hooks: { before: [hook] } }));
    const named = stage.rdump(["plan"]);
    t.match(named, { code: 0, said: /docs: warning: .*\[program-untrusted\]\n.*hook `before` runs \S*other\/hook/ });
  },
);

t.test("a user who swaps the config and creates a state directory during a run executes nothing", only, async (t) => {
  const stage = new Stage(t);
  stage.directory("sticky", { mode: 0o1777 });
  const trusted = stage.file("rdump.json5", stage.config({ stateDir: stage.path("sticky/state") }));
  const hooks = { before: stage.marking("raced"), after: stage.marking("raced") };
  const evil = stage.file("other/evil", stage.config({}, { hooks }), { uid: OTHER });
  const journal = stage.file("other/journal", forged(stage.marking("raced")), { uid: OTHER });
  const attack = `
import os, shutil
state, link = ${JSON.stringify(stage.path("sticky/state"))}, ${JSON.stringify(stage.path("other/rdump.json5"))}
while True:
    for target in (${JSON.stringify(trusted)}, ${JSON.stringify(evil)}):
        try: os.symlink(target, link + ".new"); os.rename(link + ".new", link)
        except OSError: pass
    try:
        os.makedirs(state + "/runs")
        shutil.copy(${JSON.stringify(journal)}, state + "/runs/20260101T000000Z-00000000.jsonl")
    except OSError: pass
    shutil.rmtree(state, ignore_errors=True)
`;
  const attacker = spawn("python3", ["-c", attack], { uid: OTHER, gid: OTHER, cwd: "/", stdio: "ignore" });
  t.teardown(() => attacker.kill("SIGKILL"));
  for (let round = 0; round < 20; round++) {
    const [config, words] = round % 2 === 0 ? ["other/rdump.json5", /config-untrusted/] : [trusted, /state-untrusted/];
    t.match(stage.rdump(["apply", "-y", "-c", config]), { code: 1, said: words });
  }
  t.equal(attacker.exitCode, null, "the attacker was at it all the time");
  t.notOk(stage.wasRun("raced"));
});

t.test("fmt and lint --fix write nothing elsewhere for the owner of the file", only, async (t) => {
  const stage = new Stage(t);
  const victim = stage.file("victim.json5", '{version:1,volumes:{}, id:"victim"}', { mode: 0o600 });
  const before = readFileSync(victim, "utf8");
  const uneven = '{version:1,volumes:{}, id:"mallory"}';
  symlinkSync(victim, stage.path("other/link.json5"));
  t.match(stage.rdump(["fmt", "other/link.json5"]), {
    code: 1,
    said: /link\.json5: error: Cannot write the config \[config-not-written\][\s\S]*link\.json5 is a symbolic link to \S*victim/,
  });
  t.equal(readFileSync(victim, "utf8"), before);

  stage.file("other/mine.json5", uneven, { uid: OTHER, mode: 0o640 });
  t.match(stage.rdump(["fmt", "other/mine.json5"]), { code: 0 }, "a real file is written");
  t.match(statSync(stage.path("other/mine.json5")), { uid: OTHER, gid: OTHER, mode: 0o100640 });
  const program = stage.file("program", uneven);
  chmodSync(program, 0o4755);
  linkSync(program, stage.path("other/hard.json5"));
  stage.rdump(["fmt", "other/hard.json5"]);
  t.equal(readFileSync(program, "utf8"), uneven, "the other name of a hard link keeps its content");
  t.equal(statSync(stage.path("other/hard.json5")).mode & 0o7777, 0o755, "no file becomes setuid");

  const attack = `
import os
os.chdir(${JSON.stringify(stage.path("other"))})
while True:
    with open("new", "w") as new: new.write(${JSON.stringify(uneven)})
    os.rename("new", "raced.json5")
    os.symlink(${JSON.stringify(victim)}, "new")
    os.rename("new", "raced.json5")
`;
  const attacker = spawn("python3", ["-c", attack], { uid: OTHER, gid: OTHER, cwd: "/", stdio: "ignore" });
  t.teardown(() => attacker.kill("SIGKILL"));
  for (let round = 0; round < 10; round++) stage.rdump(["fmt", "other/raced.json5"]);
  t.equal(attacker.exitCode, null, "the attacker was at it all the time");
  t.equal(readFileSync(victim, "utf8"), before);
});

t.test("a file system of a user that does not answer delays neither lint nor a plan", only, async (t) => {
  const stage = new Stage(t);
  const at = stage.directory("other/hanging", { uid: OTHER });
  let device: number;
  try {
    device = openSync("/dev/fuse", "r+");
  } catch {
    t.comment("no /dev/fuse here");
    return;
  }
  const options = `fd=3,rootmode=40000,user_id=${OTHER},group_id=${OTHER},allow_other`;
  const mounted = spawnSync("mount", ["-i", "-t", "fuse", "-o", options, "evil", at], {
    stdio: ["ignore", "ignore", "pipe", device],
    encoding: "utf8",
  });
  if (mounted.status !== 0) {
    closeSync(device);
    t.comment(`no FUSE here: ${mounted.stderr}`);
    return;
  }
  t.teardown(() => {
    // No user answers: a command that waits for an answer ends with the connection.
    closeSync(device);
    spawnSync("umount", ["-l", at]);
  });
  stage.file("wide", "joke");
  symlinkSync(at, stage.path("way"));
  const borg = (file: string) => ({ type: "borg", encryption: "repokey", location: "/r", passphrase: { file } });
  const repositories = {
    disk: borg(join(at, "secret")),
    disc: borg(at),
    tape: borg(stage.path("way/../secret")),
    seen: borg(stage.path("wide")),
  };
  stage.file("other/rdump.json5", stage.config({ repositories }), { uid: OTHER });
  const within = (argv: readonly string[], cwd: string) =>
    spawnSync("timeout", ["-s", "KILL", "30", process.execPath, RDUMP, ...argv], {
      cwd: stage.path(cwd),
      env: { PATH: process.env.PATH, HOME: stage.path("home"), NO_COLOR: "1" },
      encoding: "utf8",
    });
  const ended = within(["lint"], "other");
  t.equal(ended.signal, null, "lint ends by itself");
  t.match(ended.stdout, /secret-file-exposed/, "and still looks at files of this machine");

  for (const path of [at, join(at, "deeper")]) {
    const theirs = {
      theirs: { source: { type: "plain", path }, integrity: false, mirrors: [{ path: "/x", every: "yearly" }] },
    };
    stage.file("rdump.json5", { ...stage.config(), volumes: theirs });
    const { signal, stdout, stderr } = within(["plan"], "");
    t.equal(signal, null, "a plan ends by itself");
    t.match(`${stdout}${stderr}`, /theirs: error: .*\[fs-source-unreachable\][\s\S]*user 65534 mounted a file system/);
  }
});

t.test(
  "no command of the config finds programs, modules or files in a source or in the working directory",
  only,
  async (t) => {
    const stage = new Stage(t);
    const theirs = (name: string) =>
      stage.file(name, `#!/bin/sh\ntouch ${stage.path("marks/run")}\necho joke\n`, { uid: OTHER, mode: 0o755 });
    const module = `open(${JSON.stringify(stage.path("marks/run"))}, "w")\nprint("joke")\n`;
    chownSync(stage.path("source"), OTHER, OTHER);
    stage.directory("mine/bin");
    for (const place of ["source", "other"]) {
      stage.directory(`${place}/bin`, { uid: OTHER });
      theirs(`${place}/bin/pass`);
      stage.file(`${place}/pass.py`, module, { uid: OTHER });
    }
    stage.file("mine/bin/pass", "#!/bin/sh\necho joke\n", { mode: 0o755 });
    stage.file("mine/pass.py", 'print("joke")\n');
    const env = { PATH: process.env.PATH, HOME: stage.path("home"), BORG_PASSPHRASE: "joke" };
    execFileSync("borg", ["init", "--encryption=repokey", stage.path("repository")], { env, stdio: "pipe" });
    const configured = (command: readonly string[], hook: readonly string[]) => {
      const disk = { type: "borg", location: stage.path("repository"), encryption: "repokey", passphrase: { command } };
      const archives = [{ repository: "disk", every: "hourly" }];
      return stage.file(
        "mine/rdump.json5",
        stage.config({ repositories: { disk } }, { archives, hooks: { before: hook } }),
      );
    };
    const apply = (cwd: string) => stage.rdump(["apply", "-y", "-c", stage.path("mine/rdump.json5")], { cwd });
    for (const command of [
      ["sh", "bin/pass"],
      ["python3", "-m", "pass"],
    ]) {
      configured(command, ["true"]);
      apply("mine");
      t.notOk(stage.wasRun("run"), `the passphrase command ${command.join(" ")}`);
      configured(["echo", "joke"], command);
      t.equal(apply("other").code, 1, `the hook ${command.join(" ")} finds nothing`);
      t.notOk(stage.wasRun("run"), `the hook ${command.join(" ")}`);
    }
    configured([stage.path("mine/bin/pass")], ["true"]);
    t.match(apply("mine"), { code: 0 }, "an absolute path works");
  },
);

t.test("a scratch directory that another user can replace is not used", only, async (t) => {
  const stage = new Stage(t);
  const plan = (mount: string) => {
    const file = stage.file("rdump.json5", stage.config({ scratch: { mount } }));
    return stage.rdump(["plan", "--config", file]);
  };
  symlinkSync(stage.path("home"), stage.path("other/link"));
  for (const name of ["other/new", "other/link"]) {
    const { code, said } = plan(stage.path(name));
    t.equal(code, 1, name);
    t.match(said, /scratch-untrusted[\s\S]*scratch: \{ mount: "\/run\/rdump" \}/, name);
  }
  t.match(plan(stage.path("marks/new")).said, /other users can create it[\s\S]*mkdir -m 0700 /);
  t.notMatch(plan(stage.path("home/new")).said, /scratch-untrusted/);
});

t.test("a repository that another user can write or replace is not written to as root", only, async (t) => {
  const stage = new Stage(t);
  const configured = (location: string, more: object = {}) => {
    const repositories = { disk: { type: "borg", location, encryption: "none" } };
    const archives = [{ repository: "disk", every: "yearly" }];
    return stage.file("rdump.json5", stage.config({ repositories, ...more }, { archives, mirrors: [] }));
  };
  // borg opens `hints.N.tmp` for writing when it commits, and follows a link.
  const victim = stage.file("victim", "root's");
  const user = { PATH: process.env.PATH, HOME: stage.path("other") };
  const borg = { env: user, uid: OTHER, gid: OTHER, stdio: "pipe" } as const;
  execFileSync("borg", ["init", "--encryption=none", stage.path("other/planted")], borg);
  for (let number = 0; number < 40; number++) symlinkSync(victim, stage.path(`other/planted/hints.${number}.tmp`));
  stage.directory("sticky", { mode: 0o1777 });
  const theirs = stage.directory("theirs", { uid: OTHER });
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      "another's",
      stage.path("other/planted"),
      /directory above it, .*other belongs[\s\S]*\n {2}mv \S*planted \/srv\/\n/,
    ],
    ["another's, below root's", theirs, /theirs belongs[\s\S]*\n {2}chown -R root \S*theirs\n/],
    ["a group's", stage.directory("group", { mode: 0o775 }), /by its group[\s\S]*\n {2}chmod go-w \S*group\n/],
    ["absent", stage.path("sticky/new"), /does not exist, and other users[\s\S]*\n {2}mkdir -m 0700 /],
  ];
  for (const [what, location, words] of cases) {
    configured(location);
    const { code, said } = stage.rdump(["apply", "-y"]);
    t.match({ code, said }, { code: 1, said: words }, what);
    t.match(said, /error: Repository is not trusted \[repository-untrusted\]/, what);
    // Without a config, no other rule finds it.
    const found = stage.rdump(["bootstrap", "--repository", location, "--unencrypted"]);
    t.match(found, { code: 1, said: words }, `${what}, by bootstrap`);
  }
  t.equal(readFileSync(victim, "utf8"), "root's");
  const own = configured(stage.path("other/planted"), { stateDir: stage.path("other/state") });
  t.notMatch(stage.rdump(["plan", "-c", own], { uid: OTHER }).said, /repository-untrusted/, "its owner may use it");
  chmodSync(stage.path("other/planted"), 0o775);
  const shared = stage.rdump(["plan", "-c", own], { uid: OTHER });
  t.match(shared.said, /warning: Repository is not trusted/, "without root it is a warning");
  t.notMatch(shared.said, /Nothing was executed/);
});
