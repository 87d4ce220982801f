import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t from "tap";
import { linesOf, plant, rsure, sandbox } from "../sandbox.ts";

const isRoot = process.getuid?.() === 0;

interface Case {
  readonly what: string;
  tamper(tree: string): void;
  readonly lines: readonly string[];
  readonly needsRoot?: boolean;
}

const changed = (attributes: string, path: string): string => `  [${attributes.padEnd(20)}] "${path}"`;
const only = (sign: "+" | "-", kind: string, path: string): string => `${sign} ${kind.padEnd(22)} "${path}"`;
/** Changes content and leaves size and mtime as they were. */
function rewrite(path: string): void {
  writeFileSync(path, "CONTENT\n");
  utimesSync(path, 1e9, 1e9);
}

const cases: readonly Case[] = [
  { what: "nothing", tamper() {}, lines: [] },
  {
    what: "content, with size and time kept",
    tamper: (tree) => rewrite(join(tree, "sub/file")),
    lines: [changed("sha1", "./sub/file")],
  },
  {
    what: "size",
    tamper: (tree) => writeFileSync(join(tree, "sub/file"), "longer content\n"),
    lines: [changed("mtime,sha1,size", "./sub/file")],
  },
  {
    what: "a file's mode",
    tamper: (tree) => chmodSync(join(tree, "sub/file"), 0o600),
    lines: [changed("perm", "./sub/file")],
  },
  {
    what: "the set-user-id bit",
    tamper: (tree) => chmodSync(join(tree, "top"), 0o4644),
    lines: [changed("perm", "./top")],
  },
  {
    what: "a directory's mode",
    tamper: (tree) => chmodSync(join(tree, "sub"), 0o700),
    lines: [changed("perm", "./sub")],
  },
  { what: "the root's mode", tamper: (tree) => chmodSync(tree, 0o711), lines: [changed("perm", ".")] },
  {
    what: "owner",
    needsRoot: true,
    tamper: (tree) => lchownSync(join(tree, "top"), 1000, 0),
    lines: [changed("uid", "./top")],
  },
  {
    what: "group",
    needsRoot: true,
    tamper: (tree) => lchownSync(join(tree, "link"), 0, 1000),
    lines: [changed("gid", "./link")],
  },
  {
    what: "a directory's owner",
    needsRoot: true,
    tamper: (tree) => lchownSync(join(tree, "sub/empty"), 1, 2),
    lines: [changed("gid,uid", "./sub/empty")],
  },
  { what: "time", tamper: (tree) => utimesSync(join(tree, "top"), 5, 5), lines: [changed("mtime", "./top")] },
  {
    what: "a link's target",
    tamper(tree) {
      unlinkSync(join(tree, "link"));
      symlinkSync("else where", join(tree, "link"));
    },
    lines: [changed("targ", "./link")],
  },
  {
    what: "a device",
    needsRoot: true,
    tamper(tree) {
      unlinkSync(join(tree, "device"));
      execFileSync("mknod", ["-m", "644", join(tree, "device"), "c", "10", "70001"]);
    },
    lines: [changed("devmin", "./device")],
  },
  {
    what: "a link that became a file",
    tamper(tree) {
      unlinkSync(join(tree, "link"));
      writeFileSync(join(tree, "link"), "");
      chmodSync(join(tree, "link"), 0o644);
    },
    lines: [changed("kind,perm", "./link")],
  },
  {
    what: "a file that became a directory",
    tamper(tree) {
      unlinkSync(join(tree, "top"));
      mkdirSync(join(tree, "top"));
    },
    lines: [only("+", "dir", "./top"), only("-", "file", "./top")],
  },
  {
    what: "a missing file",
    tamper: (tree) => unlinkSync(join(tree, "sub/file")),
    lines: [only("-", "file", "./sub/file")],
  },
  { what: "a missing fifo", tamper: (tree) => unlinkSync(join(tree, "pipe")), lines: [only("-", "fifo", "./pipe")] },
  {
    what: "a missing directory",
    tamper: (tree) => rmSync(join(tree, "sub"), { recursive: true }),
    lines: [only("-", "dir", "./sub")],
  },
  {
    what: "an extra file",
    tamper: (tree) => plant(tree, { "sub/new file": "x" }),
    lines: [only("+", "file", "./sub/new=20file")],
  },
  {
    what: "an extra directory",
    tamper: (tree) => plant(tree, { "new/a": "1", "new/b/c": "2" }),
    lines: [only("+", "dir", "./new")],
  },
  {
    what: "a renamed file",
    tamper: (tree) => renameSync(join(tree, "top"), join(tree, "a.b")),
    lines: [only("+", "file", "./a.b"), only("-", "file", "./top")],
  },
  {
    what: "names that sort apart when escaped",
    tamper: (tree) => plant(tree, { "a.b": "x", "a b": "y" }),
    lines: [only("+", "file", "./a=20b"), only("+", "file", "./a.b")],
  },
  {
    what: "quotes in a name",
    tamper: (tree) => plant(tree, { 'q"\\': "x" }),
    lines: [only("+", "file", './q\\"\\\\')],
  },
];

