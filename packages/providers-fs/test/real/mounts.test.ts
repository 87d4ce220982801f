import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { asRoot, codeOf, Field } from "./field.ts";

const mount = (...args: string[]) => execFileSync("mount", args, { stdio: "pipe" });

/** Whether this process may mount: root in a container often may not. */
function whyNot(): string | false {
  if (!asRoot) return "mounting needs the rights of root";
  const tried = spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]);
  return tried.status === 0 ? false : "this machine does not let its root mount";
}
const skip = whyNot();

function mounted(t: import("tap").Test, path: string, ...how: string[]): void {
  mkdirSync(path, { recursive: true });
  mount(...how, path);
  t.teardown(() => spawnSync("umount", ["--lazy", path]));
}

const TMPFS = ["-t", "tmpfs", "-o", "size=4m,mode=0755", "rdump-test"] as const;

t.test("a source with a declared mount must be mounted", { skip }, async (t) => {
  const field = new Field(t, { source: "mnt/a disk\nof mine" });
  t.equal((await field.apply({ mustBeMounted: true })).gap?.code, "fs-source-not-mounted");
  mounted(t, field.source, ...TMPFS);
  writeFileSync(join(field.source, "file"), "1");
  t.equal(codeOf(await field.apply({ mustBeMounted: true })), null);
  t.same(
    (await field.discover({ mustBeMounted: true })).sources[0]?.facts,
    (await field.discover({ mustBeMounted: true })).sources[0]?.facts,
  );

  const unmount = () => execFileSync("umount", [field.source]);
  t.equal(codeOf(await field.apply({ mustBeMounted: true }, { planned: unmount })), "fs-source-not-mounted");
  t.same(readdirSync(field.mirror).sort(), [".rdump.json", "file"], "the mirror is whole");
  t.equal(field.mark().complete, true);
  t.equal((await field.apply({ mustBeMounted: true })).gap?.code, "fs-source-not-mounted");
});

t.test("a file system that is mounted over the source, before or during the copy, is detected", { skip }, async (t) => {
  const field = new Field(t);
  mounted(t, field.source, ...TMPFS);
  writeFileSync(join(field.source, "file"), "1");
  t.equal(codeOf(await field.apply()), null);
  const cover = () => mounted(t, field.source, ...TMPFS);
  t.equal(codeOf(await field.apply({}, { planned: cover })), "fs-source-changed");
  t.equal(field.mark().complete, true);
  writeFileSync(join(field.source, "file"), "2");
  const coverLate = (step: { do: string }) => step.do === "run" && cover();
  t.equal(codeOf(await field.apply({}, { beforeStep: coverLate })), "fs-source-changed");
  t.equal(field.mark().complete, false);
});

t.test("a copy deletes nothing of a directory that is bind-mounted below the mirror", { skip }, async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "1");
  mkdirSync(join(field.source, "both/deep"), { recursive: true });
  // The deletions would be too few for the limit of losses.
  for (let number = 0; number < 20; number++) writeFileSync(join(field.source, `more${number}`), "1");
  t.equal(codeOf(await field.apply()), null);
  const elsewhere = join(field.root, "elsewhere");
  mkdirSync(join(elsewhere, "deep"), { recursive: true });
  for (const name of ["kept", "deep/kept"]) writeFileSync(join(elsewhere, name), "somebody's");
  for (const name of ["both", "only here"]) mounted(t, join(field.mirror, name), "--bind", elsewhere);
  writeFileSync(join(field.source, "file"), "22");
  await field.apply();
  t.same(readdirSync(elsewhere).sort(), ["deep", "kept"]);
  t.same(readdirSync(join(elsewhere, "deep")), ["kept"]);
});

t.test("a directory that is bind-mounted on itself is a mount point, and its sibling is not", { skip }, async (t) => {
  const field = new Field(t);
  t.equal((await field.discover({ mustBeMounted: true })).sources[0]?.gap?.code, "fs-source-not-mounted");
  mounted(t, field.source, "--bind", field.source);
  t.equal((await field.discover({ mustBeMounted: true })).sources[0]?.gap, null);
  t.equal((await field.discover({ mount: field.mirror })).groups[0]?.gap?.code, "fs-mirror-not-mounted");
});

t.test("a mirror's disk must be mounted", { skip }, async (t) => {
  const field = new Field(t, { mirror: "usb/home" });
  const usb = join(field.root, "usb");
  writeFileSync(join(field.source, "file"), "1");
  const refused = await field.apply({ mount: usb });
  t.equal(refused.gap?.code, "fs-mirror-not-mounted");
  t.same(readdirSync(field.mirror), [], "nothing was written below the mount point");
  mounted(t, usb, ...TMPFS);
  t.equal((await field.apply()).gap?.code, "fs-mirror-absent", "without a declared mount");
  const created = await field.apply({ mount: usb });
  t.equal(codeOf(created), null);
  t.match(created.proposal, { verb: "create", reason: "the directory does not exist, and is created" });
  t.equal(codeOf(await field.apply({ mount: usb })), null);
  t.equal((await field.apply({ mount: field.source })).gap?.code, "fs-mirror-not-mounted");
  const unmount = () => execFileSync("umount", [usb]);
  t.equal(codeOf(await field.apply({ mount: usb }, { planned: unmount })), "fs-mirror-not-mounted");
  t.same(readdirSync(field.mirror), []);
  mounted(t, field.source, ...TMPFS);
  t.equal((await field.apply({ mount: field.source })).gap?.code, "fs-mirror-outside-mount");
});

