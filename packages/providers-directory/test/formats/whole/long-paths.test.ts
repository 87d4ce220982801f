import t from "tap";
import { LongPaths } from "../../../src/formats/whole/long-paths.ts";

t.test("a circle of directories and unknown directories above end", async (t) => {
  const paths = new LongPaths();
  paths.add(1, 255, 2);
  paths.add(2, 255, 1);
  paths.add(3, 255, null);
  t.same(paths.end(9), { count: 0, first: [] });
});

t.test("a tree of any depth is examined in linear time, and the first directories are named", async (t) => {
  const paths = new LongPaths();
  for (let inode = 200_000; inode > 0; inode--) paths.add(inode, 1, inode + 1);
  const { count, first } = paths.end(2);
  // The path of a directory at depth N has 1 + 2 * N bytes, and a name in it two more.
  t.equal(count, 200_001 - 2047);
  t.equal(first.length, 2);
});

t.test("more directories than are kept are reported", async (t) => {
  const paths = new LongPaths(3);
  for (let inode = 1; inode < 5; inode++) paths.add(inode, 1, inode + 1);
  t.match(paths.end(9), { count: 1, first: [/not all of its directories were examined/] });
});
