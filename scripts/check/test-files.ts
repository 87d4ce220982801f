import { existsSync, readdirSync } from "node:fs";

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
    "^lab/test/cache",
    "^scripts/test/(?!decisions|layout)",
  ].join("|"),
);

/** All test files, as .taprc includes them, sorted. */
export function testFiles(which: "quick" | "all"): readonly string[] {
  const packages = readdirSync("packages").map((name) => `packages/${name}`);
  const rooms = [...packages.flatMap((path) => [`${path}/test`, `${path}/test-long`]), "scripts/test", "lab/test"];
  const files = rooms.flatMap(testsIn).sort();
  return which === "all" ? files : files.filter((path) => !SLOW.test(path));
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