t.test("lost+found at the root of a disk does not count as content, and stays", { skip }, async (t) => {
  const field = new Field(t);
  const image = join(field.root, "image");
  execFileSync("truncate", ["--size=8M", image]);
  execFileSync("mkfs.ext4", ["-q", image]);
  mounted(t, field.mirror, "-o", "loop", image);
  writeFileSync(join(field.source, "file"), "1");
  t.same(readdirSync(field.mirror), ["lost+found"]);
  t.equal(codeOf(await field.apply({ mount: field.mirror })), null);
  const inode = statSync(join(field.mirror, "lost+found")).ino;
  t.equal(codeOf(await field.apply({ mount: field.mirror })), null);
  t.same(readdirSync(field.mirror).sort(), [".rdump.json", "file", "lost+found"]);
  t.equal(statSync(join(field.mirror, "lost+found")).ino, inode);
  t.equal((await field.apply({ mount: field.mirror })).gap, null);
});

t.test("a file system below the source is not copied, but its mount point is", { skip }, async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "1");
  mounted(t, join(field.source, "other"), ...TMPFS);
  writeFileSync(join(field.source, "other/inside"), "1");
  t.equal(codeOf(await field.apply()), null);
  t.same(readdirSync(join(field.mirror, "other")), []);
});

t.test("a mirror on a disk below the source does not overlap the source", { skip }, async (t) => {
  const field = new Field(t, { source: "s", mirror: "s/usb" });
  writeFileSync(join(field.source, "file"), "1");
  mounted(t, field.mirror, ...TMPFS);
  t.equal(codeOf(await field.apply({ mount: field.mirror })), null);
  t.same(readdirSync(field.mirror).sort(), [".rdump.json", "file", "usb"]);
});

t.test("a full disk makes the mirror incomplete, and free space completes it", { skip }, async (t) => {
  const field = new Field(t);
  mounted(t, field.mirror, ...TMPFS);
  writeFileSync(join(field.source, "small"), "1");
  t.equal(codeOf(await field.apply()), null);
  writeFileSync(join(field.source, "large"), Buffer.alloc(6_000_000, 1));
  t.equal(codeOf(await field.apply()), "fs-mirror-full");
  t.equal(field.mark().complete, false);
  rmSync(join(field.source, "large"));
  t.equal(codeOf(await field.apply()), null);
  t.equal(field.mark().complete, true);
});

t.test("a file system without ACLs is reported", { skip }, async (t) => {
  const field = new Field(t);
  mounted(t, field.mirror, "-t", "ramfs", "rdump-test");
  writeFileSync(join(field.source, "file"), "1");
  execFileSync("setfacl", ["-m", "u:33:r", join(field.source, "file")]);
  execFileSync("setfattr", ["-n", "user.colour", "-v", "blue", join(field.source, "file")]);
  const applied = await field.apply();
  t.equal(codeOf(applied), null);
  t.match(applied.outcome, {
    warnings: [{ code: "fs-mirror-cannot-store", detail: /ACLs, user extended attributes/ }],
  });
  t.equal(field.mark().complete, true);
});

t.test("a read-only mirror is reported, and stays complete", { skip }, async (t) => {
  const field = new Field(t);
  mounted(t, field.mirror, ...TMPFS);
  writeFileSync(join(field.source, "file"), "1");
  t.equal(codeOf(await field.apply()), null);
  mount("-o", "remount,ro", field.mirror);
  const applied = await field.apply();
  t.equal(codeOf(applied), "fs-mirror-not-written");
  t.match(applied.outcome, { diagnostic: { detail: /EROFS|read-only/ } });
  t.equal(field.mark().complete, true);
});

t.test(
  "the content of a bind mount below the source is not copied twice, but its mount point is",
  { skip },
  async (t) => {
    const field = new Field(t);
    mkdirSync(join(field.source, "a"));
    writeFileSync(join(field.source, "a/file"), "1");
    mounted(t, join(field.source, "b*\\"), "--bind", join(field.source, "a"));
    const applied = await field.apply();
    t.equal(codeOf(applied), null);
    t.match(applied.outcome, { warnings: [] });
    t.same(readdirSync(join(field.mirror, "b*\\")), []);
    t.same(readdirSync(join(field.mirror, "a")), ["file"]);
  },
);

for (const [what, ...how] of [
  ["another file system", ...TMPFS],
  ["the same file system", "--bind", null],
] as const) {
  t.test(`a new mount of ${what} hides files: the mirror keeps them and reports this`, { skip }, async (t) => {
    const field = new Field(t);
    const kept = join(field.mirror, "d/kept");
    mkdirSync(join(field.source, "d"));
    for (const name of ["d/kept", "d/gone", "other"]) writeFileSync(join(field.source, name), "1");
    mkdirSync(join(field.root, "bound"));
    await field.apply();
    mounted(t, join(field.source, "d"), ...how.map((word) => word ?? join(field.root, "bound")));
    for (const round of ["first", "second"]) {
      const applied = await field.apply();
      t.equal(codeOf(applied), null, round);
      t.match(applied.outcome, { warnings: [{ code: "fs-mount-hides-files", detail: /: d\. The mirror keeps/ }] });
      t.ok(existsSync(kept), round);
    }
    t.equal(codeOf(await field.apply({ exclude: [excludeOf("/d")], shrink: 1 })), null);
    t.notOk(existsSync(kept), "what is excluded by its path goes");
    execFileSync("umount", [join(field.source, "d")]);
    rmSync(join(field.source, "d/gone"));
    t.equal(codeOf(await field.apply()), null);
    t.same(readdirSync(join(field.mirror, "d")), ["kept"]);
  });
}
