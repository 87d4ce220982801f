import t from "tap";
import { excludeWithin, leavesOut, parseExclude } from "../../../src/config/exclude/index.ts";
import type { Exclude, ExcludePart, NamePiece } from "../../../src/model/exclude.ts";

function exclude(text: string): Exclude {
  const found = parseExclude(text);
  if (typeof found === "string") throw new Error(`${text}: ${found}`);
  return found;
}

const DIRECTORIES: ExcludePart = { kind: "directories" };
const ANY: NamePiece = { kind: "any" };
const name = (...pieces: readonly (NamePiece | string)[]): ExcludePart => ({
  kind: "name",
  pieces: pieces.map((piece) => (typeof piece === "string" ? { kind: "text", text: piece } : piece)),
});
const one = (negated: boolean, ...ranges: readonly string[]): NamePiece => ({
  kind: "character",
  negated,
  ranges: ranges.map((range) => ({ from: [...range][0] ?? "", to: [...range].at(-1) ?? "" })),
});

t.test("an exclude is parsed once, into unambiguous pieces", (t) => {
  const table: readonly (readonly [text: string, parts: readonly ExcludePart[]])[] = [
    ["core", [DIRECTORIES, name("core")]],
    ["/core", [name("core")]],
    ["var/cache", [name("var"), name("cache")]],
    ["/var/cache", [name("var"), name("cache")]],
    ["*.tmp", [DIRECTORIES, name(ANY, ".tmp")]],
    ["**/*.tmp", [DIRECTORIES, name(ANY, ".tmp")]],
    ["a/**/**/b", [name("a"), DIRECTORIES, name("b")]],
    ["a/**", [name("a"), name(ANY)]],
    ["a/*", [name("a"), name(ANY)]],
    ["a?", [DIRECTORIES, name("a", one(true))]],
    ["[abc]x", [DIRECTORIES, name(one(false, "ac"), "x")]],
    ["[xb-bz]", [DIRECTORIES, name(one(false, "b", "x", "z"))]],
    ["[!a]", [DIRECTORIES, name(one(true, "a"))]],
    ["[^a]", [DIRECTORIES, name(one(true, "a"))]],
    ["[a^]", [DIRECTORIES, name(one(false, "^", "a"))]],
    ["[]a]", [DIRECTORIES, name(one(false, "]", "a"))]],
    ["[!]a]", [DIRECTORIES, name(one(true, "]", "a"))]],
    ["[a-]", [DIRECTORIES, name(one(false, "-", "a"))]],
    ["[-a]", [DIRECTORIES, name(one(false, "-", "a"))]],
    ["[a\\-z]", [DIRECTORIES, name(one(false, "-", "a", "z"))]],
    ["[+-9]", [DIRECTORIES, name(one(false, "+.", "09"))]],
    ["[!.-0]", [DIRECTORIES, name(one(true, ".", "0"))]],
    ["[aä-ö]", [DIRECTORIES, name(one(false, "a", "äö"))]],
    ["[~ä]", [DIRECTORIES, name(one(false, "~", "ä"))]],
    ["a[*]b\\?[[]\\\\", [DIRECTORIES, name("a*b?[\\")]],
    ["[😀]", [DIRECTORIES, name("😀")]],
  ];
  for (const [text, parts] of table) t.same(parseExclude(text), { text, parts }, text);
  t.end();
});

t.test("an exclude that a tool would interpret differently is refused with a correction", (t) => {
  const table: readonly (readonly [text: string, says: RegExp])[] = [
    ["", /empty/],
    ["/", /root/],
    ["//a", /extra slash/],
    ["a//b", /extra slash/],
    ["a/", /`\/a` at the volume's root, or `a` at any depth/],
    ["a/b/", /Write `\/a\/b`/],
    ["/a/", /Write `\/a`\./],
    ["**/", /slash/],
    ["./a", /`\.`/],
    ["a/..", /`\.`/],
    [".", /`\.`/],
    ["*", /everything/],
    ["**", /everything/],
    ["/*", /everything/],
    ["/**", /everything/],
    ["**/*", /everything/],
    ["**/**", /everything/],
    ["a**", /between slashes/],
    ["a/***", /between slashes/],
    ["**a/b", /between slashes/],
    ["a\nb", /control character/],
    ["a\u0085b", /control character/],
    ["[", /no closing/],
    ["[]", /no closing/],
    ["[!]", /no closing/],
    ["[^]", /no closing/],
    ["[a/b]", /no closing/],
    ["[a\\]", /no closing/],
    ["[[:alpha:]]", /Write ranges/],
    ["[a[.b]", /Write ranges/],
    ["[z-a]", /higher character first/],
    ["[a-c-e]", /`-`/],
    ["[a--]", /higher character first/],
    ["[--a]", /`-`/],
    ["[a-ä]", /two ranges/],
    ["[!ä]", /ASCII/],
    ["[a\\b]", /`\\`/],
    ["a\\b", /`\\`/],
    ["a\\", /`\\`/],
    ["[ä-ω]", /at most 64/],
    ["a/**/b/**/c/**/d/**/e/**/f/**/g/**/h", /128 rules/],
    [`${"a".repeat(256)}*`, /256 bytes/],
    ["a".repeat(3901), /3900 bytes/],
  ];
  for (const [text, says] of table) {
    const found = parseExclude(text);
    t.match(typeof found === "string" ? found : JSON.stringify(found), says, text);
  }
  t.end();
});

t.test("an exclude leaves out each match and everything below it", (t) => {
  const table: readonly (readonly [text: string, path: string, leftOut: boolean])[] = [
    ["core", "a/core/b", true],
    ["/core", "a/core", false],
    ["[^a]*", "^b", true],
    ["[^a]*", "ab", false],
    ["?", "ä", false],
    ["[ä]?", "äx", true],
    ["*.tmp", ".tmp", true],
    ["a/*/c", "a/b/c/d", true],
    ["a/*/c", "a/b/b/c", false],
    ["a/**/c", "a/c", true],
    ["a/**/c", "a/b/b/c", true],
    ["a/**/c", "x/a/c", false],
    ["a/**", "a", false],
    ["a/**", "a/b/c", true],
    [`${"*a".repeat(50)}b`, "a".repeat(200), false],
  ];
  for (const [text, path, leftOut] of table) t.equal(leavesOut(exclude(text), path), leftOut, `${text} ${path}`);
  t.end();
});

t.test("an exclude is translated for a directory of the volume", (t) => {
  const within = (text: string, directory: string) => excludeWithin(exclude(text), directory);
  t.same(within("*.tmp", "a/b"), [exclude("*.tmp")]);
  t.same(within("a/b/c", "a/b"), [{ text: "a/b/c", parts: [name("c")] }]);
  t.same(within("a/b/c", "b"), []);
  const text = "**/a/b";
  t.same(within(text, "x/a"), [exclude(text), { text, parts: [name("b")] }]);
  t.equal(within("a", "x/a"), "all");
  t.equal(within("a/*", "a"), "all", "all that is in it");
  t.equal(within("a/*", "a/b"), "all");
  t.end();
});
