import t from "tap";
import { Items, Outside, parseItem } from "../../src/answers/items.ts";

/** What is found in the lines of a listing. */
function foundIn(...lines: readonly string[]): string | null {
  const outside = new Outside();
  for (const line of lines) outside.take(parseItem(line));
  return outside.found;
}

t.test("entries of a file system are accepted, with any names", (t) => {
  t.equal(
    foundIn(
      `d'.' ''`,
      String.raw`d'd\udcff\n\'"\\x' ''`,
      String.raw`l'd/l\udcff' '/etc/?\n'`,
      `d'd/l?' ''`,
      `-'d/l?/f' ''`,
      `-"it's" ''`,
      `-'...' 'it'`,
      `l'up' '../../etc'`,
    ),
    null,
  );
  t.end();
});

t.test("entries outside of the destination are found", (t) => {
  const cases: readonly (readonly [lines: readonly string[], found: string])[] = [
    [[`-'/etc/x' ''`], "/etc/x is not below"],
    [[`-'../x' ''`], "../x is not below"],
    [[`-'a/../../x' ''`], "a/../../x is not below"],
    [[`-'a/..' ''`], "a/.. is not below"],
    [[`l'a' '/etc'`, `-'a/x' ''`], "a/x is below the symbolic link a"],
    [[`l"a'" '/etc'`, String.raw`-'a\'/"' ''`], `a'/" is below the symbolic link a'`],
    [[`-'x' '../../etc/shadow'`], "../../etc/shadow is not below"],
    [[`l'a' '/etc'`, `-'x' 'a/shadow'`], "a/shadow is below the symbolic link a"],
    [[`l'a' '/etc'`, `-'./a//./x' ''`], "./a//./x is below the symbolic link a"],
    [[`l'./d//a' '/etc'`, `-'d/a/x' ''`], "d/a/x is below the symbolic link d/a"],
    [[`l'a' '/etc'`, `-'b' './a'`, `-'b/x' ''`], "b/x is below the symbolic link b"],
    [[`l'a' '/etc'`, `-'b' 'a'`, `-'c' 'b'`, `-'c/x' ''`], "c/x is below the symbolic link c"],
    [[`-'x`], "An entry cannot be read"],
    [[""], "An entry cannot be read"],
  ];
  for (const [lines, found] of cases) t.match(foundIn(...lines), found, lines.join());
  t.end();
});

t.test("the memory for links is bounded: an archive with more is not extracted", (t) => {
  const outside = new Outside(1000);
  for (let count = 0; count < 1000 && outside.found === null; count++) outside.take(parseItem(`l'${count}' 'x'`));
  t.equal(outside.found, "rdump can check only the first 4 symbolic links");
  const deep = new Outside(1000 * 1000);
  for (let count = 0; count < 2000; count++) deep.take(parseItem(`l'${"d/".repeat(1500)}${count}' 'x'`));
  t.equal(deep.found, null, "the length of their paths does not matter");
  deep.take(parseItem(`-'${"d/".repeat(1500)}7/x' ''`));
  t.match(deep.found, /is below the symbolic link (d\/)+7$/);
  t.end();
});

t.test("items of another archive than the expected one are never taken", (t) => {
  const expected = "a".repeat(64);
  const taken: (string | undefined)[] = [];
  const items = new Items(expected, (item) => taken.push(item?.path));
  t.equal(items.isOther, null, "an empty listing says nothing");
  items.line(Buffer.from(`${expected} -'x' ''`));
  t.equal(items.isOther, false);
  items.line(Buffer.from(`${expected} what is this`));
  items.line(Buffer.from(`${"b".repeat(64)} -'y' ''`));
  t.equal(items.isOther, true);
  items.line(Buffer.from(`${expected} -'z' ''`));
  t.equal(items.isOther, true, "it stays another one");
  t.strictSame(taken, ["'x'", undefined, "'z'"]);
  t.end();
});
