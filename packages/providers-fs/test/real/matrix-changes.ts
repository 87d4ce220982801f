import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
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

type At = (name: string) => string;
type Change = readonly [what: string, before: (at: At) => void, after: (at: At) => void];

const TIME = 1_700_000_000;
const put = (file: string, content = "aaaa", time = TIME) => {
  writeFileSync(file, content);
  utimesSync(file, time, time);
};
const run = (program: string, ...words: string[]) => execFileSync(program, words);
/** What the file system of the source may not have. */
const tried = (program: string, ...words: string[]) => void spawnSync(program, words);
const none = () => {};
/** Its arguments are evaluated in their order. */
const inTurn = (..._steps: readonly unknown[]) => {};

/** Excluded from the second run on. */
export const EXCLUDED = ".excluded";
/** The directory that a file system is mounted over. */
export const HIDDEN = "hidden";
export const CHANGES: readonly Change[] = [
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
  [
    "a link with two names becomes two links",
    (at) => inTurn(symlinkSync("aaaa", at("x")), linkSync(at("x"), at("y"))),
    (at) => inTurn(rmSync(at("y")), symlinkSync("aaaa", at("y")), run("chown", "-h", "1234:5678", at("y"))),
  ],
  [
    "a FIFO with two names becomes two FIFOs",
    (at) => inTurn(run("mkfifo", at("x")), linkSync(at("x"), at("y"))),
    (at) => inTurn(rmSync(at("x")), run("mkfifo", "-m", "600", at("x"))),
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
  // Node takes a negative time for the present.
  ["a time before 1970", (at) => put(at("x")), (at) => run("touch", "--date=@-1000.5", at("x"))],
  [
    "content with a time before 1970 that is set again",
    (at) => inTurn(put(at("x")), run("touch", "--date=@-1000.5", at("x"))),
    (at) => inTurn(put(at("x"), "bbbb"), run("touch", "--date=@-1000.5", at("x"))),
  ],
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
  ["an ACL", (at) => put(at("x")), (at) => tried("setfacl", "-m", "u:33:r", at("x"))],
  [
    "an ACL that is removed",
    (at) => inTurn(put(at("x")), tried("setfacl", "-m", "u:33:r", at("x"))),
    (at) => tried("setfacl", "-b", at("x")),
  ],
  ["a default ACL", (at) => mkdirSync(at("x")), (at) => tried("setfacl", "-d", "-m", "u:33:rx", at("x"))],
  [
    "an extended attribute",
    (at) => put(at("x")),
    (at) => tried("setfattr", "-n", "user.colour", "-v", "blue", at("x")),
  ],
  [
    "an extended attribute that is removed",
    (at) => inTurn(put(at("x")), tried("setfattr", "-n", "user.colour", "-v", "blue", at("x"))),
    (at) => tried("setfattr", "-x", "user.colour", at("x")),
  ],
  [
    // A tree that `rsync --fake-super` wrote has the owners and modes of its files in this attribute.
    "an extended attribute of rsync itself",
    (at) => put(at("x")),
    (at) => tried("setfattr", "-n", "user.rsync.%stat", "-v", "100644 0,0 1:2", at("x")),
  ],
  ["a file capability", (at) => put(at("x")), (at) => tried("setcap", "cap_net_raw+ep", at("x"))],
  [
    "a mount that hides files",
    (at) => inTurn(mkdirSync(at(HIDDEN)), put(at(`${HIDDEN}/kept`))),
    (at) => run("mount", "-t", "tmpfs", "rdump-test", at(HIDDEN)),
  ],
  ["an exclude", (at) => inTurn(put(at(`x${EXCLUDED}`)), put(at("y"))), none],
];

/** Each change has a directory of its own in the source. */
const within = (source: string, number: number) => (entry: string) => join(source, String(number), entry);

/** The entries before all changes. */
export function makeAll(source: string): void {
  for (const [number, [, before]] of CHANGES.entries()) {
    const at = within(source, number);
    mkdirSync(at(""));
    before(at);
  }
}

export function changeAll(source: string): void {
  for (const [number, [, , after]] of CHANGES.entries()) after(within(source, number));
}

/** The directory that the changes mount a file system over, in the source or in a mirror. It has the file `kept`. */
export function hiddenIn(tree: string): string {
  return within(
    tree,
    CHANGES.findIndex(([what]) => what === "a mount that hides files"),
  )(HIDDEN);
}
