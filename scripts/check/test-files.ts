import { existsSync, readdirSync } from "node:fs";

/**
 * Where tests stand that drive real programs or take long, and are left out of the quick ones: `real` and `test-long`,
 * rsure's store and command, the attendant and the local host, the worlds of the fake host, the lab's cache, and what runs
 * the build or the tests themselves.
 */
const SLOW = new RegExp(
  [
    "/(real|test-long)/",
    "/rsure/test/(store|command)/",
    "/core/test/io/(attend/attend|local-host)",
    "/fake-host/test/",
    "^lab/test/cache",
    "^scripts/test/(published|tap-tests)",
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
