import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const SHM = "/dev/shm";
const MIB = 1024;
/** The large tree of `npm test`; a campaign takes a million with RDUMP_MEMORY_FILES. An object of 100 bytes a file shows. */
const [FEW, MANY] = [50_000, Number(process.env.RDUMP_MEMORY_FILES ?? 250_000)];
const command = new URL("../bin/rsure.js", import.meta.url).pathname;
const tellsPeak = "data:text/javascript,process.on('exit',()=>console.error('peak',process.resourceUsage().maxRSS))";

const room = existsSync(SHM) ? statfsSync(SHM) : undefined;
const enough = room !== undefined && room.bavail * room.bsize > 8 * 2 ** 30;
const built = existsSync(new URL("../dist/command/process.js", import.meta.url));

/** `count` files in directories of 500: most with content, some links. */
function makeTree(root: string, count: number): void {
  mkdirSync(root);
  for (let i = 0; i < count; i++) {
    const directory = `${root}/directory-${Math.floor(i / 500)}`;
    if (i % 500 === 0) mkdirSync(directory);
    const path = `${directory}/a file with a name of some length ${i}`;
    if (i % 10 === 9) symlinkSync("somewhere else", path);
    else writeFileSync(path, `content ${i}`);
  }
}

/** The peak of the resident memory in KiB. */
function peak(file: string, tree: string, word: string, statuses: readonly number[] = [0]): number {
  const argv = ["--import", tellsPeak, command, "-f", file, "-d", tree, word];
  const run = spawnSync(process.execPath, argv, { encoding: "utf8", maxBuffer: 2 ** 30 });
  if (!statuses.includes(run.status ?? -1)) throw new Error(`${word} ended with ${run.status}: ${run.stderr}`);
  return Number(/peak (\d+)/.exec(run.stderr)?.[1]);
}

interface Case {
  readonly what: string;
  readonly word: string;
  readonly statuses: readonly number[];
  /** Before each run: makes every line another one than last time. */
  change?(tree: string): void;
}

/** The trees whose entries their group may not read. */
const narrow = new Set<string>();
function changeAll(tree: string): void {
  const wasNarrow = narrow.delete(tree);
  if (!wasNarrow) narrow.add(tree);
  spawnSync("chmod", ["-R", wasNarrow ? "g+r" : "g-r", tree]);
}

/** A single peak depends on when V8 happens to collect; a real growth shows every time. */
const ATTEMPTS = 3;
const MOST = 20 * MIB;

const cases: readonly Case[] = [
  { what: "scan", word: "scan", statuses: [0] },
  { what: "update", word: "update", statuses: [0] },
  { what: "check", word: "check", statuses: [0] },
  { what: "update with every line changed", word: "update", statuses: [0], change: changeAll },
  { what: "signoff with every line changed", word: "signoff", statuses: [1] },
  { what: "show", word: "show", statuses: [0] },
];

t.setTimeout(900_000);

t.test(`${MANY} files take the memory of ${FEW}`, async (t) => {
  if (!enough) return t.pass("there are no 8 GiB on /dev/shm: not measured", { skip: true });
  if (!built) return t.pass("the command is not built (npm run build): not measured", { skip: true });
  const top = mkdtempSync(join(SHM, "rsure-memory-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const peakOf = (count: number, { word, statuses, change }: Case): number => {
    const tree = join(top, `tree-${count}`);
    change?.(tree);
    return peak(join(top, `${count}.dat.gz`), tree, word, statuses);
  };
  for (const count of [FEW, MANY]) makeTree(join(top, `tree-${count}`), count);
  for (const one of cases) {
    const { what } = one;
    const few = peakOf(FEW, one);
    let many = peakOf(MANY, one);
    for (let attempt = 1; attempt < ATTEMPTS && many - few > MOST; attempt++) {
      t.comment(`${what}: ${Math.round(many / MIB)} MiB for ${MANY} files: measured again`);
      many = Math.min(many, peakOf(MANY, one));
    }
    t.comment(`${what}: ${Math.round(few / MIB)} MiB for ${FEW} files, ${Math.round(many / MIB)} MiB for ${MANY}`);
    t.ok(many < 200 * MIB, `${what} stays under 200 MiB`);
    t.ok(many - few <= MOST, `${what} grows by at most 20 MiB`);
  }
});
