import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { excludeOf, keeperClaims } from "@rdump/core/conformance";
import { type Group, runAt } from "@rdump/core/provider";
import t from "tap";
import { bench, FILL, listing, provider, readsOneFile, sh, whyNoImage } from "./whole-bench.ts";

const skip = whyNoImage("dump", "restore", "mkfs.ext4");
const EXT4 = { format: "dump", make: "truncate --size=8M image && mkfs.ext4 -q -F image" } as const;

t.test("archives of dump pass the conformance suite of keepers", { skip }, async (t) => {
  const { group, tree, io, place } = bench(t, EXT4, FILL);
  const claims = keeperClaims({
    ...{ provider, io, group, tree, owner: "joke" },
    runs: [
      runAt("20261122T200640Z-00000001", Date.UTC(2026, 10, 22, 20, 6, 40)),
      runAt("20261123T200640Z-00000002", Date.UTC(2026, 10, 23, 20, 6, 40)),
    ],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);
  t.same(readdirSync(place).sort(), [
    "root-20261123T200640Z-00000002.dump.zst",
    "root-20261123T200640Z-00000002.rdump.json",
  ]);
});

t.test("a restore of dump is equal to the snapshot", { skip }, async (t) => {
  const on = bench(t, EXT4, FILL);
  // The files are in memory only, and the device is read.
  writeFileSync(join(on.path, "late"), "late");
  const { outcome, point } = await on.archive();
  t.match(outcome, { status: "done", moved: { files: 6 } });
  if (point === undefined) throw new Error("no point");
  const whole = await on.restore(point);
  t.match(whole.outcome, { status: "done", warnings: [] });
  t.same(listing(whole.to), listing(on.path));
  t.equal(sh("getfattr --only-values -n user.note hard", whole.to), "kept");
  t.ok(Number(sh("stat --format=%b sparse", whole.to)) < 100, "holes stay holes");

  const some = await on.restore(point, ["a/b/file"]);
  t.match(some.outcome, { status: "done", warnings: [] });
  t.same(sh("find . -printf '%P %m %U\\n'", some.to).split("\n").sort(), [
    "751 0",
    "a 711 1234",
    "a/b 755 0",
    "a/b/file 644 0",
  ]);
  t.match((await on.restore(point, ["none"])).outcome, { diagnostic: { code: "directory-path-missing" } });
  const root = await on.restore(point, [], true);
  t.equal(sh("find . -printf '%P %m\\n'", root.to).trim(), "751");

  const [file = ""] = readdirSync(on.place);
  const content = readFileSync(join(on.place, file));
  content[content.length - 20] = 255 - (content[content.length - 20] ?? 0);
  writeFileSync(join(on.place, file), content);
  t.match((await on.restore(point)).outcome, { diagnostic: { code: "directory-archive-damaged" } });
});

t.test("some paths of a large archive are restored, and its root alone", { skip }, async (t) => {
  const large = { ...EXT4, make: "truncate --size=64M image && mkfs.ext4 -q -F image" };
  const on = bench(t, large, `${FILL}\nhead -c 16M /dev/urandom > large`);
  const { point } = await on.archive();
  if (point === undefined) throw new Error("no point");
  for (const [paths, isRoot, found] of [
    [["a/b/file"], false, "a/b/file"],
    [[], true, ""],
  ] as const) {
    const restored = await on.restore(point, [...paths], isRoot);
    t.match(restored.outcome, { status: "done", warnings: [] });
    t.equal(sh("find . -type f -printf '%P\n'", restored.to).trim(), found);
  }
});

t.test("names that dump loses make the archive incomplete", { skip }, async (t) => {
  const on = bench(t, EXT4, `touch ${"n".repeat(255)} ${"m".repeat(254)}`);
  const { outcome, point } = await on.archive();
  t.match(outcome, { status: "failed", diagnostic: { code: "directory-names-lost" } });
  t.match(point, { state: "incomplete" });
});

t.test("a source that dump cannot store gets no archive", { skip }, async (t) => {
  const on = bench(t, EXT4, "true");
  t.equal((await on.observe()).obstacle, undefined);
  const source = { type: "lvm", vg: "vg", lv: "root", mount: "/proc", snapshotSize: null } as const;
  const cases: readonly Partial<Group["volume"]>[] = [
    { source },
    { source: { type: "plain", path: on.path, mustBeMounted: false } },
    { exclude: [excludeOf("/tmp")] },
    { targets: [] },
  ];
  for (const details of cases) {
    const { obstacle, gap, diagnostics } = await on.observe(details);
    t.match(obstacle, { code: "directory-format-unsuitable" });
    t.equal(gap, null, "points can be restored");
    t.match(diagnostics.at(-1), obstacle ?? {});
  }
});

t.test("one file of an archive is read without a restore", { skip }, async (t) => {
  await readsOneFile(t, bench(t, EXT4, FILL), "directory-path-missing");
});

const XFS = { format: "xfsdump", make: "truncate --size=320M image && mkfs.xfs -q image" } as const;

for (const fileSystem of [EXT4, XFS]) {
  const { format } = fileSystem;
  const why = format === "dump" ? skip : whyNoImage("xfsdump", "xfsrestore", "mkfs.xfs");
  t.test(
    `immutable files in an archive of ${format} are restored without these attributes`,
    { skip: why },
    async (t) => {
      const on = bench(
        t,
        fileSystem,
        "touch i; mkdir a a/d; touch a/d/f; chattr +i i a/d; chattr +a a; ln -s / l; mkfifo p",
      );
      t.teardown(() => spawnSync("chattr", ["-R", "-f", "-i", "-a", on.path]));
      const { point } = await on.archive();
      if (point === undefined) throw new Error("no point");
      // xfsrestore sets these attributes on XFS only.
      const below = format === "dump" ? undefined : on.path;
      for (const paths of [[], ["a/d"]]) {
        const { outcome, to } = await on.restore(point, paths, false, below);
        t.match(outcome, { status: "done" });
        t.notMatch(sh("lsattr -R .", to), /^\S*[ia]\S* /m);
        t.doesNotThrow(() => rmSync(to, { recursive: true }));
      }
    },
  );
}
