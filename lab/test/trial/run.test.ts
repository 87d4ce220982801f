import { mkdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { Archiver } from "../../trial/archivers/archiver.ts";
import { rsyncQuick } from "../../trial/archivers/mirrors.ts";
import { tarIncremental } from "../../trial/archivers/tar.ts";
import { runBusy } from "../../trial/busy/busy.ts";
import type { Operation } from "../../trial/days/operation.ts";
import { ownRsure, Surefile } from "../../trial/judge/surefile.ts";
import { missingPrograms, whyNot } from "../../trial/run/programs.ts";
import { directorySource } from "../../trial/run/source.ts";
import { runTrial } from "../../trial/run/trial.ts";

const archivers: readonly Archiver[] = [tarIncremental, rsyncQuick];
const lacks = [...missingPrograms(), ...archivers.map((each) => whyNot(each, false)).filter((why) => why !== null)];
const skip = lacks.length > 0 ? lacks.join("; ") : false;

const content = { bytes: 500, seed: 1 };
const DAYS: readonly (readonly Operation[])[] = [
  [
    { kind: "directory", path: "d" },
    { kind: "write", path: "d/a", content, time: 1_700_000_000 },
    { kind: "write", path: "b", content, time: 1_700_000_000 },
  ],
  [
    { kind: "rename", from: "d", to: "e" },
    { kind: "rewrite-unseen", path: "b", content: { bytes: 100, seed: 2 } },
  ],
];

t.test("the smallest trial: tar and rsync keep two days", { skip }, async (t) => {
  const work = t.testdir();
  const scratch = join(work, "scratch");
  mkdirSync(scratch);
  const surefile = new Surefile(ownRsure(), join(work, "tree.dat.gz"));
  const course = { source: directorySource(work, "tree"), surefile, archivers, work, scratch, say: () => {} };
  const results = await runTrial(course, DAYS);
  const seen = (name: string) => {
    const days = results.get(name) ?? [];
    t.strictSame(
      days.map(({ kept, restored }) => kept.failed || restored.failed),
      [false, false],
      name,
    );
    t.ok(days.every(({ kept, stored }) => kept.kibibytes > 0 && stored > 0));
    return days.map(({ findings }) => findings.map(({ kind, path }) => `${path}: ${kind}`));
  };
  t.strictSame(seen(tarIncremental.name), [[], []]);
  t.strictSame(seen(rsyncQuick.name), [[], ["b: content"]], "rsync misses a change that keeps size and mtime");

  const busySource = directorySource(work, "busy-tree");
  const busy = await runBusy(
    { ...course, source: busySource, archivers: [tarIncremental], work: join(work, "busy") },
    true,
  );
  t.strictSame(busy.get(tarIncremental.name)?.reported, true, "tar reports a file that changes while it is read");
});
