import t from "tap";
import { rsyncQuick } from "../../trial/archivers/mirrors.ts";
import { star } from "../../trial/archivers/star.ts";
import type { Finding } from "../../trial/judge/finding.ts";
import { parseOptions } from "../../trial/options.ts";
import { NOTHING } from "../../trial/run/measure.ts";
import { tableOf } from "../../trial/table/table.ts";

t.test("a row has exact days, kinds of difference and costs; an archiver that is not here says why", (t) => {
  const content: Finding = { kind: "content", path: "a" };
  const time: Finding = { kind: "times of directories", path: "d" };
  const day = (day: number, seconds: number, findings: readonly Finding[]) => ({
    ...{ day, stored: (day + 1) * 2 ** 20, findings },
    kept: { ...NOTHING, seconds, cpuSeconds: 0.5, kibibytes: 2048 },
    restored: { ...NOTHING, failed: day === 3, kibibytes: 1024 },
  });
  const days = [day(0, 9, [time]), day(1, 1, [content, content, time]), day(2, 3, [content, time]), day(3, 2, [])];
  const busy = { reported: false, content: "never a state of the file" } as const;
  const text = tableOf([
    { archiver: rsyncQuick, version: "3.5", days, busy },
    { archiver: star, why: "not available: star not installed" },
  ]);
  t.strictSame(text.split("\n").slice(2, 4), [
    "| rsync | 1 of 4 | restore failed: day 3; content: 2 (day 1 to 2) | times of directories: 1 (day 0 to 2) | **not reported**; restored: never a state of the file |",
    "| star | not available: star not installed |  |  |  |",
  ]);
  t.match(text, "| 3.5 | 9.0 s (CPU 0.5 s) | 2.0 s (CPU 0.5 s) | 0.0 s (CPU 0.0 s) | 1 MiB, 4 MiB | 2 MiB |");
  t.end();
});

t.test("arguments are checked", (t) => {
  t.strictSame(parseOptions(["--small", "--seed=7", "--only=borg"]), {
    ...{ small: true, seed: 7, only: "borg", record: null },
  });
  for (const word of ["--seed=x", "--only=no such tool", "--big", "--record="]) t.type(parseOptions([word]), "string");
  t.end();
});
