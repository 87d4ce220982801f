import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import t from "tap";
import { quotedPath } from "../../src/command/quote.ts";
import { compareText } from "../../src/compare/compare.ts";
import { VERSION } from "../../src/version.ts";
import { linesOf, plant, rsure, sandbox } from "../sandbox.ts";

const golden = join(import.meta.dirname, "../../../../fixtures/rsure-golden");
const textOf = (name: string): string => readFileSync(join(golden, name), "utf8");
process.env.TZ = "UTC";

/** The files as they were when the original printed its lines: the surefile beside the tree, seen from within. */
function standing(t: Parameters<typeof sandbox>[0]): void {
  const { top, tree } = sandbox(t);
  copyFileSync(join(golden, "rev2.dat.gz"), join(top, "2sure.dat.gz"));
  const before = process.cwd();
  process.chdir(tree);
  t.teardown(() => process.chdir(before));
}

t.test("signoff, list and show print the same lines as the original", async (t) => {
  standing(t);
  const signoff = await rsure("-f", "../2sure.dat.gz", "signoff");
  t.equal(signoff.out, textOf("2-signoff.out"));
  t.equal(signoff.status, 1);
  t.equal(signoff.err, "");
  t.equal((await rsure("-f", "../2sure.dat.gz", "list")).out, textOf("2-list.out"));
  t.equal((await rsure("-f", "../2sure.dat.gz", "show")).out, textOf("rev2-delta2.txt"));
  t.equal((await rsure("-f", "../2sure.dat.gz", "-v", "first", "show")).out, textOf("rev2-delta1.txt"));
});

t.test("a comparison with changed content gives the original's check lines", async (t) => {
  async function* once(text: string): AsyncGenerator<string, void> {
    yield text;
  }
  // The second golden revision took stale hashes over; a check sees the content as it is.
  const fresh = textOf("rev2-delta2.txt").replace(/^(f(?:f\d\d|plain\.txt) .*size (?:[459]|9) )/gm, (line) =>
    line.replace(/sha1 ./, "sha1 X"),
  );
  const reported: string[] = [];
  for await (const difference of compareText(once(textOf("rev2-delta1.txt")), once(fresh))) {
    const path = `"./${difference.path}"`;
    if (difference.type === "changed") reported.push(`  [${difference.attributes.join(",").padEnd(20)}] ${path}`);
    else reported.push(`${difference.type === "added" ? "+" : "-"} ${difference.kind.padEnd(22)} ${path}`);
  }
  t.equal(["Check ../2sure.dat.gz", ...reported, ""].join("\n"), textOf("1-check.out"));
});

t.test("plain and zstd surefiles are read too", async (t) => {
  const { top } = sandbox(t);
  const { gunzipSync } = await import("node:zlib");
  const { spawnSync } = await import("node:child_process");
  const plain = gunzipSync(readFileSync(join(golden, "rev2.dat.gz")));
  writeFileSync(join(top, "a.dat"), plain);
  t.equal((await rsure("-f", join(top, "a.dat"), "show")).out, textOf("rev2-delta2.txt"));
  t.equal((await rsure("-f", join(top, "a"), "show")).out, textOf("rev2-delta2.txt"), "the suffix may be left out");
  const packed = spawnSync("zstd", ["--quiet", "--stdout"], { input: plain });
  if (packed.error) return t.pass("zstd is not installed: .dat.zstd was not read", { skip: true });
  writeFileSync(join(top, "a.dat.zstd"), packed.stdout);
  t.equal((await rsure("-f", join(top, "a.dat.zstd"), "show")).out, textOf("rev2-delta2.txt"));
  const tree = join(top, "zt");
  mkdirSync(tree);
  t.equal((await rsure("-f", join(top, "b.dat.zstd"), "-d", tree, "scan")).status, 0);
  t.equal((await rsure("-f", join(top, "b.dat.zstd"), "-d", tree, "update")).status, 0);
  t.same(linesOf(await rsure("-f", join(top, "b.dat.zstd"), "-d", tree, "check")), []);
  writeFileSync(join(top, "b.dat.zstd"), packed.stdout.subarray(0, -20));
  t.equal((await rsure("-f", join(top, "b.dat.zstd"), "show")).status, 2, "a truncated one is refused");
});

t.test("unknown attributes of later programs are ignored", async (t) => {
  const { top } = sandbox(t);
  const line = (extra: string): string =>
    `fa [aaa 1 ctime 5 gid 0 ino 1 kind file mtime 5 perm 420 sha1 ab${extra} size 1 uid 0 xattrs 77 zz 9 ]`;
  const text = (extra: string): string =>
    `asure-2.0\n-----\nd__root__ [gid 0 kind dir new 1 perm 493 uid 0 ]\n-\n${line(extra)}\nu\n`;
  const header = (number: number): string =>
    `{"name":"n${number}","number":${number},"tags":{},"time":"2026-11-22T19:15:27Z"}`;
  const body = `\x01I 1\n${text("")}\x01E 1\n`.replace(
    `${line("")}\n`,
    `\x01D 2\n${line("")}\n\x01E 2\n\x01I 2\n${line(" sha256 cd")}\n\x01E 2\n`,
  );
  writeFileSync(
    join(top, "2sure.dat.gz"),
    gzipSync(`\x01t{"version":1,"deltas":[${header(1)},${header(2)}]}\n${body}`),
  );
  const signoff = await rsure("-f", join(top, "2sure.dat.gz"), "signoff");
  t.same(linesOf(signoff), []);
  t.equal(signoff.status, 0);
});

