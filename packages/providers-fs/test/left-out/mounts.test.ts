import { parseMountinfo } from "@rdump/core/provider";
import t from "tap";
import { copiedMounts } from "../../src/left-out/mounts.ts";

/** `DEVICE TYPE POINT` as lines of mountinfo, the first of them upon the root. */
function mounts(...lines: readonly string[]) {
  const text = lines.map((line, at) => {
    const [device, type, point] = line.split(" ");
    return `${20 + at} ${at === 0 ? 1 : 20} ${device} / ${point} rw - ${type} none rw`;
  });
  return parseMountinfo(Buffer.from(text.join("\n")));
}

t.test("mounts below a source become rules for rsync", (t) => {
  const root = [
    "8:1 ext4 /",
    "8:2 ext4 /s/disk",
    "8:1 ext4 /s/b*\\134d",
    "0:9 fuse.x /s/fuse",
    "0:8 tmpfs /s/tmp",
    "8:1 ext4 /x",
  ];
  const found = copiedMounts(mounts(...root), "/s", "/m", ["- /tmp"]);
  t.same(found, {
    rules: ["H /b\\*\\\\d/*", "P /b\\*\\\\d/*", "H /fuse", "P /fuse"],
    points: ["b*\\d", "disk", "fuse"],
  });
  const table: readonly (readonly [rule: string, points: number])[] = [
    ["- /a", 0],
    ["- /a/b", 0],
    ["- /a/b/c", 1],
    ["- b", 0],
    ["- /b", 1],
    ["- ab", 1],
  ];
  const deep = mounts("8:1 ext4 /", "8:2 ext4 /s/a/b");
  for (const [rule, points] of table) t.equal(copiedMounts(deep, "/s", "/m", [rule]).points.length, points, rule);
  t.end();
});

t.test("the .zfs directory at the root of a dataset is not part of its files", (t) => {
  const pool = mounts("8:1 ext4 /", "0:50 zfs /tank/home", "0:51 zfs /vault/home");
  t.same(copiedMounts(pool, "/tank/home", "/vault/home", []).rules, ["H /.zfs", "P /.zfs"]);
  t.same(copiedMounts(pool, "/tank/home/below", "/srv", []).rules, []);
  t.end();
});
