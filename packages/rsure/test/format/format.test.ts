import fc from "fast-check";
import t from "tap";
import { compareNames, escapeName, unescapeName } from "../../src/format/escape.ts";
import {
  addRevision,
  findRevision,
  formatHeader,
  latestRevision,
  parseHeader,
  priorRevision,
} from "../../src/format/header.ts";
import { formatInstant, parseInstant } from "../../src/format/instant.ts";
import { attributeWords, formatNode, parseLine } from "../../src/format/line.ts";

const names = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("latin1"));

t.test("names are escaped as the original does", async (t) => {
  t.equal(escapeName("sp ace"), "sp=20ace");
  t.equal(escapeName("a=b[c]"), "a=3db=5bc=5d");
  t.equal(escapeName("\xff\n~!\\\"'"), "=ff=0a~!\\\"'");
  t.throws(() => unescapeName("a=b"), { code: "corrupt" });
  t.throws(() => unescapeName("a=zz"), { code: "corrupt" });
  t.test("unescaping returns every name; escaped names are printable ASCII without brackets", async () => {
    fc.assert(
      fc.property(names, (name) => {
        const escaped = escapeName(name);
        return unescapeName(escaped) === name && /^[!-~]*$/.test(escaped) && !/[[\]]/.test(escaped);
      }),
    );
  });
  t.test("names are ordered by their bytes, not by the escaped text", async (t) => {
    t.ok(compareNames("a=20b", "a.b") < 0, "a space sorts before a dot");
    t.ok("a=20b" > "a.b", "though its escape does not");
    fc.assert(
      fc.property(names, names, (a, b) => {
        const expected = Buffer.compare(Buffer.from(a, "latin1"), Buffer.from(b, "latin1"));
        return Math.sign(compareNames(escapeName(a), escapeName(b))) === expected;
      }),
    );
  });
});

t.test("lines of entries are formatted and parsed", async (t) => {
  const line = "fplain.txt [ctime 1795374274 gid 0 kind file mtime -2 perm 420 uid 0 ]";
  const node = parseLine(line);
  t.match(node, { type: "file", name: "plain.txt", attributes: { mtime: "-2", kind: "file" } });
  t.equal(formatNode(node), line);
  for (const same of ["-", "u", "d__root__ [gid 0 kind dir perm 493 uid 0 ]", "fx []"]) {
    t.equal(formatNode(parseLine(same)), same);
  }
  t.same(attributeWords("fx [uid 0 zz 9 ]"), ["uid", "0", "zz", "9"], "unknown attributes are read");
  for (const bad of [
    "",
    "x",
    "--",
    "uu",
    "d",
    "f [uid 0 ]",
    "fx",
    "fx [uid 0]",
    "fx [uid ]",
    "fx [uid  0 ]",
    "fx uid 0 ]",
  ]) {
    t.throws(() => parseLine(bad), { code: "corrupt" }, JSON.stringify(bad));
  }
  t.equal(Object.getPrototypeOf(node.type === "file" ? node.attributes : {}), null, "a key may be __proto__");
});

t.test("a header is formatted and parsed", async (t) => {
  const text =
    '\x01t{"version":1,"deltas":[{"name":"first","number":1,"tags":{"dir":"/a"},"time":"2026-11-22T19:15:27.614339592Z","new":[1]}],"more":{"x":null}}';
  const header = parseHeader(text);
  t.equal(formatHeader(header), text, "what is not known is kept");
  const second = {
    name: "second",
    number: 2,
    tags: { note: 'free "q" \x1b', "10": "b", "9": "a" },
    time: "2026-11-22T20:00:00Z",
  };
  const both = addRevision(header, second);
  t.equal(
    formatHeader(both).slice(text.indexOf(',"more"') + 1),
    '{"name":"second","number":2,"tags":{"10":"b","9":"a","note":"free \\"q\\" \\u001b"},"time":"2026-11-22T20:00:00Z"}],"more":{"x":null}}'
      .slice(1)
      .replace(/^/, ""),
    "tags are sorted by their bytes",
  );
  t.equal(latestRevision(both).name, "second");
  t.equal(priorRevision(both, second)?.number, 1);
  t.equal(priorRevision(both, latestRevision(header)), undefined);
  t.equal(findRevision(both, "1").name, "first");
  t.equal(findRevision(both, "second").number, 2);
  t.throws(() => findRevision(both, "third"), { code: "missing" });
  const bad = [
    "",
    "t{}",
    "\x01t{",
    "\x01t[]",
    '\x01t{"version":1}',
    '\x01t{"version":1,"deltas":[1]}',
    '\x01t{"version":1,"deltas":[{"name":"a","number":0,"tags":{},"time":"2026-11-22T20:00:00Z"}]}',
    '\x01t{"version":1,"deltas":[{"name":"a","number":1,"tags":{"x":1},"time":"2026-11-22T20:00:00Z"}]}',
    '\x01t{"version":1,"deltas":[{"name":"a","number":1,"tags":{},"time":"soon"}]}',
  ];
  for (const line of bad) t.throws(() => parseHeader(line), { code: "corrupt" }, line);
  t.throws(() => parseHeader('\x01t{"version":2,"deltas":[]}'), { code: "unsupported" });
});

t.test("instants are formatted and parsed", async (t) => {
  t.equal(parseInstant("2026-11-22T19:15:28.999999999Z"), 1795374928, "rounded down");
  t.equal(parseInstant("2026-11-22T20:15:28+01:00"), 1795374928);
  t.equal(parseInstant("1969-12-31T23:59:58.5Z"), -2);
  t.equal(parseInstant("1795374928"), 1795374928);
  t.equal(parseInstant("@1795374928"), 1795374928);
  t.equal(formatInstant(1795374928), "2026-11-22T19:15:28Z");
  for (const bad of ["", "yesterday", "2026-11-22", "2026-11-22T19:15:28", "2026-13-40T00:00:00Z"]) {
    t.throws(() => parseInstant(bad), { code: "usage" }, JSON.stringify(bad));
  }
});
