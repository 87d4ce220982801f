import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * Tests that drive real programs or take long, which the quick check leaves out: `real` and `test-long`, rsure's store,
 * command and scans, what starts and attends processes, races and random configs, the bundled command, the worlds of the
 * fake host, the lab's cache, and the tests of the scripts.
 */
const SLOW = new RegExp(
  [
    "/(real|test-long)/",
    "/rsure/test/(store|command)/",
    "/core/test/io/(attend/attend|local-host|attack|spawn/leftover)",
    "/core/test/(config/hostile|apply/lock)",
    "/rsure/test/scan/(descent|scan)",
    "/cli/test/entry",
    "/fake-host/test/",
    "^lab/test/(cache|trial/run)",
    "^scripts/test/(?!decisions|layout)",
  ].join("|"),
);

/** The test files, as .taprc includes them, sorted; of `all` those that take long are first, to keep two workers busy to the end. */
export function testFiles(which: "quick" | "all"): readonly string[] {
  const packages = readdirSync("packages").map((name) => `packages/${name}`);
  const rooms = [...packages.flatMap((path) => [`${path}/test`, `${path}/test-long`]), "scripts/test", "lab/test"];
  const files = rooms.flatMap(testsIn).sort();
  if (which === "quick") return files.filter((path) => !SLOW.test(path));
  const isLong = (path: string) => /\/(real|test-long)\//.test(path);
  return [...files.filter(isLong), ...files.filter((path) => !isLong(path))];
}

/** The limit keeps two workers busy to the end. */
const GROUP = 12;

/**
 * Groups of files for one process each: at most twelve files of one package. A file alone costs 0.7 s of processor time
 * before its first test. A file with hooks for each test of its process is a group of its own.
 */
export function testGroups(files: readonly string[]): readonly (readonly string[])[] {
  const isAlone = (path: string) =>
    /^t\.(before|after|beforeEach|afterEach|plan|teardown)\(/m.test(readFileSync(path, "utf8"));
  const alone = files.filter(isAlone);
  const packageOf = (path: string) => path.split("/test")[0];
  const rest = files.filter((path) => !alone.includes(path));
  const groups = [...new Set(rest.map(packageOf))].flatMap((name) => {
    const all = rest.filter((path) => packageOf(path) === name);
    const count = Math.ceil(all.length / GROUP);
    return Array.from({ length: count }, (_, group) => all.filter((_, index) => index % count === group));
  });
  return [...groups.sort((a, b) => b.length - a.length), ...alone.map((path) => [path])];
}

/** The tests that need the lab, sorted: all, or the sample of them that is part of `npm test`. */
export function labTestFiles(which: "sample" | "all"): readonly string[] {
  const rooms = ["lab/test-lab", ...readdirSync("packages").map((name) => `packages/${name}/test-lab`)];
  const files = rooms.flatMap(testsIn).sort();
  return which === "all" ? files : files.filter((path) => path.includes("/test-lab/sample/"));
}

function testsIn(room: string): readonly string[] {
  if (!existsSync(room)) return [];
  const paths = readdirSync(room, { recursive: true, encoding: "utf8" });
  return paths
    .filter((path) => path.endsWith(".test.ts") && !/(^|\/)fixtures\//.test(path))
    .map((path) => `${room}/${path}`);
}
