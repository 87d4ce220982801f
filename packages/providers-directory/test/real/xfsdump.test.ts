import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { bench, FILL, listing, readsOneFile, sh, whyNoImage } from "./whole-bench.ts";

const skip = whyNoImage("xfsdump", "xfsrestore", "mkfs.xfs");
const XFS = { format: "xfsdump", make: "truncate --size=320M image && mkfs.xfs -q -f image" } as const;

t.test("a restore of xfsdump is equal to the snapshot", { skip }, async (t) => {
  const inventory = () => sh("find /var/lib/xfsdump -type f -exec sha256sum {} + 2>/dev/null || true");
  const before = inventory();
  const on = bench(t, XFS, `${FILL}\ntouch ${"n".repeat(255)}`);
  t.equal((await on.observe()).obstacle, undefined);
  const { outcome, point } = await on.archive();
  t.match(outcome, { status: "done", moved: { files: 6 } });
  if (point === undefined) throw new Error("no point");
  t.match(readdirSync(on.place).sort()[1], /\.xfsdump\.zst$/);
  const manifest = JSON.parse(readFileSync(join(on.place, readdirSync(on.place).sort()[0] ?? ""), "utf8"));
  t.match(manifest, { format: "xfsdump", level: 0, base: null });

  const whole = await on.restore(point);
  t.match(whole.outcome, { status: "done", warnings: [] });
  t.same(restorable(whole.to), restorable(on.path));
  t.match((await on.restore(point, ["a/b/file"])).outcome, { status: "done", warnings: [] });
  t.match((await on.restore(point, ["none"])).outcome, { diagnostic: { code: "directory-path-missing" } });
  t.equal((await on.restore(point, [], true)).outcome, null, "xfsrestore leaves the root as it is");
  t.equal(inventory(), before, "the inventory of the system is not changed");
});

t.test("one file of an archive is read without a restore", { skip }, async (t) => {
  await readsOneFile(t, bench(t, XFS, FILL), "directory-tar-failed");
});

/** xfsrestore leaves the root as it is, and sets no times of links. */
function restorable(directory: string): readonly string[] {
  return listing(directory)
    .filter((line) => !line.startsWith("d "))
    .map((line) => line.replace(/^(link l .*) \d+ (\/etc\|)$/, "$1 $2"));
}
