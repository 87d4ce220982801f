import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import t, { type Test } from "tap";
import { type Applied, asRoot, Field } from "./field.ts";
import { CHANGES, EXCLUDED, HIDDEN } from "./matrix-changes.ts";
import { facts, type Keeps } from "./matrix-facts.ts";

const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const skip = canMount ? false : "mounting needs the rights of root";

interface Disk {
  readonly keeps: Keeps;
  /** Null: a file system in memory. */
  readonly make: readonly [string, ...string[]] | null;
  readonly mount?: readonly [string, ...string[]];
  /** Entries can differ, if the run names each of them. */
  readonly mayDiffer?: true;
  /** Only with `RDUMP_MATRIX=whole`, as in the campaign. */
  readonly campaign?: true;
}

const DISKS: { readonly [name: string]: Disk } = {
  tmpfs: { keeps: "everything", make: null, campaign: true },
  "ext4 of whole seconds": { keeps: "whole seconds", make: ["mkfs.ext4", "-q", "-I", "128"] },
  ext4: { keeps: "everything", make: ["mkfs.ext4", "-q"], campaign: true },
  XFS: { keeps: "everything", make: ["mkfs.xfs", "-q"], campaign: true },
  vfat: { keeps: "FAT", make: ["mkfs.vfat"], mount: ["mount", "-t", "vfat", "-o", "utf8"], mayDiffer: true },
  exFAT: { keeps: "FAT", make: ["mkfs.exfat"], mount: ["mount.exfat-fuse"], mayDiffer: true, campaign: true },
};

/** mkfs.xfs makes nothing smaller. The file has holes. */
const SIZE = "320M";

/** Why the file system cannot be had; null: it is mounted over the mirror. */
function mounted(t: Test, field: Field, { make, mount = ["mount"] }: Disk): string | null {
  t.teardown(() => spawnSync("umount", ["--lazy", field.mirror]));
  if (make === null) {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64m", "rdump-test", field.mirror]);
    return null;
  }
  const image = join(field.root, "image");
  execFileSync("truncate", [`--size=${SIZE}`, image]);
  const [mkfs, ...options] = make;
  if (spawnSync(mkfs, [...options, image]).status !== 0) return `${mkfs} does not work here`;
  const loop = spawnSync("losetup", ["--find", "--show", image], { encoding: "utf8" });
  if (loop.status !== 0) return "a loop device does not work here";
  const device = loop.stdout.trim();
  t.teardown(() => spawnSync("losetup", ["--detach", device]));
  const [program, ...how] = mount;
  return spawnSync(program, [...how, device, field.mirror]).status === 0 ? null : `${program} does not work here`;
}

/** With the paths that differ, in all that the run says. */
function faultOf({ gap, outcome }: Applied): string | null {
  if (outcome?.status !== "failed") return gap?.detail ?? null;
  return [outcome.diagnostic, ...outcome.warnings].map(({ detail }) => detail).join("\n");
}

/** Of a line of `facts`. */
const pathOf = (fact: string) => /^# file: (.*)$/m.exec(fact)?.[1] ?? fact.replace(/ .*/s, "");

/** What a run on such a disk says each time. */
const EXPECTED = ["fs-mount-hides-files", "fs-mirror-cannot-store", "fs-names-not-stored"];

for (const [name, disk] of Object.entries(DISKS)) {
  const { keeps } = disk;
  if (disk.campaign === true && process.env.RDUMP_MATRIX !== "whole") continue;
  t.test(
    `${CHANGES.length} changes reach a mirror on ${name} in one run, and a second run does nothing`,
    { skip },
    async (t) => {
      const field = new Field(t);
      const why = mounted(t, field, disk);
      if (why !== null) return t.pass(why, { skip: why });
      const at = (number: number) => (entry: string) => join(field.source, String(number), entry);
      const hidden = CHANGES.findIndex(([what]) => what === "a mount that hides files");
      t.teardown(() => spawnSync("umount", ["--lazy", at(hidden)(HIDDEN)]));
      const equal = (applied: Applied, exclude: boolean, when: string) => {
        const fault = faultOf(applied);
        const [is, must] = [facts(field.mirror, keeps, false), facts(field.source, keeps, exclude)];
        if (fault === null || disk.mayDiffer !== true) {
          t.equal(fault, null, when);
          t.same(is, must, when);
          return;
        }
        const differing = [...is.filter((each) => !must.includes(each)), ...must.filter((each) => !is.includes(each))];
        const unnamed = differing.map(pathOf).filter((path) => !fault.includes(path));
        t.same(unnamed, [], `${when}: ${fault}`);
      };
      for (const [number, [, before]] of CHANGES.entries()) {
        mkdirSync(at(number)(""));
        before(at(number));
      }
      equal(await field.apply({ shrink: 1 }), false, "the first copy");
      for (const [number, [, , after]] of CHANGES.entries()) after(at(number));
      const declared = { shrink: 1, exclude: [excludeOf(`*${EXCLUDED}`)] };
      equal(await field.apply(declared), true, "the changes");
      const kept = join(field.mirror, String(hidden), HIDDEN, "kept");
      t.ok(existsSync(kept), "what a mount hides stays");
      const quiet = await field.apply(declared);
      if (disk.mayDiffer !== true) t.match(quiet.outcome, { status: "done", moved: { stored: 0 } });
      t.same(
        quiet.outcome?.warnings.map(({ code }) => code).filter((code) => !EXPECTED.includes(code)),
        [],
      );
      equal(quiet, true, "nothing new");
      t.ok(existsSync(kept));
    },
  );
}