t.test("a check names the changed files of a restored tree", async (t) => {
  const { top, tree } = sandbox(t);
  plant(tree, { "sub/file": "content\n", "sub/empty/": "", top: "top\n", "sub/deep/er/file": "" });
  symlinkSync("some where", join(tree, "link"));
  execFileSync("mkfifo", [join(tree, "pipe")]);
  if (isRoot) execFileSync("mknod", ["-m", "644", join(tree, "device"), "c", "10", "70000"]);
  utimesSync(join(tree, "sub/file"), 1e9, 1e9);
  const file = join(top, "2sure.dat.gz");
  t.equal((await rsure("-f", file, "-d", tree, "scan")).status, 0);
  const before = process.cwd();
  t.teardown(() => process.chdir(before));
  for (const { what, tamper, lines, needsRoot } of cases) {
    if (needsRoot && !isRoot) {
      t.pass(`not root: ${what} was not tampered with`, { skip: true });
      continue;
    }
    const restored = join(mkdtempSync(join(top, "r-")), "t");
    execFileSync("cp", ["-a", tree, restored]);
    tamper(restored);
    process.chdir(restored);
    const run = await rsure("-f", file, "check");
    t.same(linesOf(run), lines, what);
    t.equal(run.status, lines.length === 0 ? 0 : 1, `${what}: the exit status`);
  }
  t.ok(existsSync(file));
  const ignoring = await rsure("-f", file, "-i", "perm,uid", "-i", "gid", "check");
  t.same(ignoring.status, 1);
  t.notMatch(ignoring.out, /perm|uid|gid/);
});

t.test("the surefile within the tree, and a directory named with =", async (t) => {
  const { top } = sandbox(t);
  const tree = join(top, "a=b [c]");
  plant(tree, { x: "1", "s/y": "2" });
  const file = join(tree, "2sure.dat.gz");
  for (let i = 0; i < 3; i++) t.equal((await rsure("-f", file, "-d", tree, "update")).status, 0);
  t.notMatch((await rsure("-f", file, "show")).out, "2sure", "neither surefile nor backup nor lock is recorded");
  writeFileSync(`${file}.rsure-new`, "left by a dead run");
  cpSync(file, join(tree, "s/2sure.dat.gz"));
  writeFileSync(join(tree, "x"), "3");
  const run = await rsure("-f", file, "-d", tree, "-i", "mtime", "check");
  t.same(linesOf(run), [`+ ${"file".padEnd(22)} "${tree}/s/2sure.dat.gz"`, `  [${"sha1".padEnd(20)}] "${tree}/x"`]);
  t.match(run.out, `Check ${file}\n`);
  t.ok(readFileSync(join(tree, "2sure.bak.gz")).length > 0);
});
