import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import { withTakenOver } from "../../src/config/edit/taken-over.ts";
import { findConfig, Lines, load, type Machine } from "../../src/config/index.ts";
import { distanceBetween, Names, suggestion } from "../../src/config/nearest.ts";
import { find } from "../../src/config/tree.ts";
import { Failure } from "../../src/diagnostics/failure.ts";
import type { Config } from "../../src/model/config.ts";
import { NO_RULES } from "../../src/model/keep.ts";

const FIXTURES = join(import.meta.dirname, "../../../../fixtures/configs");
const MACHINE: Machine = { hostname: "joke", machineId: null, timezone: "Europe/Berlin", isRoot: true, env: {} };

function configOf(text: string, machine = MACHINE): Config {
  const { config, diagnostics } = load(text, "f", machine);
  if (config === null) throw new Error(JSON.stringify(diagnostics, null, 1));
  return config;
}

function codesOf(text: string, machine = MACHINE): readonly string[] {
  return load(text, "f", machine).diagnostics.map(({ code }) => code);
}

/** A config of one volume. */
function withVolume(volume: string, rest = ""): string {
  return `{ version: 1, ${rest} volumes: { v: { source: { type: "plain", path: "/v" }, ${volume} } } }`;
}

const REPOSITORY = 'repositories: { r: { type: "borg", location: "/r", encryption: "none" } },';

t.test("two senders of one id do not expire the same replicas", (t) => {
  const serving = (below: string, id = "web") =>
    `{ version: 1, serve: { ${["tank/copies", below]
      .map(
        (each, at) =>
          `s${at}: { id: "${at === 0 ? "web" : id}", below: "${each}", keep: { daily: 7 }, machine: "0123456789abcdef" }`,
      )
      .join(", ")} }, volumes: {} }`;
  for (const below of ["tank/copies", "tank/copies/deep", "tank"])
    t.strictSame(codesOf(serving(below)), ["config-serve-keep"], below);
  t.strictSame(codesOf(serving("tank/copies2")), []);
  t.strictSame(codesOf(serving("tank/copies/deep", "db")), [], "the marks differ");
  t.end();
});

t.test("the points of a sender expire by a rule of time, and not by their number alone", (t) => {
  const keeping = (keep: string) =>
    `{ version: 1, serve: { web: { id: "web", below: "tank/copies", keep: ${keep}, machine: "0123456789abcdef" } }, volumes: {} }`;
  t.strictSame(codesOf(keeping("{ last: 30 }")), ["config-serve-keep"]);
  for (const keep of ["{ last: 3, daily: 7 }", '{ last: 3, within: "7d" }', "{ yearly: 1 }"])
    t.strictSame(codesOf(keeping(keep)), [], keep);
  t.end();
});

t.test("a repository uses the settings in ssh, with each form of its location", (t) => {
  for (const location of ["ssh://me@nas.example:22/./r", "me@nas.example:r", "nas.example:r"]) {
    const { repositories } = configOf(
      `{ version: 1, ssh: { "nas.example": { port: 2222 } }, repositories: { r: { type: "borg", location: "${location}", encryption: "none" } }, volumes: {} }`,
    );
    t.match(repositories.r, { ssh: { user: null, port: 2222, identityFile: null } }, location);
  }
  const { repositories } = configOf(
    '{ version: 1, ssh: { "nas.example": {} }, repositories: { r: { type: "borg", location: "/nas.example", encryption: "none" } }, volumes: {} }',
  );
  t.match(repositories.r, { ssh: null }, "a path has no host");
  t.end();
});

t.test("limits.heldSpace is a size", (t) => {
  const text = (size: string) => `{ version: 1, limits: { heldSpace: "${size}" }, volumes: {} }`;
  t.equal(configOf(text("20 GiB")).limits.heldSpace, 20 * 2 ** 30);
  t.strictSame(codesOf(text("0 B")), ["config-bad-size"]);
  t.end();
});

