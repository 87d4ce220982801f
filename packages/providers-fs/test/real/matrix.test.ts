import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { asRoot, codeOf, Field } from "./field.ts";

const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const skip = canMount ? false : "mounting needs the rights of root";

type At = (name: string) => string;
type Change = readonly [what: string, before: (at: At) => void, after: (at: At) => void];

const TIME = 1_700_000_000;
const put = (file: string, content = "aaaa", time = TIME) => {
  writeFileSync(file, content);
  utimesSync(file, time, time);
};
const run = (program: string, ...words: string[]) => execFileSync(program, words);
const none = () => {};
/** Its arguments are evaluated in their order. */
const inTurn = (..._steps: readonly unknown[]) => {};

/** Each in a directory of its own. */
const CHANGES: readonly Change[] = [
  [
    "a file becomes a directory",
    (at) => put(at("x")),
    (at) => inTurn(rmSync(at("x")), mkdirSync(at("x")), put(at("x/y"))),
  ],
  [
    "a directory becomes a file",
    (at) => inTurn(mkdirSync(at("x")), put(at("x/y"))),
    (at) => inTurn(rmSync(at("x"), { recursive: true }), put(at("x"))),
  ],
  [
    "a directory becomes a link",
    (at) => inTurn(mkdirSync(at("x")), put(at("x/y"))),
    (at) => inTurn(rmSync(at("x"), { recursive: true }), symlinkSync("y", at("x"))),
  ],
  ["a link becomes a file", (at) => symlinkSync("y", at("x")), (at) => inTurn(rmSync(at("x")), put(at("x")))],
  ["a file becomes a FIFO", (at) => put(at("x")), (at) => inTurn(rmSync(at("x")), run("mkfifo", at("x")))],
  [
    "a file becomes a device",
    (at) => put(at("x")),
    (at) => inTurn(rmSync(at("x")), run("mknod", at("x"), "c", "1", "3")),
  ],
  [
    "a device gets other numbers",
    (at) => run("mknod", at("x"), "c", "1", "3"),
    (at) => inTurn(rmSync(at("x")), run("mknod", at("x"), "c", "1", "5")),
  ],
  [
    "a link gets another target",
    (at) => symlinkSync("aaaa", at("x")),
    (at) => inTurn(rmSync(at("x")), symlinkSync("bbbb", at("x"))),
  ],
  ["a link gets another time", (at) => symlinkSync("aaaa", at("x")), (at) => lutimesSync(at("x"), TIME, TIME)],
  [
    "a hard link is made",
    (at) => inTurn(put(at("x")), put(at("y"))),
    (at) => inTurn(rmSync(at("y")), linkSync(at("x"), at("y"))),
  ],
  [
    "a hard link is broken",
    (at) => inTurn(put(at("x")), linkSync(at("x"), at("y"))),
    (at) => inTurn(run("cp", "-p", at("x"), at("n")), renameSync(at("n"), at("y")), chmodSync(at("x"), 0o600)),
  ],
  [
    "two groups of hard links exchange a name",
    (at) => inTurn(put(at("a")), linkSync(at("a"), at("b")), put(at("c")), linkSync(at("c"), at("d"))),
    (at) => inTurn(renameSync(at("b"), at("t")), renameSync(at("d"), at("b")), renameSync(at("t"), at("d"))),
  ],
  ["a mode", (at) => put(at("x")), (at) => chmodSync(at("x"), 0o4711)],
  ["the mode of a directory", (at) => mkdirSync(at("x")), (at) => chmodSync(at("x"), 0o1770)],
  ["an owner and a group", (at) => put(at("x")), (at) => run("chown", "1234:5678", at("x"))],
  ["the owner of a link", (at) => symlinkSync("y", at("x")), (at) => run("chown", "-h", "1234:5678", at("x"))],
  ["content in one second", (at) => put(at("x"), "aaaa", TIME + 0.25), (at) => put(at("x"), "bbbb", TIME + 0.75)],
  ["content with a time that is set again", (at) => put(at("x")), (at) => put(at("x"), "bbbb")],
  [
    "content of a file with two names, with the time set again",
    (at) => inTurn(put(at("x")), linkSync(at("x"), at("y"))),
    (at) => put(at("y"), "bbbb"),
  ],
  ["a time alone", (at) => put(at("x")), (at) => utimesSync(at("x"), TIME + 3600, TIME + 3600)],
  ["a time before 1970", (at) => put(at("x")), (at) => utimesSync(at("x"), -1000, -1000)],
  ["a growing file", (at) => put(at("x")), (at) => appendFileSync(at("x"), "more")],
  ["a file that was cut", (at) => put(at("x")), (at) => truncateSync(at("x"), 1)],
  ["an emptied file", (at) => put(at("x")), (at) => put(at("x"), "")],
  ["a sparse file", none, (at) => run("truncate", "--size=4M", at("x"))],
  ["odd names", (at) => put(at("x")), (at) => put(at("*[a]?\\ \n\t-\u00e4"))],
  ["names that differ in case", (at) => put(at("README"), "1"), (at) => put(at("Readme"), "2")],
  ["a rename", (at) => put(at("x")), (at) => renameSync(at("x"), at("y"))],
  [
    "directories that change places",
    (at) => inTurn(mkdirSync(at("a")), put(at("a/x")), mkdirSync(at("b")), put(at("b/y"))),
    (at) => inTurn(renameSync(at("a"), at("t")), renameSync(at("b"), at("a")), renameSync(at("t"), at("b"))),
  ],
  [
    "a deleted tree",
    (at) => inTurn(mkdirSync(at("a/b/c"), { recursive: true }), put(at("a/b/c/x"))),
    (at) => rmSync(at("a"), { recursive: true }),
  ],
  ["a new tree", none, (at) => inTurn(mkdirSync(at("a/b/c"), { recursive: true }), put(at("a/b/c/x")))],
  ["a long name", none, (at) => put(at("n".repeat(255)))],
  [
    "a copy over a file, with its time",
    (at) => inTurn(put(at("x")), put(at("y"), "bbbb")),
    (at) => inTurn(copyFileSync(at("y"), at("x")), utimesSync(at("x"), TIME, TIME)),
  ],
];

