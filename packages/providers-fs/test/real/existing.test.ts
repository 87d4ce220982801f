import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import t, { type Test } from "tap";
import { asRoot, codeOf, Field } from "./field.ts";

const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const skip = canMount ? false : "mounting needs the rights of root";

/** A mounted disk without the directory of the mirror. */
function withDisk(t: Test): { readonly field: Field; readonly usb: string } {
  const field = new Field(t, { mirror: "usb/deep/home" });
  const usb = join(field.root, "usb");
  rmSync(join(usb, "deep"), { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m,mode=0755", "rdump-test", usb]);
  t.teardown(() => spawnSync("umount", ["--lazy", usb]));
  writeFileSync(join(field.source, "file"), "1");
  return { field, usb };
}

t.test("a missing directory on a mounted disk is created, closed to other users", { skip }, async (t) => {
  const { field, usb } = withDisk(t);
  const steps: string[] = [];
  const beforeStep = (step: { do: string; argv?: readonly string[] }) => steps.push(step.argv?.join(" ") ?? step.do);
  const created = await field.apply({ mount: usb }, { beforeStep });
  t.equal(codeOf(created), null);
  t.equal(steps[0], "mkdir --parents --mode=0700 -- deep deep/home");
  t.equal(statSync(join(usb, "deep")).mode & 0o777, 0o700);
  t.equal(readFileSync(join(field.mirror, "file"), "utf8"), "1");
  t.equal(codeOf(await field.apply({ mount: usb })), null);
});

t.test("nothing is created on another disk, in a directory of other users, or through a link", { skip }, async (t) => {
  const gone = withDisk(t);
  const unmount = () => spawnSync("umount", [gone.usb]);
  t.equal(codeOf(await gone.field.apply({ mount: gone.usb }, { planned: unmount })), "fs-mirror-not-mounted");
  t.same(readdirSync(gone.usb), []);

  const open = withDisk(t);
  chmodSync(open.usb, 0o777);
  const refused = await open.field.apply({ mount: open.usb });
  t.match(refused.gap, { code: "fs-mirror-not-created", detail: /another user can write to the directory above it/ });
  const late = withDisk(t);
  const openIt = () => chmodSync(late.usb, 0o777);
  t.match((await late.field.apply({ mount: late.usb }, { planned: openIt })).outcome, {
    diagnostic: { code: "fs-mirror-not-created", detail: /another user can write to the directory above it/ },
  });
  t.same(readdirSync(late.usb), []);
  t.same(readdirSync(open.usb), []);

  const linked = withDisk(t);
  mkdirSync(join(linked.field.root, "elsewhere"));
  symlinkSync(join(linked.field.root, "elsewhere"), join(linked.usb, "deep"));
  t.equal(codeOf(await linked.field.apply({ mount: linked.usb })), "fs-mirror-through-link");
  t.same(readdirSync(join(linked.field.root, "elsewhere")), []);

  const filled = withDisk(t);
  const fill = () => {
    mkdirSync(filled.field.mirror, { recursive: true });
    writeFileSync(join(filled.field.mirror, "photo.jpg"), "");
  };
  t.equal(codeOf(await filled.field.apply({ mount: filled.usb }, { planned: fill })), "fs-mirror-not-empty");
  t.ok(existsSync(join(filled.field.mirror, "photo.jpg")));
});

t.test("a directory with files is adopted by declaration, and the plan says what changes", async (t) => {
  const field = new Field(t);
  const both = (name: string, source: string, mirror: string) => {
    for (const [directory, content] of [
      [field.source, source],
      [field.mirror, mirror],
    ] as const) {
      writeFileSync(join(directory, name), content);
      utimesSync(join(directory, name), 1_700_000_000, 1_700_000_000);
    }
  };
  for (let at = 0; at < 8; at++) both(`same${at}`, "1", "1");
  both("content", "aaaa", "bbbb");
  both("size", "aaaa", "a");
  writeFileSync(join(field.mirror, "only here"), "1");
  t.equal((await field.apply()).gap?.code, "fs-mirror-not-empty");
  const [group] = (await field.discover({ adopt: true })).groups;
  t.equal(group?.gap, null);
  const detail = /1 deleted \(only here\), 1 changed \(size\), 0 new/;
  t.match(group?.diagnostics, [{ code: "fs-mirror-adopted", severity: "warning", detail }]);

  const refused = await field.apply({ adopt: true, shrink: 0.05 });
  t.equal(codeOf(refused), "fs-source-shrunk");
  t.ok(existsSync(join(field.mirror, "only here")));
  t.notOk(existsSync(join(field.mirror, ".rdump.json")), "nothing was begun");

  const adopted = await field.apply({ adopt: true });
  t.equal(codeOf(adopted), null);
  t.match(adopted.proposal, { reason: "the directory has files, and is adopted" });
  t.notOk(existsSync(join(field.mirror, "only here")));
  t.equal(readFileSync(join(field.mirror, "content"), "utf8"), "aaaa", "also a file of the same size and time");
  t.equal(field.mark().complete, true);
  t.match((await field.discover({ adopt: true })).groups[0]?.diagnostics, []);
});

t.test("files that appear after the plan, and a mirror inside, are not adopted", async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "1");
  const planned = () => writeFileSync(join(field.mirror, "photo.jpg"), "");
  t.equal(codeOf(await field.apply({ adopt: true }, { planned })), "fs-mirror-not-empty");
  rmSync(join(field.mirror, "photo.jpg"));
  mkdirSync(join(field.mirror, "home"));
  writeFileSync(join(field.mirror, "home/.rdump.json"), "{}");
  t.match(await field.apply({ adopt: true }), { gap: { code: "fs-mirror-not-empty", detail: /contains the mirror/ } });
});

t.test("`adopt` takes no mirror of another owner, and no directory with a damaged mark", async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "1");
  t.equal(codeOf(await field.apply()), null);
  t.equal((await field.apply({ adopt: true, owner: "lint" })).gap?.code, "fs-mirror-other-owner");
  writeFileSync(join(field.mirror, ".rdump.json"), "{");
  t.equal((await field.apply({ adopt: true })).gap?.code, "fs-mirror-mark-unreadable");
});