t.test("missing keys get their defaults", (t) => {
  t.strictSame(configOf("{ version: 1, volumes: {} }"), {
    id: "joke",
    machine: null,
    formerIds: [],
    moved: { volumes: [], repositories: [] },
    takenOver: [],
    timezone: "Europe/Berlin",
    stateDir: "/var/lib/rdump",
    privilege: "none",
    limits: { destroy: 0.5, shrink: 0.5, time: null, stall: 600_000 },
    notify: null,
    metrics: null,
    scratch: { mount: "/run/rdump", dataset: "rdump-scan" },
    ssh: {},
    repositories: {},
    volumes: [],
  });
  const { repositories, volumes, notify } = configOf(
    withVolume('archives: [{ repository: "r" }]', `notify: {}, ${REPOSITORY}`),
  );
  t.strictSame(notify?.on, ["failure", "overdue", "recovery"]);
  t.strictSame(repositories.r, {
    type: "borg",
    name: "r",
    location: "/r",
    ssh: null,
    encryption: "none",
    passphrase: null,
    compression: "lz4",
    uploadLimit: null,
    remotePath: null,
    cacheDir: null,
    keyFile: null,
    check: null,
    compact: { kind: "calendar", unit: "weekly" },
    compactAfterDeletions: true,
  });
  t.strictSame(volumes, [
    {
      name: "v",
      parent: null,
      source: { type: "plain", path: "/v", mustBeMounted: false },
      exclude: [],
      excludeCaches: false,
      integrity: {
        surefile: "2sure.dat.gz",
        hash: "sha1",
        xattrs: false,
        largest: null,
        snapshot: false,
        every: null,
        declared: false,
      },
      targets: [
        {
          kind: "archives",
          targetType: "archives/borg",
          address: 'v.archives["r"]',
          every: { kind: "calendar", unit: "daily" },
          keep: NO_RULES,
          repository: "r",
        },
      ],
      hooks: null,
      verify: null,
    },
  ]);
  t.end();
});

t.test("values that are not declared come from the machine", (t) => {
  const bare = "{ version: 1, volumes: {} }";
  const user = { ...MACHINE, isRoot: false };
  t.equal(configOf(bare, { ...user, env: { HOME: "/home/a" } }).stateDir, "/home/a/.local/state/rdump");
  t.equal(configOf(bare, { ...user, env: { HOME: "/home/a", XDG_STATE_HOME: "/s" } }).stateDir, "/s/rdump");
  t.equal(
    configOf(bare, { ...user, env: { HOME: "/home/a", XDG_STATE_HOME: "relative" } }).stateDir,
    "/home/a/.local/state/rdump",
  );
  t.strictSame(codesOf(bare, user), ["config-no-state-dir"]);
  t.strictSame(codesOf(bare, { ...MACHINE, hostname: "-bad host-" }), ["config-no-id"]);
  t.equal(configOf('{ version: 1, id: "x", volumes: {} }', { ...MACHINE, hostname: "" }).id, "x");
  t.strictSame(codesOf(bare, { ...MACHINE, timezone: "Nowhere/Here" }), ["config-bad-timezone"]);
  t.equal(configOf('{ version: 1, timezone: "Asia/Calcutta", volumes: {} }').timezone, "Asia/Calcutta");
  t.equal(configOf('{ version: 1, timezone: "utc", volumes: {} }').timezone, "UTC");
  t.end();
});

