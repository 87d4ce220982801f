import t from "tap";
import { Duplicates, SameBytes } from "../../src/answers/items.ts";

/** What is found in a list of entries. */
function foundIn(...entries: readonly (readonly [path: string, type: string])[]): string | null {
  const duplicates = new Duplicates();
  duplicates.take(Buffer.from('{"struct_type":"snapshot","paths":["/x"]}'));
  for (const [path, type] of entries) duplicates.take(Buffer.from(JSON.stringify({ path, type })));
  return duplicates.found;
}

t.test("a link and another entry with one path are found in any order", (t) => {
  t.equal(foundIn(["/a", "dir"], ["/a/x", "symlink"], ["/b", "dir"], ["/b/x", "file"], ["/x", "symlink"]), null);
  t.equal(foundIn(["/a", "dir"], ["/a", "dir"]), null, "without a link, restic writes only below the destination");
  t.match(foundIn(["/x", "symlink"], ["/x", "file"]), "/x is a symbolic link and another entry");
  t.match(foundIn(["/x", "file"], ["/x", "symlink"]), "/x is a symbolic link and another entry");
  t.match(foundIn(["/x", "dir"], ["/x/y", "file"], ["/x", "symlink"]), "/x is a symbolic link");
  t.match(foundIn(["/x", "symlink"], ["/y", "file"], ["/x", "dir"]), "/x is a symbolic link");
  t.end();
});

t.test("an unreadable list is refused, and the memory for links is bounded", (t) => {
  for (const line of ["", "x", "null", '{"path":"/x"}', '{"type":"file"}']) {
    const duplicates = new Duplicates();
    duplicates.take(Buffer.from(line));
    t.equal(duplicates.found, "An entry cannot be read", line);
  }
  const bounded = new Duplicates(1000);
  for (let count = 0; count < 1000; count++) bounded.take(Buffer.from(`{"path":"/${count}","type":"symlink"}`));
  t.match(bounded.found, "rdump can check only the first 16 symbolic links");
  t.end();
});

t.test("the length of paths does not matter for the number of links", (t) => {
  const duplicates = new Duplicates(1000);
  const path = (count: number) => `/${"d/".repeat(2000)}${count}`;
  for (let count = 0; count < 9; count++)
    duplicates.take(Buffer.from(JSON.stringify({ path: path(count), type: "symlink" })));
  t.equal(duplicates.found, null);
  duplicates.take(Buffer.from(JSON.stringify({ path: path(0), type: "file" })));
  t.match(duplicates.found, "/0 is a symbolic link and another entry");
  t.end();
});

t.test("names that are not UTF-8 are compared by their bytes", (t) => {
  const alike = (...names: readonly string[]) => {
    const duplicates = new Duplicates();
    for (const [index, path] of names.entries())
      duplicates.take(Buffer.from(JSON.stringify({ path, type: index === 0 ? "symlink" : "file" })));
    return duplicates;
  };
  t.match(alike("/caf\uFFFD", "/caf\uFFFD"), { found: null, alike: new Set(["/caf\uFFFD"]) });
  t.match(alike("/\n\uFFFD", "/\n\uFFFD").found, "is a symbolic link and another entry", "a line is not the path");
  const compared = (...lines: readonly string[]) => {
    const names = new SameBytes(["/caf\uFFFD"]);
    for (const line of lines) names.take(Buffer.from(line, "latin1"));
    return names.found;
  };
  t.equal(compared("snapshot x of [/x]:", "/caf\xe8", "/caf\xe9", "/else"), null);
  t.equal(compared("/caf\xe8", "/caf\xe9", "/caf\xe8"), "/caf\uFFFD is a symbolic link and another entry");
  t.match(compared("/caf\xe8"), "can be a symbolic link", "a list of another form proves nothing");
  t.equal(new SameBytes([]).found, null);
  t.end();
});
