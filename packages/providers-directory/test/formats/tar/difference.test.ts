import t from "tap";
import { DifferenceCheck } from "../../../src/formats/tar/difference.ts";

interface Entry {
  readonly name: string;
  readonly type: string;
  readonly link?: string;
  readonly content?: Buffer;
}

function entry({ name, type, link = "", content = Buffer.alloc(0) }: Entry): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  for (const [at, text] of [
    [0, name],
    [100, octal(0o644, 7)],
    [124, octal(content.length, 11)],
    [148, " ".repeat(8)],
    [156, type],
    [157, link],
    [257, "ustar\x0000"],
  ] as const)
    header.write(text, at, "latin1");
  header.write(
    `${octal(
      [...header].reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
    "latin1",
  );
  return Buffer.concat([header, content, Buffer.alloc(-content.length & 511)]);
}

function extended(records: { readonly [key: string]: string }): Buffer {
  const lines = Object.entries(records).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    const length = [2, 3, 4].find((digits) => String(rest.length + digits).length === digits) ?? 0;
    return `${rest.length + length}${rest}`;
  });
  return entry({ name: "./PaxHeaders/x", type: "x", content: Buffer.from(lines.join(""), "latin1") });
}

function directory(name: string, ...names: readonly string[]): Buffer {
  const records = names.map((each) => `${each}\0`).join("");
  return Buffer.concat([extended({ "GNU.dumpdir": `${records}\0` }), entry({ name, type: "5" })]);
}

const file = (name: string) => entry({ name, type: "0", content: Buffer.from("content") });
const END = Buffer.alloc(1024);

/** In pieces that end anywhere. */
function checked(parts: readonly Buffer[], isRoot = true): string | null {
  const whole = Buffer.concat(parts);
  const answers = [100, 300, 512, whole.length].map((size) => {
    const check = new DifferenceCheck(isRoot);
    for (let at = 0; at < whole.length; at += size) check.push(whole.subarray(at, at + size));
    return check.end();
  });
  t.equal(new Set(answers).size, 1);
  return answers[0] ?? null;
}

t.test("what tar writes for rdump is accepted", (t) => {
  const tree = [
    directory("./", "Da", "Yf", "Nold", "YR\nR x"),
    directory("./a/", "Db", "Yg"),
    directory("./a/b/", "Yh"),
  ];
  const long = `./a/b/${"n".repeat(200)}`;
  const sparse = { "GNU.sparse.major": "1", "GNU.sparse.name": "./a/s", "SCHILY.xattr.user.a": "x\n\0=y" };
  const files = [
    ...[file("./f"), file("./a/g"), file("./a/b/h"), entry({ name: "./a/l", type: "2", link: "/etc" })],
    ...[entry({ name: "./a/i", type: "1", link: "./a/b/h" }), entry({ name: "./p", type: "6" })],
    ...[extended({ path: long }), file(long.slice(0, 99)), extended(sparse), file("./a/GNUSparseFile.1/s")],
  ];
  t.equal(checked([...tree, ...files, END, END]), null);
  const race = [directory("./", "Da", "Yf"), directory("./f/"), file("./a/g"), END];
  t.equal(checked(race), null, "a directory that did not exist for a moment, and a file that became one");
  t.end();
});

t.test("an archive that tar could extract to another place is refused", (t) => {
  const root = directory("./", "Da", "Nlink");
  const a = directory("./a/", "Db");
  const rows: readonly (readonly [string, readonly Buffer[], RegExp])[] = [
    ["a file below a link of the archive before", [root, file("./link/file")], /a directory that the archive does not/],
    ["a directory below it", [root, directory("./link/d/")], /a directory that the archive does not have/],
    ["a link to a file below it", [root, entry({ name: "./h", type: "1", link: "./link/passwd" })], /a link to/],
    [
      "a link that replaces a directory",
      [root, a, entry({ name: "./a", type: "2", link: "link" }), file("./a/f")],
      /does not/,
    ],
    [
      "and a directory below",
      [root, a, entry({ name: "./a", type: "2", link: "link" }), file("./a/b/f")],
      /does not have/,
    ],
    ["a rename", [directory("./", "Da", "R./link/x", "T./y")], /has the record R/],
    ["a temporary directory", [directory("./", "X/etc/cron.d")], /has the record X/],
    ["names of a file", [root, extended({ "GNU.dumpdir": "R./a\0T./b\0\0" }), file("./f")], /is no directory/],
    ["another name", [root, extended({ path: "./link/f" }), file("./f")], /a directory that the archive does not have/],
    ["two names", [root, extended({ path: "./f", "GNU.sparse.name": "./link/f" }), file("./f")], /does not have/],
    ["above the destination", [root, file("./../f")], /has the name/],
    ["an absolute name", [root, file("/etc/f")], /has the name/],
    ["a file whose name is that of a directory", [root, file("./link/")], /has the name/],
    [
      "a long name of GNU",
      [root, entry({ name: "././@LongLink", type: "L", content: Buffer.from("./link/f") })],
      /header/,
    ],
    ["names of GNU", [root, entry({ name: "./a/", type: "D", content: Buffer.from("R./a\0T./b\0") })], /header/],
    ["global records", [entry({ name: "g", type: "g", content: Buffer.from("16 path=./link/\n") }), root], /header/],
    ["two headers", [root, extended({ path: "./f" }), extended({ path: "./g" }), file("./f")], /header is not valid/],
    ["content of a link", [root, entry({ name: "./l", type: "2", content: file("./link/f") })], /header is not valid/],
    ["a false sum", [root, Buffer.from(file("./f").map((byte, index) => (index === 2 ? 120 : byte)))], /header/],
    ["entries after the end", [root, END, file("./link/f")], /data after its end/],
  ];
  for (const [what, parts, why] of rows) t.match(checked([...parts, END]), why, what);
  t.equal(checked([root, file("./f")]), "it has no end");
  t.match(checked([root, file("./a/f"), END], false), /does not have/, "tar may not list the directory above");
  t.end();
});
