import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { type Disk, EXFAT, needsMount as skip, VFAT, withDisk } from "./disk.ts";
import { type Applied, Field } from "./field.ts";
import { CHANGES, changeAll, EXCLUDED, hiddenIn, makeAll } from "./matrix-changes.ts";
import { facts, type Keeps, unnamed } from "./matrix-facts.ts";

interface MatrixDisk extends Disk {
  readonly keeps: Keeps;
  /** Entries can differ, if the run names each of them. */
  readonly mayDiffer?: true;
  /** Only with `RDUMP_MATRIX=whole`, as in the campaign. */
  readonly campaign?: true;
}

const DISKS: { readonly [name: string]: MatrixDisk } = {
  tmpfs: { keeps: "everything", make: null, campaign: true },
  "ext4 of whole seconds": { keeps: "whole seconds", make: ["mkfs.ext4", "-q", "-I", "128"] },
  ext4: { keeps: "everything", make: ["mkfs.ext4", "-q"], campaign: true },
  XFS: { keeps: "everything", make: ["mkfs.xfs", "-q"], campaign: true },
  vfat: { keeps: "FAT", ...VFAT, mayDiffer: true },
  exFAT: { keeps: "FAT", ...EXFAT, mayDiffer: true, campaign: true },
};

/** With the paths that differ, in all that the run says. */
function faultOf({ gap, outcome }: Applied): string | null {
  if (outcome?.status !== "failed") return gap?.detail ?? null;
  return [outcome.diagnostic, ...outcome.warnings].map(({ detail }) => detail).join("\n");
}

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
      const why = withDisk(t, field, disk);
      if (why !== null) return t.pass(why, { skip: why });
      t.teardown(() => spawnSync("umount", ["--lazy", hiddenIn(field.source)]));
      const equal = (applied: Applied, exclude: boolean, when: string) => {
        const fault = faultOf(applied);
        const [is, must] = [facts(field.mirror, keeps, false), facts(field.source, keeps, exclude)];
        if (fault === null || disk.mayDiffer !== true) {
          t.equal(fault, null, when);
          t.same(is, must, when);
          return;
        }
        t.same(unnamed(is, must, fault), [], `${when}: ${fault}`);
      };
      makeAll(field.source);
      equal(await field.apply({ shrink: 1 }), false, "the first copy");
      changeAll(field.source);
      const declared = { shrink: 1, exclude: [excludeOf(`*${EXCLUDED}`)] };
      equal(await field.apply(declared), true, "the changes");
      const kept = join(hiddenIn(field.mirror), "kept");
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
