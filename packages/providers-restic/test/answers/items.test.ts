import t from "tap";
import { Duplicates } from "../../src/answers/items.ts";

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
