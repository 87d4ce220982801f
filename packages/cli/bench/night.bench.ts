/**
 * A night of five volumes, one archive in and one out of each: rdump beside scripts and borgmatic, in turn, on this
 * machine and over ssh with a delay. Prints Markdown tables of medians.
 *
 *     npm run bench night -- [--rounds 5] [--files 20000] [--only local|ssh]
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Contender, contenders, type Ground } from "./night/contenders.ts";
import { type Cost, measure } from "./night/measure.ts";
import { openDelayed, ROUND_TRIP, whyNoServer } from "./night/server.ts";
import { type Measured, tableOf } from "./night/table.ts";
import { change, fill } from "./night/tree.ts";

const SHARES = [0, 0.01, 0.2] as const;
/** Nights before the first one that is measured: the next one has an archive that expires. */
const FIRST = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    files: { type: "string", default: "20000" },
    only: { type: "string" },
  },
});
const [rounds, files] = [Number(values.rounds), Number(values.files)];
const root = mkdtempSync(join(tmpdir(), "rdump-bench-"));
const env: NodeJS.ProcessEnv = {
  PATH: process.env.PATH,
  BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
};

async function run(ground: Ground, heading: string): Promise<void> {
  const trees = ["source", "hashed"].map((name) => join(ground.root, name));
  fill(trees, files);
  const rows = await contenders(ground);
  const present = rows.filter((row): row is Contender => "argv" in row);
  const costs = new Map(rows.map(({ name }) => [name, new Map<number, Cost[]>(SHARES.map((share) => [share, []]))]));
  for (const each of present) for (let night = 1; night < FIRST; night++) await measure(each, night, ground.env);
  let night = FIRST;
  for (const share of SHARES) {
    for (let round = 0; round < rounds; round++, night++) {
      change(trees, files, share, night);
      const first = night % present.length;
      for (const each of [...present.slice(first), ...present.slice(0, first)]) {
        costs
          .get(each.name)
          ?.get(share)
          ?.push(await measure(each, night, ground.env));
      }
      process.stderr.write(`${heading}: ${share * 100} % changed, round ${round + 1} of ${rounds}, load ${load()}\n`);
    }
  }
  const measured = rows.map((row): Measured => {
    return { name: row.name, missing: "missing" in row ? row.missing : null, costs: costs.get(row.name) ?? new Map() };
  });
  const of = `${heading}, median of ${rounds}`;
  for (const line of tableOf(`time, ${of}`, "wall", measured, SHARES)) console.log(line);
  console.log("");
  for (const line of tableOf(`CPU time, ${of}`, "cpu", measured, SHARES)) console.log(line);
  console.log("");
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** A directory for one place of repositories. */
function folder(name: string): string {
  const path = join(root, name);
  mkdirSync(path);
  return path;
}

async function local(): Promise<void> {
  const here = folder("local");
  await run({ root: here, env, location: (name) => join(here, `repository-${name}`) }, "local");
}

async function overSsh(): Promise<void> {
  const why = whyNoServer();
  if (why !== null) return console.log(`Over ssh: not measured, ${why}.\n`);
  const here = folder("ssh");
  const { url, bin, close } = await openDelayed(join(here, "server"));
  try {
    const location = (name: string) => `${url}${join(here, `repository-${name}`)}`;
    const ground = { root: here, env: { ...env, PATH: `${bin}:${env.PATH}` }, location };
    await run(ground, `ssh, ${ROUND_TRIP} ms a round trip`);
  } finally {
    close();
  }
}

try {
  console.log(`${files} files in 5 volumes. Second number: ratio to the first row. Load at the begin: ${load()}.\n`);
  if (values.only !== "ssh") await local();
  if (values.only !== "local") await overSsh();
  console.log(`Load at the end: ${load()}.`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