const DISKS: readonly (readonly [name: string, mkfs: readonly string[] | null, seconds: boolean])[] = [
  ["tmpfs", null, false],
  ["ext4", ["mkfs.ext4", "-q"], false],
  ["ext4 of whole seconds", ["mkfs.ext4", "-q", "-I", "128"], true],
];

/** Why the file system cannot be had; null: it is mounted over the mirror. */
function mounted(t: Test, field: Field, mkfs: readonly string[] | null): string | null {
  t.teardown(() => spawnSync("umount", ["--lazy", field.mirror]));
  if (mkfs === null) {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "rdump-test", field.mirror]);
    return null;
  }
  const image = join(field.root, "image");
  execFileSync("truncate", ["--size=64M", image]);
  const [program = "", ...options] = mkfs;
  if (spawnSync(program, [...options, image]).status !== 0) return `${program} does not work here`;
  return spawnSync("mount", ["-o", "loop", image, field.mirror]).status === 0
    ? null
    : "a loop mount does not work here";
}

/** What differs, by find and sha1sum, and not by rsync: a line for each entry, and which names are one file. */
function facts(directory: string, seconds: boolean): readonly string[] {
  const format = "%P\\t%y %m %U %G %s %T@ %l %n\\0";
  const options = { cwd: directory, encoding: "latin1", maxBuffer: 1 << 26 } as const;
  const lines = execFileSync(
    "find",
    [".", "-mindepth", "1", "-name", "lost+found", "-prune", "-o", "-printf", format],
    options,
  );
  return lines
    .split("\0")
    .filter((line) => line !== "" && !line.startsWith("\t") && !line.startsWith(".rdump.json\t"))
    .map((line) => {
      const [path = "", rest = ""] = line.split("\t").length === 2 ? line.split("\t") : splitLast(line);
      const file = join(directory, Buffer.from(path, "latin1").toString("utf8"));
      const stat = lstatSync(file);
      const content = stat.isFile()
        ? execFileSync("sha1sum", [file], options).replace(/^\\/, "").slice(0, 40)
        : stat.isDirectory()
          ? ""
          : stat.rdev;
      const size = stat.isDirectory() ? rest.replace(/^(\S+ \S+ \S+ \S+) \d+ (\S+) (.*) \d+$/, "$1 $2 $3") : rest;
      return `${path} ${seconds ? size.replace(/(-?\d+)\.\d+/, (_, whole) => whole) : size} ${content}`;
    })
    .sort();
}

function splitLast(line: string): readonly [string, string] {
  const at = line.lastIndexOf("\t");
  return [line.slice(0, at), line.slice(at + 1)];
}

for (const [disk, mkfs, seconds] of DISKS) {
  t.test(
    `${CHANGES.length} changes reach a mirror on ${disk} in one run, and a second run does nothing`,
    { skip },
    async (t) => {
      const field = new Field(t);
      const why = mounted(t, field, mkfs);
      if (why !== null) return t.comment(why);
      const at = (number: number) => (name: string) => join(field.source, String(number), name);
      for (const [number, [, before]] of CHANGES.entries()) {
        mkdirSync(at(number)(""));
        before(at(number));
      }
      t.equal(codeOf(await field.apply({ shrink: 1 })), null);
      t.same(facts(field.mirror, seconds), facts(field.source, seconds), "the first copy");
      for (const [number, [, , after]] of CHANGES.entries()) after(at(number));
      const changed = await field.apply({ shrink: 1 });
      t.equal(codeOf(changed), null);
      t.same(facts(field.mirror, seconds), facts(field.source, seconds), "the changes");
      const quiet = await field.apply({ shrink: 1 });
      t.match(quiet.outcome, { status: "done", moved: { stored: 0 }, warnings: [] });
      t.same(facts(field.mirror, seconds), facts(field.source, seconds), "nothing new");
    },
  );
}
