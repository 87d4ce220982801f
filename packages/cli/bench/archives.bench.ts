import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RDUMP = fileURLToPath(new URL("../bin/rdump.js", import.meta.url));
const COPY = fileURLToPath(new URL("./borg_copy_archives.py", import.meta.url));
const ARCHIVES = 5000;
const ROUNDS = 5;

const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const repository = join(root, "repository");
const env = {
  PATH: process.env.PATH,
  HOME: root,
  TZ: "UTC",
  BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
};

/** Seconds of user and system time, of all processes; the least of some rounds. */
function cpu(argv: readonly string[]): number {
  const seconds = Array.from({ length: ROUNDS }, () => {
    const script = 'TIMEFORMAT="%U %S"; { time "$@" > /dev/null 2>&3; } 2>&1 3>/dev/null';
    const said = execFileSync("bash", ["-c", `${script} ; exit 0`, "bench", ...argv], {
      ...{ cwd: root, env, encoding: "utf8" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [user = 0, system = 0] = said.trim().split(" ").map(Number);
    return user + system;
  });
  return Math.min(...seconds);
}

const rdump = (...argv: readonly string[]) => execFileSync(process.execPath, [RDUMP, ...argv], { cwd: root, env });

/** A volume with one archive. */
function settle(): void {
  mkdirSync(join(root, "source"));
  writeFileSync(join(root, "source", "file"), "content\n");
  const docs = {
    source: { type: "plain", path: join(root, "source") },
    integrity: false,
    archives: [{ repository: "offsite", every: "yearly", keep: { last: 10_000 } }],
  };
  const repositories = { offsite: { type: "borg", location: repository, encryption: "none" } };
  const rest = { version: 1, id: "bench", machine: "bench", timezone: "UTC", stateDir: join(root, "state") };
  writeFileSync(join(root, "rdump.json5"), JSON.stringify({ ...rest, repositories, volumes: { docs } }));
  rdump("apply", "-y");
}

/** Copies of the archive: one a day, the newest of yesterday. */
function fill(): void {
  const archives = Array.from({ length: ARCHIVES - 1 }, (_, index) => {
    const time = new Date(Date.now() - (index + 1) * 86_400_000).toISOString().slice(0, 19);
    const stamp = `${time.replaceAll(/[-:]/g, "")}Z`;
    return [`docs-${stamp}`, `${time}.000000`, `rdump owner=bench volume=docs run=${stamp}-00000000`];
  });
  execFileSync("/usr/bin/python3", [COPY], { env, input: JSON.stringify({ repository, archives }) });
}

try {
  settle();
  const list = ["borg", "list", "--json", "--consider-checkpoints"];
  const plan = [process.execPath, RDUMP, "plan"];
  // A plan of one archive, without the list that it makes.
  const start = cpu(plan) - cpu([...list, repository]);
  fill();
  const comments = cpu([...list, "--format={comment}", repository]);
  const bare = cpu([...list, repository]);
  const first = cpu(plan);
  rdump("apply", "-y");
  const second = cpu(plan);
  const text = (seconds: number) => `${seconds.toFixed(2)} s`;
  console.log(`| ${ARCHIVES} archives | the list | start | plan | (plan - start) / list | target |`);
  console.log("| --- | --- | --- | --- | --- | --- |");
  const row = (what: string, listed: number, planned: number, target: string) => {
    const ratio = ((planned - start) / listed).toFixed(2);
    console.log(`| ${what} | ${text(listed)} | ${text(start)} | ${text(planned)} | ${ratio} | ${target} |`);
  };
  row("comments not known: with comments", comments, first, "");
  row("comments known: without comments", bare, second, "1.20");
} finally {
  rmSync(root, { recursive: true, force: true });
}