t.test("a target is due as often as its finest rule can keep a point", (t) => {
  const everyOf = (target: string) =>
    configOf(withVolume(`archives: [{ repository: "r", ${target} }]`, REPOSITORY)).volumes[0]?.targets[0]?.every;
  t.match(everyOf("keep: { yearly: 1, monthly: 2 }"), { unit: "monthly" });
  t.match(everyOf("keep: { hourly: 1, yearly: 2 }"), { unit: "hourly" });
  t.match(everyOf("keep: { hourly: 0, weekly: 2 }"), { unit: "weekly" });
  t.match(everyOf('keep: { last: 3, within: "2h" }'), { unit: "daily" });
  t.match(everyOf('keep: { hourly: 3 }, every: "monthly"'), { unit: "monthly" });
  t.strictSame(everyOf('every: "90m"'), { kind: "duration", milliseconds: 5_400_000, text: "90m" });
  t.match(everyOf('every: "2w"'), { milliseconds: 14 * 86_400_000 });
  t.end();
});

t.test("sizes, rates, percentages and durations", (t) => {
  const lvm = (size: string) => {
    const text = `{ version: 1, volumes: { v: { source: { type: "lvm", vg: "g", lv: "l", mount: "/", snapshotSize: "${size}" } } } }`;
    const source = configOf(text).volumes[0]?.source;
    return source?.type === "lvm" ? source.snapshotSize : null;
  };
  t.strictSame(lvm("5 GiB"), { kind: "bytes", bytes: 5 * 2 ** 30, text: "5 GiB" });
  t.strictSame(lvm("500MB"), { kind: "bytes", bytes: 5e8, text: "500MB" });
  t.strictSame(lvm("1.5 KiB"), { kind: "bytes", bytes: 1536, text: "1.5 KiB" });
  t.strictSame(lvm("10%ORIGIN"), { kind: "origin", percent: 10, text: "10%ORIGIN" });
  const { limits, repositories, volumes } = configOf(readFileSync(join(FIXTURES, "everything.json5"), "utf8"));
  t.equal(volumes.find(({ name }) => name === "boot")?.integrity?.largest ?? null, null);
  t.strictSame(
    volumes.flatMap(({ integrity }) => integrity?.largest ?? []),
    [500 * 2 ** 30],
  );
  t.strictSame(limits, { destroy: 0.5, shrink: 0.125, time: 72_000_000, stall: 600_000 });
  const own = configOf(
    '{ version: 1, volumes: { a: { source: { type: "plain", path: "/a" }, limits: { shrink: "0.5%" } } } }',
  );
  t.strictSame(own.volumes[0]?.limits, { shrink: 0.005 });
  t.match(repositories.offsite, { uploadLimit: 10 * 2 ** 20 });
  t.match(repositories.offsite, { check: { milliseconds: 30 * 86_400_000 }, passphrase: { kind: "command" } });
  t.match(repositories.shelf, { passphrase: { kind: "file", path: "/root/.borg-pass" } });
  const short = volumes.find(({ name }) => name === "etc")?.targets[0];
  t.strictSame(short?.keep, { ...NO_RULES, last: 3, within: 14 * 86_400_000 });
  t.end();
});

t.test("all lists are sorted, for any order in the text", (t) => {
  const { config, places } = load(readFileSync(join(FIXTURES, "everything.json5")), "f", MACHINE);
  t.strictSame(
    config?.volumes.map(({ name }) => name),
    ["boot", "etc", "home", "media", "root", "thin"],
  );
  t.strictSame(Object.keys(config?.repositories ?? {}), ["offsite", "shelf"]);
  const addresses = config?.volumes.flatMap(({ targets }) => targets.map(({ address }) => address));
  t.strictSame(addresses, [
    'boot.archives["offsite"]',
    'boot.mirrors["lint/self/boot"]',
    'etc.archives["offsite"]',
    'home.archives["shelf"]',
    'media.snapshots["lint/web-media"]',
    'media.archives["offsite"]',
    'media.replicas["vaco.example:gig/other/vaco/web-media"]',
    'media.clones["lint/test/web-media"]',
    'root.archives["offsite"]',
    'root.mirrors["/mnt/usb/root"]',
    'root.mirrors["lint/self/root"]',
    'thin.archives["shelf"]',
  ]);
  const mirror = config?.volumes.flatMap(({ targets }) => targets).find(({ address }) => address.includes("self/root"));
  t.match(mirror, {
    archives: [{ address: 'root.mirrors["lint/self/root"].archives["shelf"]' }],
    replicas: [
      { address: 'root.mirrors["lint/self/root"].replicas["vaco.example:gig/self/root"]', host: "vaco.example" },
    ],
  });
  t.equal(places.get('root.archives["offsite"]')?.start.line, 63);
  t.equal(places.get('root.mirrors["lint/self/root"].archives["shelf"]')?.start.line, 69);
  t.equal(places.get("media")?.start.line, 90);
  t.end();
});

