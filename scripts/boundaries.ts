// Checks that every room imports only from rooms above it, that no imports form a cycle, that one file starts processes,
// and that deciding code is pure. The rules are in boundaries/, the layout in docs/architecture.md.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cyclesIn } from "./boundaries/cycles.ts";
import { doorsOf } from "./boundaries/doors.ts";
import { faultsOf } from "./boundaries/faults.ts";

const PARTS = ["src", "bin", "test", "test-long", "test-lab", "bench"];

const folders = readdirSync("packages").filter((folder) => existsSync(`packages/${folder}/package.json`));
const manifests = new Map(
  folders.map((folder) => [folder, JSON.parse(readFileSync(`packages/${folder}/package.json`, "utf8"))]),
);
const doors = doorsOf(manifests);

const rooms = folders.flatMap((folder) => PARTS.map((part) => `packages/${folder}/${part}`));
const files = [...rooms, "lab"].flatMap(sourcesIn);
const faults = files.flatMap((path) => faultsOf(path, readFileSync(path, "utf8"), doors));
for (const { path, line, says } of faults) console.error(`${path}:${line}: ${says}`);

const cycles = await cyclesIn(
  [...rooms.filter((room) => existsSync(room)), "lab", "scripts", "demo", "testing"],
  process.cwd(),
);
for (const cycle of cycles) console.error(`cycle of imports: ${cycle.join(" -> ")}`);
console.log(`${files.length} files, ${faults.length} faults, ${cycles.length} cycles`);
process.exitCode = faults.length + cycles.length === 0 && files.length > 0 ? 0 : 1;

function sourcesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.filter((path) => /\.(ts|mts|js|mjs)$/.test(path)).map((path) => `${folder}/${path}`);
}
