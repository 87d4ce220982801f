import t from "tap";
import { load, plainValue } from "../../../src/config/index.ts";
import { fix, lintAll } from "../../../src/lint/index.ts";

const MACHINE = { hostname: "joke", machineId: null, timezone: "UTC", isRoot: true, env: {} };

function loadFiles(files: { readonly [name: string]: string }, hostname = "joke") {
  const { "rdump.json5": main = "", ...rest } = files;
  return load(main, "rdump.json5", { ...MACHINE, hostname }, new Map(Object.entries(rest)));
}

function errorsOf(files: { readonly [name: string]: string }, hostname?: string) {
  return loadFiles(files, hostname).diagnostics.map(
    ({ code, file, range }) => `${file}:${range?.start.line}:${range?.start.column} ${code}`,
  );
}

const VALUES = (files: { readonly [name: string]: string }, hostname?: string) => {
  const { tree, diagnostics } = loadFiles(files, hostname);
  t.strictSame(diagnostics, []);
  return tree === null ? null : JSON.parse(JSON.stringify(plainValue(tree)));
};

t.test("a file wins over its includes, a later one over an earlier one, a host over its file", (t) => {
  const files = {
    "rdump.json5": `{ version: 1, include: ["a.json5", "sub/b.json5"], limits: { shrink: "10%" }, volumes: {} }`,
    "a.json5": `{ limits: { shrink: "30%", destroy: "30%", time: "1h" }, policies: { p: { daily: 7, weekly: 4 } }, timezone: "UTC" }`,
    "sub/b.json5": `{ include: ["c.json5"], limits: { time: "3h" }, policies: { p: { weekly: null, daily: 9 } } }`,
    "sub/c.json5": `{ limits: { time: "4h", stall: "5m" }, hosts: { joke: { limits: { stall: "6m" } }, other: {} } }`,
  };
  t.strictSame(VALUES(files), {
    version: 1,
    limits: { shrink: "10%", destroy: "30%", time: "3h", stall: "6m" },
    policies: { p: { daily: 9 } },
    timezone: "UTC",
    volumes: {},
  });
  t.equal(VALUES(files, "other").limits.stall, "5m");
  t.strictSame(loadFiles(files).hosts, ["joke", "other"]);
  t.end();
});

t.test("lists replace, and a value of another kind replaces", (t) => {
  const files = {
    "rdump.json5": `{ version: 1, include: ["a.json5"], notify: { on: ["failure"], mail: "root" }, volumes: {} }`,
    "a.json5": `{ notify: { on: ["success", "overdue"] }, formerIds: ["x"] }`,
  };
  t.strictSame(VALUES(files).notify, { on: ["failure"], mail: "root" });
  t.end();
});

t.test("each error has the file and line of its value, and names the declarations under it", (t) => {
  const files = {
    "rdump.json5": `{\n  version: 1,\n  include: ["a.json5"],\n  volumes: { home: { source: { type: "plain", path: "/home" } } },\n}`,
    "a.json5": `// shared\n{\n  limits: { shrink: "x%" },\n  volumes: { home: { source: { vg: "system" } } },\n}`,
  };
  t.strictSame(errorsOf(files), ["a.json5:3:21 config-bad-percent", "a.json5:4:32 config-unknown-key"]);
  const [, unknown] = loadFiles(files).diagnostics;
  t.match(unknown?.detail, /Also declared, with lower precedence: a\.json5:4:22\.$/);
  t.end();
});

t.test("a missing file, a file twice, a cycle and a bad path are errors at their entries", (t) => {
  const base = `version: 1, volumes: {}`;
  t.strictSame(errorsOf({ "rdump.json5": `{ ${base}, include: ["a.json5"] }` }), [
    "rdump.json5:1:38 config-bad-include",
  ]);
  const twice = { "rdump.json5": `{ ${base}, include: ["a.json5", "./a.json5"] }`, "a.json5": "{}" };
  t.strictSame(errorsOf(twice), ["rdump.json5:1:49 config-include-twice"]);
  const cycle = {
    "rdump.json5": `{ ${base}, include: ["a.json5"] }`,
    "a.json5": `{ include: ["b.json5"] }`,
    "b.json5": `{ include: ["a.json5"] }`,
  };
  t.strictSame(errorsOf(cycle), ["b.json5:1:13 config-include-twice"]);
  t.match(loadFiles(cycle).diagnostics[0]?.detail, /"a\.json5" includes "b\.json5" includes "a\.json5"/);
  t.strictSame(errorsOf({ "rdump.json5": `{ ${base}, include: ["rdump.json5"] }` }), [
    "rdump.json5:1:38 config-include-twice",
  ]);
  for (const bad of [`""`, `"/etc/x"`, `"a\\u0000b"`, `"a/"`]) {
    t.strictSame(
      errorsOf({ "rdump.json5": `{ ${base}, include: [${bad}] }` }),
      ["rdump.json5:1:38 config-bad-include"],
      bad,
    );
  }
  for (const bad of [`"a.json5"`, `{}`, `null`]) {
    t.strictSame(
      errorsOf({ "rdump.json5": `{ ${base}, include: ${bad} }` }),
      ["rdump.json5:1:37 config-wrong-type"],
      bad,
    );
  }
  t.strictSame(errorsOf({ "rdump.json5": `{ ${base}, include: ["a.json5"] }`, "a.json5": `[1]` }), [
    "a.json5:1:1 config-wrong-type",
  ]);
  t.strictSame(errorsOf({ "rdump.json5": `{ ${base}, include: ["a.json5"] }`, "a.json5": `{ version: 2 }` }), [
    "a.json5:1:12 config-newer-version",
  ]);
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`${at}.json5`, "{}"]));
  const all = Object.keys(many)
    .map((name) => JSON.stringify(name))
    .join(",");
  const found = errorsOf({ "rdump.json5": `{ ${base}, include: [${all}] }`, ...many });
  t.equal(found.length, 10_000 - 63);
  t.ok(found.every((each) => each.endsWith("config-bad-include")));
  t.end();
});

