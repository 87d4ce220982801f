import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import t, { type Test } from "tap";
import { everyCode } from "../src/commands/explain.ts";
import { main } from "../src/main.ts";

/** A directory to call rdump in. */
function openFolder(t: Test, within = tmpdir()) {
  const folder = mkdtempSync(join(within, "rdump-language-"));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    put: (name: string, text: string) => writeFileSync(path(name), text),
    text: (name: string) => readFileSync(path(name), "utf8"),
    async rdump(argv: readonly string[], input = "") {
      const said = { out: "", err: "" };
      const into = (stream: "out" | "err") =>
        new Writable({
          write(chunk, _encoding, done) {
            said[stream] += String(chunk);
            done();
          },
        });
      const streams = { stdin: Readable.from([Buffer.from(input)]), stdout: into("out"), stderr: into("err") };
      const exitCode = await main(argv, { env: { HOME: folder }, cwd: folder, streams });
      return { exitCode, ...said };
    },
  };
}

const GOOD = "{ version: 1, volumes: {} }\n";
const WARNED = '{\n  version: 1,\n  stateDir: "/var//lib/rdump", // kept\n  volumes: {},\n}\n';

t.test("lint checks all files, and a missing file is a finding", async (t) => {
  const { put, rdump } = openFolder(t);
  put("good.json5", GOOD);
  put("bad.json5", "{ version: 2 }");
  const all = await rdump(["lint", "--json", "bad.json5", "missing.json5", "good.json5", "-"], "{ version: 1 }");
  t.equal(all.exitCode, 1);
  const found = JSON.parse(all.out).diagnostics.map(
    ({ file, code }: { file: string; code: string }) => `${file} ${code}`,
  );
  t.strictSame(found, ["missing.json5 config-absent", "bad.json5 config-newer-version", "stdin config-missing-key"]);
  t.strictSame(await rdump(["lint", "good.json5"]), {
    exitCode: 0,
    out: "good.json5: no errors, no warnings.\n",
    err: "",
  });
  t.equal((await rdump(["lint"])).exitCode, 1, "nothing where it is looked for");
  for (const format of ["human", "json", "github", "sarif"]) {
    const { exitCode, out, err } = await rdump(["lint", "--format", format, "bad.json5", "missing.json5"]);
    t.match({ exitCode, err }, { exitCode: 1, err: "" }, format);
    t.match(out, /config-newer-version/, format);
    t.match(out, /config-absent/, format);
  }
});

t.test("warnings fail only with --strict", async (t) => {
  const { put, rdump } = openFolder(t);
  put("rdump.json5", WARNED);
  t.match(await rdump(["lint"]), { exitCode: 0, out: /warning: .*\[path-slashes\].*\n1 warning\./s });
  t.equal((await rdump(["lint", "--strict"])).exitCode, 1);
});