t.test("excludes are a set: sorted, and without duplicates", (t) => {
  const { volumes } = configOf(withVolume('exclude: ["b/c", "/b/c", "*.o", "a/*", "**/*.o", "a/**"]'));
  t.strictSame(
    volumes[0]?.exclude.map(({ text }) => text),
    ["**/*.o", "/b/c", "a/*"],
  );
  t.end();
});

t.test("valid paths and locations", (t) => {
  for (const location of [
    "/a b/-c",
    "ssh://h/./a",
    "ssh://u@h:22/~/a",
    "ssh://[2001:db8::1]:22/a",
    "u@h:a",
    "h:a",
    "u@h:/a/b c",
  ]) {
    const text = `{ version: 1, repositories: { r: { type: "borg", location: ${JSON.stringify(location)}, encryption: "none" } }, volumes: {} }`;
    t.equal(configOf(text).repositories.r?.location, location);
  }
  t.match(configOf(withVolume('mirrors: [{ path: "//mnt//m/", mount: "/" }]')).volumes[0]?.targets[0], {
    path: "/mnt/m",
    mount: "/",
    address: 'v.mirrors["/mnt/m"]',
    keep: NO_RULES,
  });
  t.end();
});

t.test("a repository has the declared ssh settings of its host", (t) => {
  const sshOf = (location: string) => {
    const repository = `r: { type: "borg", location: "${location}", encryption: "none" }`;
    const ssh = 'ssh: { "nas.example": { port: 2222, user: "b" } }';
    const { r } = configOf(`{ version: 1, ${ssh}, repositories: { ${repository} }, volumes: {} }`).repositories;
    if (r?.type !== "borg") throw new Error("no repository of borg");
    return r.ssh;
  };
  t.strictSame(sshOf("ssh://u@nas.example/x"), { user: "b", port: 2222, identityFile: null });
  t.match(sshOf("nas.example:x"), { port: 2222 });
  t.equal(sshOf("ssh://other.example/x"), null);
  t.equal(sshOf("/nas.example"), null);
  t.end();
});

t.test("integrity is enabled, disabled, or as declared", (t) => {
  const of = (text: string) => configOf(withVolume(text)).volumes[0]?.integrity;
  t.match(of(""), { declared: false, hash: "sha1", every: null });
  t.match(of("integrity: true"), { declared: true, surefile: "2sure.dat.gz" });
  t.equal(of("integrity: false"), null);
  t.match(of('integrity: { every: "6h", hash: "sha256" }'), { declared: true, hash: "sha256", every: { text: "6h" } });
  t.end();
});

t.test("a config for a newer version is refused without other errors", (t) => {
  t.strictSame(codesOf("{ version: 2, volums: 7, a: 1e999, a: 2 }"), ["config-newer-version"]);
  t.strictSame(codesOf("{ version: 1.5 }"), ["config-newer-version"]);
  t.end();
});

t.test("the digest is computed from the bytes, also for an unreadable text", (t) => {
  const text = "{ version: 1, volumes: {} }";
  t.equal(load(text, "f", MACHINE).digest, createHash("sha256").update(text).digest("hex"));
  t.equal(load(text, "f", MACHINE).digest, load(Buffer.from(text), "g", MACHINE).digest);
  t.not(load(`${text} `, "f", MACHINE).digest, load(text, "f", MACHINE).digest);
  t.match(load("{", "f", MACHINE), { config: null, tree: null, digest: /^[0-9a-f]{64}$/ });
  t.end();
});