t.test("a host without an entry cannot use a config with hosts", (t) => {
  const files = { "rdump.json5": `{ version: 1, volumes: {}, hosts: { web: {}, db: { id: "db-1" } } }` };
  t.strictSame(errorsOf(files), ["rdump.json5:1:28 config-no-such-host"]);
  t.equal(loadFiles(files, "db").config?.id, "db-1");
  t.equal(loadFiles(files, "web").config?.id, "web");
  t.strictSame(
    errorsOf({ "rdump.json5": `{ version: 1, volumes: {}, hosts: { joke: { include: ["x"], hosts: {} }, b: 1 } }` }),
    [
      "rdump.json5:1:45 config-unknown-key",
      "rdump.json5:1:61 config-unknown-key",
      "rdump.json5:1:77 config-wrong-type",
    ],
  );
  const other = { "rdump.json5": `{ version: 1, volumes: {}, hosts: { joke: {}, web: { limits: { shrink: "x" } } } }` };
  t.strictSame(errorsOf(other), [], "an error of another host does not stop this one");
  t.end();
});

t.test("the digest covers each included file, and not the directory in which they are", (t) => {
  const digest = (main: string, name: string, text: string) =>
    load(main, `${name}rdump.json5`, MACHINE, new Map([[`${name}a.json5`, text]])).digest;
  const main = `{ version: 1, include: ["a.json5"], volumes: {} }`;
  t.equal(digest(main, "", "{}"), digest(main, "/etc/rdump/", "{}"));
  t.not(digest(main, "", "{}"), digest(main, "", "{ }"));
  t.not(digest(main, "", "{}"), load(main, "rdump.json5", MACHINE).digest);
  t.end();
});

t.test("lint checks all hosts, and names the hosts of a finding", (t) => {
  const content = `{
  version: 1,
  include: ["shared.json5"],
  policies: { long: { yearly: 3 }, none: { daily: 1 } },
  repositories: { nas: { type: "borg", location: "nas:borg", passphrase: { file: "/etc/pass" } } },
  volumes: {},
  hosts: {
    web: { volumes: { www: { source: { type: "plain", path: "/srv//www" }, archives: [{ repository: "nas", keep: "long" }] } } },
    db: { volumes: { data: { source: { type: "plain", path: "/srv/db" }, archives: [{ repository: "nas", keep: "shrt" }] } } },
  },
}`;
  const includes = new Map([["shared.json5", "{ policies: { short: { last: 3 } } }"]]);
  const source = { content, file: "rdump.json5", machine: MACHINE, includes };
  const { findings, loaded } = lintAll(source);
  t.equal(loaded.length, 2);
  t.strictSame(
    findings.map(({ code, file, range }) => `${file}:${range?.start.line} ${code}`),
    ["rdump.json5:9 config-unknown-policy", "rdump.json5:8 path-slashes"],
  );
  t.match(findings[0]?.detail, /For host `db`\.$/);
  const good = { ...source, content: content.replace("shrt", "short") };
  t.strictSame(
    lintAll(good).findings.map(({ code, range }) => `${range?.start.line} ${code}`),
    ["4 unused-policy", "8 path-slashes"],
  );
  t.strictSame(
    lintAll({ ...good, host: "db" }).findings.map(({ code }) => code),
    ["unused-policy", "unused-policy"],
  );
  const { texts, count } = fix(good);
  t.equal(count, 1);
  t.match(texts.get("rdump.json5"), /"\/srv\/www"/);
  t.equal(texts.get("shared.json5"), includes.get("shared.json5"));
  t.end();
});

t.test("an ignore comment and a fix in an included file count there", (t) => {
  const includes = new Map([
    ["a.json5", `{\n  stateDir: "/var//lib/rdump",\n}`],
    ["b.json5", `{\n  // rdump-lint-ignore path-slashes: a test\n  metrics: "/var//lib/rdump.prom",\n}`],
  ]);
  const source = {
    content: `{ version: 1, include: ["a.json5", "b.json5"], volumes: {} }`,
    file: "rdump.json5",
    machine: MACHINE,
    includes,
  };
  t.strictSame(
    lintAll(source).findings.map(({ code, file, range }) => `${file}:${range?.start.line} ${code}`),
    ["a.json5:2 path-slashes"],
  );
  const { texts, count } = fix(source);
  t.equal(count, 1);
  t.equal(texts.get("a.json5"), `{\n  stateDir: "/var/lib/rdump",\n}`);
  t.equal(texts.get("rdump.json5"), source.content);
  t.equal(texts.get("b.json5"), includes.get("b.json5"));
  t.end();
});