t.test("--fix corrects a file in place, and --dry-run shows the changes with masked secrets", async (t) => {
  const { put, text, path, rdump } = openFolder(t, homedir());
  const secret = WARNED.replace("volumes", 'notify: { webhook: "T0PS3CRET" },\n  volumes');
  put("secret.json5", secret);
  const shown = await rdump(["lint", "--fix", "--dry-run", "secret.json5"]);
  t.match(shown.err, /^-.*\/var\/\/lib\/rdump"[\s\S]*^\+.*"\/var\/lib\/rdump"/m);
  t.notMatch(shown.out + shown.err, /T0PS3CRET/);
  t.equal(text("secret.json5"), secret);
  put("real.json5", `\ufeff${WARNED}`);
  chmodSync(path("real.json5"), 0o640);
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(path("real.json5"), 1234, 2345);
  symlinkSync("real.json5", path("link.json5"));
  t.match(await rdump(["lint", "--fix", "link.json5"]), { exitCode: 0, out: /no errors, no warnings/, err: /1 fixed/ });
  t.equal(text("real.json5"), `\ufeff${WARNED.replace("//lib", "/lib")}`);
  t.ok(lstatSync(path("link.json5")).isSymbolicLink());
  t.equal(statSync(path("real.json5")).mode & 0o777, 0o640);
  if (isRoot) t.match(statSync(path("real.json5")), { uid: 1234, gid: 2345 }, "root leaves it to its owner");
  t.match(await rdump(["lint", "--fix", "-"]), { exitCode: 1, err: /usage-stdin/ });
  t.match(await rdump(["lint", "--dry-run"]), { exitCode: 1, err: /usage-dry-run/ });
});

t.test("fmt rewrites unformatted files; with --check, fmt only names them", async (t) => {
  const { put, text, rdump } = openFolder(t);
  put("a.json5", "{version:1,volumes:{}}");
  put("b.json5", GOOD);
  t.strictSame(await rdump(["fmt", "--check", "a.json5", "b.json5"]), { exitCode: 1, out: "a.json5\n", err: "" });
  t.match(await rdump(["fmt", "--diff", "a.json5"]), { exitCode: 1, out: /^\+\{ version: 1/m });
  t.equal(text("a.json5"), "{version:1,volumes:{}}");
  t.strictSame(await rdump(["fmt", "a.json5", "b.json5"]), { exitCode: 0, out: "a.json5\n", err: "" });
  t.equal(text("a.json5"), GOOD);
  t.strictSame(await rdump(["fmt", "--check", "a.json5"]), { exitCode: 0, out: "", err: "" });
  t.strictSame(await rdump(["fmt", "-"], "{version:1,volumes:{}}"), { exitCode: 0, out: GOOD, err: "" });
  t.match(await rdump(["fmt", "-"], "{"), { exitCode: 1, out: "", err: /config-syntax/ });
});

t.test("a directory means the config in it, for lint and fmt", async (t) => {
  const { put, path, rdump } = openFolder(t);
  mkdirSync(path("host"));
  put("host/rdump.json5", GOOD);
  t.match(await rdump(["lint", "host"]), { exitCode: 0, out: /^host\/rdump\.json5/ });
  t.match(await rdump(["fmt", "--check", "host"]), { exitCode: 0 });
  t.match(await rdump(["lint", "."]), { exitCode: 1, out: /rdump\.json5 does not exist/ });
});

t.test("a misspelled keep rule gets a suggestion", async (t) => {
  const { put, rdump } = openFolder(t);
  const archives = '[{ repository: "disk", keep: { dayly: 7, montly: 3 } }]';
  put(
    "a.json5",
    `{ version: 1, volumes: { home: { source: { type: "plain", path: "/home" }, archives: ${archives} } } }`,
  );
  const { out } = await rdump(["lint", "a.json5"]);
  t.match(out, '"dayly" is not a key of "keep". Did you mean `daily`?');
  t.match(out, '"montly" is not a key of "keep". Did you mean `monthly`?');
});

t.test("the help of each command has its exit status", async (t) => {
  const { rdump } = openFolder(t);
  const { out } = await rdump(["--help"]);
  const [commands = ""] = out.split("\nExit status: ");
  const names = [...commands.matchAll(/^ {2}([a-z]+) .*/gm)]
    .map(([, name]) => name ?? "")
    .filter((name) => name !== "help");
  t.ok(names.length > 15);
  for (const name of [...names.map((each) => [each]), ["runs", "show"]]) {
    const help = (await rdump([...name, "--help"])).out;
    t.match(help, /\nExit status: /, name.join(" "));
    t.strictSame(tooWide(help), [], name.join(" "));
  }
  t.strictSame(tooWide(out), []);
  const worstFirst = "unknown failed decayed shrunken absent incomplete unproven overdue due running ok".split(" ");
  for (const help of [out, (await rdump(["status", "--help"])).out]) {
    const [, table = ""] = help.split(/\n {2}STATE {7}EXIT {2}MEANING\n/);
    const states = [...table.matchAll(/^ {2}([a-z]+) +([012]) {5}\S/gm)];
    t.strictSame(
      states.map(([, state]) => state),
      worstFirst,
      "the table of states",
    );
    t.notMatch(table.trimEnd(), /\n\n/, "the table has no empty lines");
    t.strictSame(
      help.split("\n").filter((line) => line.length > 80 && /^ {2}[a-z]+ +[012] {5}/.test(line)),
      [],
    );
  }
});

/** Lines that a terminal of 80 columns breaks, without examples and tables. */
function tooWide(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.length > 80 && !/^(Example|Usage| {2}\S)/.test(line));
}

t.test("an error in the arguments names the help of its command", async (t) => {
  const { rdump } = openFolder(t);
  t.match(await rdump(["ls"]), { exitCode: 1, err: /'volume'\n\(to show .*: rdump ls --help\)/ });
  t.match(await rdump(["runs", "show", "a", "b"]), { exitCode: 1, err: /: rdump runs show --help\)/ });
  t.match(await rdump(["aply"]), {
    exitCode: 1,
    err: /Did you mean apply\?[\s\S]*\(to list the commands: rdump --help\)/,
  });
});