t.test("positions in a text are the same as in editors", (t) => {
  const lines = new Lines("a\r\nbc\rd\n\n");
  t.equal(lines.count, 5);
  t.strictSame(lines.position(0), { line: 1, column: 1 });
  t.strictSame(lines.position(2), { line: 1, column: 2 });
  t.strictSame(lines.position(4), { line: 2, column: 2 });
  t.strictSame(lines.position(6), { line: 3, column: 1 });
  t.strictSame(lines.position(99), { line: 5, column: 1 });
  t.strictSame(lines.line(2), { start: 3, end: 5 });
  t.equal(lines.line(6), null);
  const { tree } = load("{ a: [1, { b: 2 }] }", "f", MACHINE);
  t.match(tree && find(tree, ["a", "1", "b"]), { member: { key: "b" }, node: { value: 2 } });
  t.equal(tree && find(tree, ["a", "2"]), null);
  t.equal(tree && find(tree, ["a", "0", "x"]), null);
  t.end();
});

t.test("a suggestion is made only for a similar name", (t) => {
  t.equal(suggestion("dialy", ["daily", "weekly"]), ' Did you mean "daily"?');
  t.equal(suggestion("DAILY", ["daily"]), ' Did you mean "daily"?');
  t.equal(suggestion("xyz", ["daily", "weekly"]), "");
  t.equal(suggestion("a".repeat(1000), ["a".repeat(999)]), "");
  t.equal(
    suggestion("repository-of-everything", ["repository-of-nothing"]),
    "",
    "no guess differs in more than 4 letters",
  );
  const many = new Names(Array.from({ length: 15_000 }, (_, index) => `policy${index}`));
  for (const [written, meant] of [
    ["polcy14321", "policy14321"],
    ["olicy14321", "policy14321"],
    ["policy1432l", "policy1432"],
    ["POLICY77", "policy77"],
    ["pollicy9", "policy9"],
  ] as const) {
    t.equal(many.nearest(written), meant, written);
  }
  t.end();
});

t.test("a bounded distance is exact up to its bound", (t) => {
  const words = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 9 });
  const property = fc.property(words, words, fc.integer({ min: 0, max: 9 }), (a, b, most) => {
    const whole = distanceBetween(a, b);
    const bounded = distanceBetween(a, b, most);
    return whole <= most ? bounded === whole : bounded > most;
  });
  fc.assert(property, { numRuns: 2000 });
  t.equal(distanceBetween("daily", "dialy"), 1);
  t.equal(distanceBetween("kitten", "sitting"), 3);
  t.end();
});

t.test("two thousand volumes are loaded", (t) => {
  const volume = (index: number) =>
    `v${index}: { source: { type: "plain", mount: "/m${index}" }, exclude: ["var/cache", "*.tmp"], archives: [{ repository: "r", keep: { daily: 7 } }], mirrors: [{ dataset: "a/b/${index}", keep: { daily: 30 } }] }`;
  const text = `{ version: 1, ${REPOSITORY} volumes: {\n${Array.from({ length: 2000 }, (_, index) => volume(index)).join(",\n")}\n} }`;
  t.equal(configOf(text).volumes.length, 2000);
  t.end();
});

