// The main job of rdump by real borg and real rsync: declare, plan, apply, again; three days in a minute. Only the clock
// gets the date of each day. All files are in a temporary directory, which is removed at the end.
import { readFileSync, writeFileSync } from "node:fs";
import { heading, say, typed } from "./narrator.ts";
import { borg, Mismatch, rdump, rsure } from "./players.ts";
import { changeSample, damageOneFile, makeSample } from "./sample.ts";
import { onStage, type Stage, Stopped } from "./stage.ts";
import { differences, readTree } from "./tree.ts";

const DAY = 86_400_000;
const TODAY = Math.floor(Date.now() / DAY) * DAY;
const [FIRST, SECOND, THIRD] = [TODAY - 2 * DAY, TODAY - DAY, TODAY];

async function play(stage: Stage): Promise<void> {
  heading("A sample of real files");
  makeSample(stage.source);
  say(`${readTree(stage.source).size} files, directories and links, some with awkward names, in ${stage.source}`);

  heading("The config: what is backed up, and where");
  writeFileSync(`${stage.root}/rdump.json5`, configText(stage));
  typed("cat rdump.json5");
  console.log(readFileSync(`${stage.root}/rdump.json5`, "utf8").replace(/^(?=.)/gm, "   "));

  heading(`The first day, ${dayOf(FIRST)}: plan, apply, and nothing is left to do`);
  expectText(await rdump(stage, FIRST, "plan"), "to create");
  await rdump(stage, FIRST, "apply", "-y");
  expectText(await rdump(stage, FIRST, "plan"), "No changes.");
  await expectArchives(stage, [FIRST]);
  compare(stage, "the mirror", stage.mirror, [".rdump.json"]);

  heading(`The next day, ${dayOf(SECOND)}: files have changed`);
  changeSample(stage.source);
  say("One file is new, one changed, one renamed, one removed; a mode changed, and a link.");
  await rdump(stage, SECOND, "apply", "-y");
  await expectArchives(stage, [FIRST, SECOND]);

  heading(`The third day, ${dayOf(THIRD)}: \`keep: { daily: 2 }\` lets the oldest archive go`);
  expectText(await rdump(stage, THIRD, "plan", "--verbose"), "- destroy");
  await rdump(stage, THIRD, "apply", "-y");
  expectText(await rdump(stage, THIRD, "plan"), "No changes.");
  const [, newest = ""] = await expectArchives(stage, [SECOND, THIRD]);
  await rdump(stage, THIRD, "status");

  heading("The proof: borg alone extracts the newest archive, which is compared with the source");
  await borg(stage, stage.restored, "extract", `${stage.repository}::${newest}`);
  compare(stage, "the extracted archive", stage.restored, []);
  compare(stage, "the mirror", stage.mirror, [".rdump.json"]);

  heading("The same proof without the source: a comparison with the integrity data in the archive");
  const surefile = `${stage.restored}/2sure.dat.gz`;
  await rsure(stage, 0, "-f", surefile, "list");
  await rsure(stage, 0, "-f", surefile, "-d", stage.restored, "check");
  const damaged = damageOneFile(stage.restored);
  say("One byte of a restored file is changed. Its size and its times stay the same:");
  expectText(await rsure(stage, 1, "-f", surefile, "-d", stage.restored, "check"), damaged);
}

function configText({ root, source, repository, mirror, passphrase }: Stage): string {
  const text = (value: string) => JSON.stringify(value);
  return `{
  version: 1,
  id: "demo",
  machine: "demo",
  timezone: "UTC",
  stateDir: ${text(`${root}/state`)},
  repositories: {
    vault: {
      type: "borg",
      location: ${text(repository)},
      encryption: "repokey-blake2",
      passphrase: { file: ${text(passphrase)} },
    },
  },
  volumes: {
    work: {
      source: { type: "plain", path: ${text(source)} },
      archives: [{ repository: "vault", keep: { daily: 2 } }],
      mirrors: [{ path: ${text(mirror)}, every: "daily" }],
    },
  },
}
`;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The name of an archive ends in four digits of its run. */
function isArchiveOf(name: string, time: number): boolean {
  return new RegExp(`^work-${dayOf(time).replaceAll("-", "")}T000000Z-[0-9a-f]{4}$`).test(name);
}

function expectText(said: string, wanted: string): void {
  if (!said.includes(wanted)) throw new Mismatch(`rdump did not say "${wanted}"`);
}

/** Returns their names, the oldest first. */
async function expectArchives(stage: Stage, times: readonly number[]): Promise<readonly string[]> {
  const listed = (await borg(stage, stage.root, "list", "--short", stage.repository)).trimEnd().split("\n");
  const areWanted = listed.length === times.length && times.every((time, at) => isArchiveOf(listed[at] ?? "", time));
  if (!areWanted) throw new Mismatch(`borg lists other archives than those of ${times.map(dayOf).join(", ")}`);
  return listed;
}

function compare(stage: Stage, what: string, root: string, omitted: readonly string[]): void {
  const wanted = readTree(stage.source);
  const found = differences(wanted, readTree(root, omitted));
  if (found.length > 0) throw new Mismatch(`${what} differs from the source:\n${found.join("\n")}`);
  console.log("");
  say(`Compared: ${what} equals the source in all ${wanted.size} entries: names, content, types, modes, owners,`);
  say("times of change to the nanosecond, hard links, targets of links.");
}

// If the output is closed, the temporary directory is removed too.
process.stdout.on("error", () => {});

const began = performance.now();
try {
  await onStage(play);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `\nThe demonstration went as declared, in ${seconds} s. Its directory is gone; nothing else was touched.`,
  );
} catch (error) {
  if (!(error instanceof Stopped) && !(error instanceof Mismatch)) throw error;
  console.error(`\nThe demonstration failed: ${error.message}\nIts directory is gone.`);
  process.exitCode = error instanceof Stopped ? error.exitCode : 1;
}