t.test("a misspelled volume is named before anything else is read", async (t) => {
  const { put, rdump } = openFolder(t);
  put(
    "rdump.json5",
    `{ version: 1, volumes: { mydata: { source: { type: "plain", path: "/srv" }, mirrors: [{ path: "/m" }] } } }`,
  );
  const commands = [
    ["restore", "mydta", "--to", "x"],
    ["verify", "mydta"],
    ["ls", "mydta"],
    ["find", "*", "mydta"],
    ["diff", "mydta", "a", "b"],
  ];
  for (const argv of commands)
    t.match(await rdump(argv), { exitCode: 1, err: /"mydta"\. Did you mean "mydata"\?/ }, argv.join(" "));
  t.match(await rdump(["ls", "other"]), { exitCode: 1, err: /"other"\. Declared: mydata\./ });
  t.match(await rdump(["plan", "--only", 'x["y"]']), { exitCode: 1, err: /Declared: mydata\.mirrors\["\/m"\]\./ });
});

t.test("every code can be explained, and a misspelled code gets a suggestion", async (t) => {
  const { rdump } = openFolder(t);
  for (const { code, summary } of everyCode()) t.ok(summary !== "" && /^[a-z]+(-[a-z0-9]+)+$/.test(code), code);
  t.match(await rdump(["explain", "keep-zero"]), {
    exitCode: 0,
    out: /Severity: error\.[\s\S]*rdump-lint-ignore keep-zero: REASON/,
  });
  t.match(await rdump(["explain", "hook-failed"]), { exitCode: 0, out: /Cause\n.*\n\nEffect\n.*\n\nWhat to do\n/ });
  t.match(await rdump(["explain", "config-absent"]), { exitCode: 0, out: /Cause\n.*\n\nEffect\n.*\n\nWhat to do\n/ });
  t.match(await rdump(["explain", "keep-zeros"]), { exitCode: 1, err: /Did you mean "keep-zero"\?/ });
  t.match((await rdump(["explain"])).out, /^address-in-text +Config contains a secret address/m);
});

const PLAIN = '{ source: { type: "plain", path: "/" } }';

t.test("completion offers the possible next words at each place of a command line", async (t) => {
  const { put, rdump } = openFolder(t);
  put("rdump.json5", '{ version: 1, volumes: { home: {}, root: { source: { type: "plain", path: "/" } } }, oops: 1 }');
  put("other.json5", '{ version: 1, volumes: { other: { source: { type: "plain", path: "/" } } } }');
  const after = async (...words: string[]) =>
    (await rdump(["__complete", "--", ...words])).out.split("\n").filter(Boolean);
  t.strictSame(await after("pl"), ["plan"]);
  t.ok(!(await after("")).includes("__complete") && (await after("")).includes("lint"));
  t.strictSame(await after("plan", "--det"), ["--detailed-exitcode"]);
  t.strictSame(await after("plan", "--only", ""), ["root"]);
  t.strictSame(await after("-c", "other.json5", "plan", "--only", ""), ["other"]);
  t.strictSame(await after("plan", "--only", "root", "--only", "r"), ["root"]);
  t.strictSame(await after("plan", "-c", "other.json5", "--only", ""), ["other"]);
  put(
    "hostile.json5",
    String.raw`{ version: 1, volumes: { "a\u001b]0;x\u0007": ${PLAIN}, "b\nc": ${PLAIN}, d: ${PLAIN} } }`,
  );
  t.strictSame(await after("plan", "-c", "hostile.json5", "--only", ""), ["d"], "no control character");
  t.strictSame(await after("plan", "-c", ""), [":files"]);
  t.strictSame(await after("lint", ""), [":files"]);
  t.strictSame(await after("lint", "--format", "s"), ["sarif"]);
  t.strictSame(await after("explain", "keep-z"), ["keep-zero"]);
  t.strictSame(await after("completion", ""), ["bash", "zsh", "fish"]);
  t.strictSame(await after("schedule", ""), ["show", "install", "remove"]);
  t.strictSame(await after("runs", ""), ["show"]);
  t.strictSame(await after("nonsense", ""), []);
});

