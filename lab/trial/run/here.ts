import { execFileSync } from "node:child_process";
import { accessSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Archiver } from "../archivers/archiver.ts";
import { ARCHIVERS } from "../archivers/index.ts";
import { type BusyResult, runBusy } from "../busy/busy.ts";
import { daysOf, FULL, SMALL } from "../days/days.ts";
import { ownRsure, Surefile } from "../judge/surefile.ts";
import type { Options } from "../options.ts";
import type { Row } from "../table/row.ts";
import { tableOf } from "../table/table.ts";
import { missingPrograms, versionOf, whyNot } from "./programs.ts";
import { directorySource, imageSource, type Source } from "./source.ts";
import { type DayResult, runTrial } from "./trial.ts";

const IMAGE = 2.5 * 2 ** 30;

/**
 * The table, as Markdown. `work`: an empty directory in a mount namespace of this process.
 *
 * @throws Error if this is not root, or a program is missing that all archivers need
 */
export async function runHere(work: string, options: Options, say: (line: string) => void): Promise<string> {
  requireAll();
  const hasLoops = canLoop(work, say);
  const wanted = ARCHIVERS.filter(({ name }) => name.includes(options.only));
  const excuses = new Map(wanted.map((archiver) => [archiver, whyNot(archiver, hasLoops)]));
  const able = wanted.filter((archiver) => excuses.get(archiver) === null);
  if (able.some(({ fileSystem }) => fileSystem === "xfs")) hideInventory(work);
  const results = new Map<string, { days: readonly DayResult[]; busy: BusyResult }>();
  for (const type of ["ext4", "xfs"] as const) {
    const archivers = able.filter(({ fileSystem }) => (fileSystem === "xfs" ? "xfs" : "ext4") === type);
    if (archivers.length === 0) continue;
    const source = (name: string) => (hasLoops ? imageSource(work, name, type, IMAGE) : directorySource(work, name));
    for (const [name, result] of await courseOf(work, type, source, archivers, options, say)) results.set(name, result);
  }
  const rows = wanted.map((archiver): Row => {
    const result = results.get(archiver.name);
    if (result === undefined) return { archiver, why: excuses.get(archiver) ?? "not run" };
    return { archiver, version: versionOf(archiver), ...result };
  });
  if (options.record !== null) writeFileSync(options.record, JSON.stringify(rows));
  return tableOf(rows);
}

async function courseOf(
  work: string,
  type: "ext4" | "xfs",
  makeSource: (name: string) => Source,
  archivers: readonly Archiver[],
  options: Options,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, { readonly days: readonly DayResult[]; readonly busy: BusyResult }>> {
  const surefile = new Surefile(ownRsure(), join(work, `${type}.dat.gz`));
  const scratch = makeSource(`scratch-${type}`).root;
  const course = { source: makeSource(`tree-${type}`), surefile, archivers, work, scratch, say };
  const days = await runTrial(course, daysOf(options.seed, options.small ? SMALL : FULL));
  const busy = await runBusy(
    { ...course, source: makeSource(`busy-${type}`), work: join(work, "busy") },
    options.small,
  );
  return new Map(
    archivers.flatMap(({ name }) => {
      const [one, other] = [days.get(name), busy.get(name)];
      return one === undefined || other === undefined ? [] : [[name, { days: one, busy: other }] as const];
    }),
  );
}

function requireAll(): void {
  if (process.getuid?.() !== 0) throw new Error("the trial needs root: owners, devices and capabilities");
  const missing = missingPrograms();
  if (missing.length > 0) throw new Error(`the trial needs these programs: ${missing.join(", ")}`);
}

function canLoop(work: string, say: (line: string) => void): boolean {
  try {
    accessSync("/dev/loop-control");
    imageSource(work, "loop-probe", "ext4", 2 ** 24);
    return true;
  } catch (error) {
    say(`no loop devices: the trees are in ordinary directories (${error instanceof Error ? error.message : error})`);
    return false;
  }
}

/** xfsdump writes its inventory to a fixed place. */
function hideInventory(work: string): void {
  const inventory = join(work, "xfsdump-inventory");
  mkdirSync(inventory);
  mkdirSync("/var/lib/xfsdump", { recursive: true });
  execFileSync("mount", ["--bind", inventory, "/var/lib/xfsdump"]);
}
