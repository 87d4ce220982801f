import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Exclude } from "@rdump/core/provider";
import t from "tap";
import { rsyncFilters } from "../../src/index.ts";

const PATHS = [
  "a",
  "b",
  "ab",
  "aXb",
  "a*b",
  "a**b",
  "a?b",
  "a[b",
  "a]b",
  "a\\b",
  "a\\*b",
  "*",
  "**",
  "***",
  "?",
  "[",
  "[]",
  "[a]",
  "\\",
  " ",
  " a",
  "a ",
  "-a",
  "--delete",
  "#a",
  ";a",
  "!",
  "+ a",
  "- a",
  "P",
  "_a",
  "a\nb",
  "\u001b[31m",
  ".hidden",
  "a.tmp",
  ".tmp",
  "ä",
  "äb",
  "aä",
  "ää",
  "€",
  "€€",
  "😀",
  "a😀",
  "ä€",
  "\u{20000}",
  "\u00e9",
  "e\u0301",
  "ÿ",
  "\u0080x",
  "var/cache/x",
  "var/cachet",
  "var/log",
  "x/var/cache/y",
  "x/a.tmp",
  "d.tmp/y",
  "deep/er/a*b",
  "deep/er/ab",
  "deep/***/z",
] as const;

/** The meaning of an exclude, said a second time and otherwise: by regular expressions on code points. */
function isExcluded(path: string, exclude: Exclude): boolean {
  if (exclude.kind === "path") return path === exclude.path || path.startsWith(`${exclude.path}/`);
  const source = exclude.glob.replace(
    /\[(!?)(\]?[^\]]*)\]|[\s\S]/gu,
    (all, not: string | undefined, members: string) => {
      if (members !== undefined) return `[${not === "!" ? "^" : ""}${members.replace(/[\\\]^[]/g, "\\$&")}]`;
      if (all === "*") return "[^]*";
      if (all === "?") return "[^]";
      return all.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    },
  );
  const name = new RegExp(`^${source}$`, "u");
  return path.split("/").some((each) => name.test(each));
}

const EXCLUDES: readonly Exclude[] = [
  ...[
    "a",
    "ab",
    "a*b",
    "a**b",
    "a?b",
    "a[b",
    "a]b",
    "a\\b",
    "a\\*b",
    "*",
    "***",
    "?",
    "[",
    "[a]",
    "\\",
    " ",
    " a",
    "a ",
    "-a",
  ],
  ...[
    "--delete",
    "#a",
    ";a",
    "!",
    "+ a",
    "- a",
    "P",
    "_a",
    "a\nb",
    "\u001b[31m",
    "ä",
    "var/cache",
    "var",
    "cache",
    "deep/***",
  ],
]
  .map((path): Exclude => ({ kind: "path", path }))
  .concat(
    [
      "*.tmp",
      "a*",
      "*b",
      "a**b",
      "?",
      "??",
      "a?",
      "?b",
      "*?",
      "?*",
      "???",
      "[ab]",
      "[!a]",
      "[!a]b",
      "a[*]b",
      "a[?]b",
      "[a-z]",
      "[äö]",
      "[ä-ÿ]",
      "[aä]*",
      "a[!X]b",
      "[[]",
      "[]]",
      "[!]]",
      "[",
      "a[b",
      "a]b",
      "a\\b",
      "a\\*b",
      "\\",
      "cache",
      ".*",
      " *",
      "* ",
      "-*",
      "#*",
      "!",
      "+ a",
      "P",
      "_a",
      "a\nb",
      "*\n*",
      "*m",
      "e?",
      "[[a]",
    ].map((glob): Exclude => ({ kind: "name", glob })),
  );

t.test("each exclude means to rsync what it is declared to mean", (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-filters-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const source = join(root, "source");
  for (const path of PATHS) {
    mkdirSync(join(source, dirname(path)), { recursive: true });
    writeFileSync(join(source, path), "");
  }
  for (const exclude of EXCLUDES) {
    const mirror = join(root, "mirror");
    const filters = rsyncFilters([exclude]);
    t.same([filters.narrowed, filters.refused], [[], []]);
    const rules = filters.rules.map((rule) => `--filter=${rule}`);
    execFileSync("rsync", ["-r", ...rules, "--", `${source}/`, `${mirror}/`], {
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    const expected = PATHS.filter((path) => !isExcluded(path, exclude));
    t.same(filesBelow(mirror).sort(), [...expected].sort(), JSON.stringify(exclude));
    rmSync(mirror, { recursive: true, force: true });
  }
  t.end();
});

function filesBelow(root: string, under = ""): string[] {
  return readdirSync(join(root, under), { withFileTypes: true }).flatMap((entry) => {
    const path = under === "" ? entry.name : `${under}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

t.test("rsync drops a rule that is too long without an error, which is why it never gets one", (t) => {
  const root = mkdtempSync(join(tmpdir(), "rdump-filters-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const longest = `${"d/".repeat(1996)}name`;
  t.equal(rsyncFilters([{ kind: "path", path: longest }]).rules.length, 1);
  const said = execFileSync("rsync", ["-n", "-r", `--filter=- /${longest}`, "--", `${root}/`, `${root}/`], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.notMatch(said, "discarding");
  t.end();
});
