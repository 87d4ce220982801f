import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import { borgPatterns } from "@rdump/provider-borg";
import { tarExcludes } from "@rdump/provider-directory";
import { rsyncFilters } from "@rdump/provider-fs";
import t from "tap";
import { isLeftOut } from "../tools/exclude-reference.ts";
import { GLOBS, PATHS } from "./exclude-table.ts";

const ENV = { ...process.env, LC_ALL: "C.UTF-8", PYTHONWARNINGS: "error" };
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

const BATCH = 20;

const LETTERS: { readonly [letter: string]: string } = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Every file and directory that is made for a path. */
const ENTRIES: readonly string[] = [
  ...new Set(PATHS.flatMap((path) => path.split("/").map((_, index, names) => names.slice(0, index + 1).join("/")))),
];

t.test("the table has 200 globs and 500 names", (t) => {
  t.ok(GLOBS.length >= 200, `${GLOBS.length} globs`);
  t.ok(PATHS.length >= 500, `${PATHS.length} names`);
  const root = mkdtempSync(join(tmpdir(), "rdump-excludes-"));
  t.teardown(() => rmSync(root, { recursive: true, force: true }));
  const tree = join(root, "tree");
  plant(tree);

  t.test("rsync excludes the same paths as the reference", { skip: has("rsync") ? false : "no rsync" }, (t) => {
    const wrong: string[] = [];
    for (const glob of GLOBS) {
      const filters = rsyncFilters([excludeOf(glob)]).map((rule) => `--filter=${rule}`);
      const listed = spawnSync(
        "rsync",
        ["--recursive", "--dry-run", "--out-format=%n", ...filters, "--", `${tree}/`, `${root}/none/`],
        {
          env: { ...ENV, LC_ALL: "C" },
        },
      );
      if (listed.stderr.length > 0) throw new Error(`${glob}: ${listed.stderr}`);
      const kept = listed.stdout
        .toString("latin1")
        .split("\n")
        .map(unescaped)
        .filter((path) => path !== "./");
      wrong.push(...differences(glob, kept));
    }
    t.same(wrong, []);
    t.end();
  });

  t.test("tar excludes the same paths as the reference", { skip: has("tar") ? false : "no tar" }, (t) => {
    const wrong: string[] = [];
    // A translation to tar has a rule for each form of a path; for names, a sample is enough.
    for (const glob of GLOBS.filter((each, index) => each.includes("/") || index % 4 === 0)) {
      const argv = ["--create", "--file=/dev/null", "--verbose", "--quoting-style=escape"];
      const listed = spawnSync("tar", [...argv, ...tarExcludes([excludeOf(glob)]), "."], {
        ...{ cwd: tree, env: { ...ENV, LC_ALL: "C" } },
      });
      if (listed.status !== 0) throw new Error(`${glob}: ${listed.stderr}`);
      const kept = listed.stdout.toString("latin1").split("\n").map(fromTar);
      wrong.push(...differences(glob, kept));
    }
    t.same(wrong, []);
    t.end();
  });

  /** borg takes a third of a second to start, so that each call tries many globs, each in a copy of the tree. */
  t.test("borg excludes the same paths as the reference", { skip: has("borg") ? false : "no borg" }, (t) => {
    const copies = join(root, "copies");
    for (let index = 0; index < BATCH; index++) plant(join(copies, `copy${index}`));
    const wrong: string[] = [];
    for (let start = 0; start < GLOBS.length; start += BATCH) {
      const globs = GLOBS.slice(start, start + BATCH);
      const excludes = globs.map((glob, index) => {
        const { text, parts } = excludeOf(glob);
        return { text, parts: [{ kind: "name", pieces: [{ kind: "text", text: `copy${index}` }] }, ...parts] } as const;
      });
      const kept = borgKeeps(copies, borgPatterns(excludes));
      for (const [index, glob] of globs.entries()) {
        const prefix = `copy${index}/`;
        const own = kept.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
        wrong.push(...differences(glob, own, inBorg));
      }
    }
    for (const glob of GLOBS.filter((_, index) => index % 8 === 0)) {
      const kept = borgKeeps(tree, borgPatterns([excludeOf(glob)])).filter((path) => path !== ".");
      wrong.push(...differences(glob, kept, inBorg));
    }
    t.same(wrong, []);
    t.end();
  });
  t.end();
});

/** What another path lies below is a directory, the rest are files. */
function plant(tree: string): void {
  const directories = new Set(ENTRIES.map((path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0))));
  mkdirSync(tree, { recursive: true });
  for (const path of ENTRIES) {
    const at = Buffer.concat([Buffer.from(`${tree}/`), bytesOf(path)]);
    if (directories.has(path)) mkdirSync(at);
    else writeFileSync(at, "");
  }
}

/** @param shown how the tool shows a name */
function differences(glob: string, kept: readonly string[], shown = (path: string) => path): readonly string[] {
  const counts = new Map<string, number>();
  const count = (path: string, by: number) => counts.set(path, (counts.get(path) ?? 0) + by);
  for (const path of kept) if (path !== "") count(path.replace(/\/$/, ""), 1);
  for (const path of ENTRIES) if (!isLeftOut(glob, path)) count(shown(path), -1);
  const wrong = [...counts].filter(([, each]) => each !== 0);
  return wrong.map(([path, each]) => `${glob} ${each > 0 ? "keeps" : "leaves out"} ${JSON.stringify(path)}`);
}

/** borg has `?` for a byte that is no UTF-8. */
function inBorg(path: string): string {
  return path.replace(/[\udc80-\udcff]/gu, "?");
}

function borgKeeps(root: string, patterns: readonly string[]): readonly string[] {
  const argv = [
    "create",
    "--dry-run",
    "--list",
    "--log-json",
    ...patterns.map((each) => `--exclude=${each}`),
    "/none::a",
    ".",
  ];
  const { stderr, status } = spawnSync("borg", argv, { cwd: root, env: ENV, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr.slice(0, 2000));
  return stderr.split("\n").flatMap((line) => {
    if (line === "") return [];
    const reported = JSON.parse(line) as { readonly type: string; readonly status: string; readonly path: string };
    if (reported.type !== "file_status") throw new Error(line);
    return reported.status === "x" ? [] : [reported.path];
  });
}

function bytesOf(path: string): Buffer {
  return Buffer.concat(
    [...path].map((character) => {
      const code = character.codePointAt(0) ?? 0;
      return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(character);
    }),
  );
}

/** tar writes a byte that is not printable as in C, in octal where C has no letter for it. */
function fromTar(line: string): string {
  const bytes = line.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (LETTERS[code] ?? code),
  );
  return textOf(Buffer.from(bytes.replace(/^\.\//, ""), "latin1"));
}

/** rsync writes a byte that is not printable as `\#ooo`. */
function unescaped(line: string): string {
  const bytes = Buffer.from(
    line.replace(/\\#([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    "latin1",
  );
  return textOf(bytes);
}

/** Each byte that is no UTF-8 is a character from U+DC80 on. */
function textOf(bytes: Buffer): string {
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = [4, 3, 2, 1].find((each) => isCharacter(bytes.subarray(at, at + each), each)) ?? 0;
    text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + length);
    at += Math.max(length, 1);
  }
  return text;
}

function isCharacter(bytes: Buffer, length: number): boolean {
  const text = bytes.toString("utf8");
  return bytes.length === length && [...text].length === 1 && Buffer.from(text).equals(bytes);
}
