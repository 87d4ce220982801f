import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const SHM = "/dev/shm";
const MIB = 1024;
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

t.setTimeout(600_000);

t.test("a million files take the memory of fifty thousand", async (t) => {
  if (!enough) return t.pass("there are no 8 GiB on /dev/shm: not measured", { skip: true });
  if (!built) return t.pass("the command is not built (npm run build): not measured", { skip: true });
  const top = mkdtempSync(join(SHM, "rsure-memory-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const peaks = new Map<string, number[]>();
  for (const count of [50_000, 1_000_000]) {
    const tree = join(top, `tree-${count}`);
    const file = join(top, `${count}.dat.gz`);
    makeTree(tree, count);
    const note = (what: string, value: number): void => void peaks.set(what, [...(peaks.get(what) ?? []), value]);
    note("scan", peak(file, tree, "scan"));
    note("update", peak(file, tree, "update"));
    note("check", peak(file, tree, "check"));
    spawnSync("chmod", ["-R", "g-r", tree]);
    note("update with every line changed", peak(file, tree, "update"));
    note("signoff with every line changed", peak(file, tree, "signoff", [1]));
    rmSync(tree, { recursive: true });
  }
  for (const [what, [few = 0, many = 0]] of peaks) {
    const text = `${what}: ${Math.round(few / MIB)} MiB for 50,000 files, ${Math.round(many / MIB)} MiB for 1,000,000`;
    t.comment(text);
    t.ok(many < 200 * MIB, `${what} stays under 200 MiB`);
    t.ok(many - few <= 20 * MIB, `${what} grows by at most 20 MiB`);
  }
});