t.test("the config is found, and read only when it is a regular file", async (t) => {
  const cwd = t.testdir({
    "rdump.json5": "here",
    "other.json5": "other",
    folder: {},
    "large.json5": "x".repeat(1024 * 1024 + 1),
    etc: { "rdump.json5": "system" },
    none: {},
  });
  const system = join(cwd, "etc/rdump.json5");
  const text = async (given: string | null, from: string) => {
    const { path, bytes } = await findConfig(given, from, { system });
    return [path, Buffer.from(bytes).toString()];
  };
  t.strictSame(await text(null, cwd), ["rdump.json5", "here"]);
  t.strictSame(await text("other.json5", cwd), ["other.json5", "other"]);
  t.strictSame(await text(null, join(cwd, "none")), [system, "system"]);
  t.strictSame(await text(system, cwd), [system, "system"]);
  const refused = async (given: string | null, from: string, code: string, words: RegExp) => {
    const thrown = await findConfig(given, from, { system: join(cwd, "none/x") }).catch((error: unknown) => error);
    if (!(thrown instanceof Failure)) throw thrown;
    t.match(thrown.diagnostics, [{ code, detail: words }]);
  };
  await refused(null, join(cwd, "none"), "config-absent", /Neither/);
  await refused("gone.json5", cwd, "config-absent", /does not exist/);
  await refused("rdump.json5/x", cwd, "config-unreadable", /not a directory/);
  await refused("folder", cwd, "config-absent", /folder\/rdump\.json5 does not exist/);
  await refused("large.json5", cwd, "config-too-large", /1048577/);
  await refused("/dev/null", cwd, "config-no-file", /device/);
  execFileSync("mkfifo", [join(cwd, "pipe")]);
  await refused("pipe", cwd, "config-no-file", /pipe/);
  symlinkSync("loop", join(cwd, "loop"));
  await refused("loop", cwd, "config-unreadable", /leads back/);
  mkdirSync(join(cwd, "shut"));
  writeFileSync(join(cwd, "shut/rdump.json5"), "x");
  chmodSync(join(cwd, "shut/rdump.json5"), 0);
  if (process.getuid?.() !== 0) await refused("shut/rdump.json5", cwd, "config-unreadable", /permission denied/);
});

t.test("the lines of a takeover are added to a text, and the rest of the text is unchanged", (t) => {
  const taken = [
    { address: 'v.archives["r"]', machine: "0123456789abcdef" },
    { address: null, machine: "fedcba9876543210" },
  ];
  for (const text of [
    "{ version: 1, volumes: {} }",
    "// a comment\n{ // of its own\n  version: 1, // kept\n  volumes: {},\n}\n",
    '{ version: 1, takenOver: [{ machine: "00000000000000aa" } /* the last */], volumes: {} }',
    "{ version: 1, takenOver: [], volumes: {} }",
  ]) {
    const { tree } = load(text, "f", MACHINE);
    const after = tree === null ? null : withTakenOver(text, tree, taken);
    t.strictSame(
      configOf(after ?? "").takenOver.filter(({ machine }) => machine !== "00000000000000aa"),
      taken,
    );
    for (const piece of text.split(/[{[]/)) t.ok(after?.includes(piece), piece);
  }
  const { tree } = load("{ version: 1, takenOver: {}, volumes: {} }", "f", MACHINE);
  t.equal(tree === null ? null : withTakenOver("", tree, taken), null, "a text of another shape");
  t.end();
});

t.test("a pin keeps its point when the volume and the repository get other names", (t) => {
  const pins = (address: string, id: string) => `${JSON.stringify(address)}: [{ id: "${id}" }]`;
  const text = `{
    version: 1,
    id: "joke",
    timezone: "UTC",
    moved: [{ from: "people", to: "home" }, { from: "nas", to: "offsite" }],
    pinned: { ${pins('people.archives["nas"]', "a")}, ${pins('home.archives["offsite"]', "b")} },
    repositories: { offsite: { type: "borg", location: "/srv/borg", encryption: "none" } },
    volumes: { home: { source: { type: "plain", path: "/home" }, archives: [{ repository: "offsite", every: "daily" }] } },
  }`;
  const { config, diagnostics } = load(text, "rdump.json5", MACHINE);
  t.strictSame(diagnostics, []);
  t.strictSame(config?.pinned, {
    'home.archives["offsite"]': [
      { id: "b", until: null },
      { id: "a", until: null },
    ],
  });
  t.end();
});