t.test(
  "a directory, .weave, --version REV and several attributes have the same meaning as in the original",
  async (t) => {
    const { top, tree } = sandbox(t);
    plant(tree, { a: "1" });
    utimesSync(join(tree, "a"), 1, 1);
    t.equal((await rsure("-f", tree, "-d", tree, "scan")).status, 0);
    t.ok(existsSync(join(tree, "2sure.dat.gz")), "-f DIRECTORY is the default file in it");
    t.equal((await rsure("-f", join(top, "x.weave"), "-d", tree, "scan")).status, 0);
    t.equal((await rsure("-f", join(top, "x.weave.gz"), "-d", tree, "scan")).status, 0);
    t.same(readdirSync(top).sort(), ["t", "x.dat", "x.dat.gz"]);

    plant(tree, { a: "22" });
    utimesSync(join(tree, "a"), 1, 1);
    chmodSync(join(tree, "a"), 0o600);
    t.equal((await rsure("-f", tree, "-d", tree, "scan")).status, 0);
    const first = await rsure("-f", tree, "-d", tree, "--version", "1", "check");
    t.match(
      first,
      { status: 1, out: `Check ${tree}\n  [perm,sha1,size      ] "${tree}/a"\n` },
      "revision 1 is checked",
    );
    t.equal((await rsure("-f", tree, "-d", tree, "check", "--version=2")).status, 0);
    t.match((await rsure("-f", tree, "-d", tree, "-v", "1", "check", "-i", "perm", "sha1", "size")).status, 0);
    t.match((await rsure("-f", tree, "-d", tree, "-v", "1", "-i", "perm", "sha1", "size", "check")).status, 0);
    t.match((await rsure("-f", tree, "-d", tree, "-v", "1", "-i", "perm", "sha1", "check")).status, 1);
    t.equal((await rsure("-f", join(top, "n.dat"), "-d", tree, "--tag", "a=1", "name=two", "scan")).status, 0);
    t.match((await rsure("-f", join(top, "n.dat"), "list")).out, / \| two\n$/);
  },
);

t.test("a directory's name is printed as the original prints it", (t) => {
  const bytes = (text: string) => Buffer.from(text).toString("latin1");
  // The right side is what Rust's `{:?}` prints of the path, recorded with rustc 1.95.
  const printed: readonly (readonly [string, string])[] = [
    [
      bytes("a\x01\x07\b\t\n\v\f\r\x1b\x1f'\"\\\x7fz"),
      String.raw`a\u{1}\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{1f}'\"\\\u{7f}z`,
    ],
    [
      bytes("\u0080\u00a0\u00adé\u0301x\u200b\u202e\u2028\ufeff"),
      String.raw`\u{80}\u{a0}\u{ad}é\u{301}x\u{200b}\u{202e}\u{2028}\u{feff}`,
    ],
    [bytes("\ue000😀\u{10ffff}\u3000 "), String.raw`\u{e000}😀\u{10ffff}\u{3000} `],
    ["x\xff\xfe\xc3y", String.raw`x\xFF\xFE\xC3y`],
  ];
  for (const [directory, text] of printed) {
    t.equal(quotedPath(directory, ""), `"${text}"`);
    t.equal(quotedPath(directory, "a=20b"), `"${text}/a=20b"`);
  }
  t.end();
});

t.test("help, version and usage errors", async (t) => {
  t.match(await rsure("--help"), { status: 0, err: "" });
  t.match(await rsure("--version"), { status: 0, out: `rsure ${VERSION}\n` });
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  t.equal(VERSION, manifest.version);
  for (const argv of [
    [],
    ["fly"],
    ["scan", "now"],
    ["--nonsense", "scan"],
    ["scan", "-f"],
    ["--tag", "novalue", "scan"],
    ["--tag", "as-of=1", "scan"],
    ["--hash", "md5", "scan"],
    ["--as-of", "soon", "scan"],
    ["--threads", "0", "scan"],
    ["--progress", "loud", "scan"],
    ["-f", "2sure.bak.gz", "scan"],
  ]) {
    const run = await rsure(...argv);
    t.equal(run.status, 2, JSON.stringify(argv));
    t.match(run.err, /^rsure: /);
    t.equal(run.out, "");
  }
  t.equal((await rsure("--compat-exit", "fly")).status, 1);
});