/** Sources the script in the real shell, completes a line with a substitute for rdump, and returns the completions. */
const SHELLS: { readonly [shell in "bash" | "zsh" | "fish"]: string } = {
  bash: `source ./script; COMP_LINE="./rdump plan --only "; COMP_POINT=20; COMP_WORDS=(./rdump plan --only ""); COMP_CWORD=3; _rdump; echo "\${COMPREPLY[*]}"; complete -p rdump >&2`,
  zsh: `compdef() { : }; compadd() { echo "\${(@)found}" }; source ./script; words=(./rdump plan --only ""); CURRENT=4; _rdump`,
  fish: `source ./script; complete -C "rdump plan --only " | string join " "`,
};

for (const [shell, line] of Object.entries(SHELLS)) {
  const isThere = spawnSync(shell, ["--version"]).status === 0;
  const skip = isThere ? false : `${shell} is not installed here`;
  t.test(`the script of ${shell} completes in a real ${shell}`, { skip }, async (t) => {
    const { put, path, rdump } = openFolder(t);
    const { out } = await rdump(["completion", shell]);
    put("script", out);
    put("rdump", '#!/bin/sh\n[ "$*" = "__complete -- plan --only " ] && printf "home\\nroot\\n"\n');
    chmodSync(path("rdump"), 0o755);
    const given = execFileSync(shell, ["-c", line], {
      cwd: path("."),
      env: { ...process.env, PATH: `${path(".")}:${process.env.PATH}` },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    t.equal(given.trim(), "home root");
  });
}

/** What is typed of a word, how much of that readline keeps before a completion, and the quote that is open. */
const TYPED: readonly (readonly [typed: string, kept: string, quote: string])[] = [
  ["", "", ""],
  ["'", "'", "'"],
  ['"', '"', '"'],
  ['docs.mirrors[\\"/m/', "", ""],
  ['docs.mirrors["', 'docs.mirrors["', '"'],
  [`'docs.mirrors["/m/ä@`, "'", "'"],
  ['"docs.mirrors[\\"/m/ä@', '"', '"'],
  ['docs.mirrors[\\"/m/ä@', 'docs.mirrors[\\"/m/ä', ""],
];

for (const locale of ["C", "C.UTF-8"]) {
  t.test(`the script of bash quotes names that a hostile config declares, in the locale ${locale}`, async (t) => {
    const { put, path, rdump } = openFolder(t);
    put("script", (await rdump(["completion", "bash"])).out);
    const name = `docs.mirrors["/m/ä@x'; touch pwned; '$(touch pwned)\\\`touch pwned\`:\u{e000} #&|<>(){}*?[~^"]`;
    put("name", `${name}\n`);
    put("rdump", '#!/bin/sh\nlast=; for last; do :; done\ncase "$(cat name)" in "$last"*) cat name ;; esac\n');
    chmodSync(path("rdump"), 0o755);
    for (const [typed, kept, quote] of TYPED) {
      const line = `./rdump free ${typed}`;
      const script = `source ./script; COMP_LINE=$1; COMP_POINT=\${#1}; COMP_WORDS=(./rdump free "$2"); _rdump; [[ -z $COMPREPLY ]] || eval "printf %s $3\${COMPREPLY[0]}$4"`;
      const given = execFileSync("bash", ["-c", script, "bash", line, typed, kept, quote], {
        ...{ cwd: path("."), env: { ...process.env, LC_ALL: locale }, encoding: "utf8" },
      });
      t.equal(given, name, `after ${typed}`);
      t.notOk(existsSync(path("pwned")), `after ${typed}`);
    }
  });
}
