import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import t from "tap";
import { preparedOnce } from "../once.ts";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

/** Ten files, backed up on two nights, of which two are kept. */
const twoGoodNights = (volume: object = {}) =>
  preparedOnce(async () => {
    const scene = openScene(t);
    for (let number = 1; number < 10; number++) writeFileSync(scene.path("source", `file${number}`), `${number}`);
    scene.declare(simpleConfig(scene, { daily: 2 }, volume));
    for (const day of [22, 23]) t.equal((await night(scene, day)).exitCode, 0);
    return scene;
  });
const withIntegrity = twoGoodNights();
const withoutIntegrity = twoGoodNights({ integrity: false });

function night(scene: Scene, day: number, ...more: string[]) {
  scene.at(`2026-11-${day}T12:00:00Z`);
  return scene.rdump("apply", "-y", ...more);
}

/** The state after `umount`: an empty mount point. */
function unmount(scene: Scene): void {
  renameSync(scene.path("source"), scene.path("disk"));
  mkdirSync(scene.path("source"));
}

function mount(scene: Scene): void {
  rmSync(scene.path("source"), { recursive: true });
  renameSync(scene.path("disk"), scene.path("source"));
}

const days = (scene: Scene) => scene.archives().map((name) => Number(/-202611(\d\d)T/.exec(name)?.[1]));

for (const integrity of [false, true]) {
  const how = integrity ? "with integrity data" : "without integrity data";

  t.test(`no complete archive is deleted while the disk of the source is not mounted, ${how}`, async (t) => {
    const scene = await (integrity ? withIntegrity : withoutIntegrity)();
    unmount(scene);
    const first = await night(scene, 24);
    t.match(first, { exitCode: 1, out: /done create docs[\s\S]*warning: Source has lost too many files/ });
    t.match(first.out, /the source was empty at 2026-11-24T12:00:00Z, and had 10 files before/);
    t.match(first.out, /withheld destroy docs/, "it was planned before anybody knew");
    t.strictSame(days(scene), [22, 23, 24], "the new archive is made all the same");

    scene.at("2026-11-25T12:00:00Z");
    const plan = await scene.rdump("plan");
    t.match(plan.err, /source-shrunken[\s\S]*had 10 files before/);
    t.match(plan.err, /restore them[\s\S]*--allow-destroy/, "both ways out");
    t.match(plan.out, "2 deletions require confirmation. To confirm: rdump apply --allow-destroy 2");
    t.match(await night(scene, 25), { exitCode: 1, out: /withheld destroy docs/ }, "that night lost nothing more");
    t.strictSame(days(scene), [22, 23, 24, 25]);
    const status = await scene.rdump("status");
    t.match(status, { exitCode: 2, out: /^shrunken {2}docs [\s\S]*^ {4}the source was empty at 2026-11-24/m });
    t.match(status.out, /restore\s+them[\s\S]*--allow-destroy/);
    t.match(JSON.parse((await scene.rdump("status", "--json")).out).shrunken, [
      { volume: "docs", by: 'docs.archives["offsite"]', time: "2026-11-24T12:00:00Z", had: 10, gone: 10, has: 0 },
    ]);

    mount(scene);
    const back = await night(scene, 26);
    t.match(back.out, /withheld destroy docs/, "it was unknown when the plan was made");
    t.strictSame(days(scene), [22, 23, 24, 25, 26]);
    t.match(await scene.rdump("status"), { exitCode: 0 }, "it ended by itself");
    const after = await scene.rdump("plan");
    t.notMatch(after.err, /source-shrunken/);
    t.match(after.out, /- destroy docs[\s\S]*- docs-20261122T[\s\S]*- docs-20261124T/, "as the rules say");
    t.notMatch(after.out, /docs-2026112[356]T/, "the good archive of 23 goes for none of an empty source");
  });
}

t.test(
  "no complete archive is deleted after files were emptied, and the warning ends when their content is back",
  async (t) => {
    const scene = await withIntegrity();
    const names = Array.from({ length: 9 }, (_, at) => scene.path("source", `file${at + 1}`));
    const write = (content: (number: number) => string) => {
      for (const [at, name] of names.entries()) writeFileSync(name, content(at + 1));
    };
    write(() => "");
    const first = await night(scene, 24);
    t.match(first, { exitCode: 1, out: /9 of 10 files were missing or empty in the source at 2026-11-24/ });
    t.match(first.out, /Missing or empty:\n +file1\n( +file\d\n){8}/, "the files are named");
    t.match(await night(scene, 25), { exitCode: 1, out: /withheld destroy docs/ });
    t.strictSame(days(scene), [22, 23, 24, 25], "as many files as before, and nothing expires");
    t.match(await scene.rdump("status"), { exitCode: 2, out: /^shrunken/m });
    write(String);
    await night(scene, 26);
    t.match(await scene.rdump("status"), { exitCode: 0 });
  },
);

t.test("no complete archive is deleted when another disk has as many files with less content", async (t) => {
  const scene = await withoutIntegrity();
  writeFileSync(scene.path("source", "file1"), Buffer.alloc(3_000_000, "good"));
  await night(scene, 24);
  unmount(scene);
  for (let number = 0; number < 10; number++) writeFileSync(scene.path("source", `other${number}`), `other ${number}`);
  for (const day of [25, 26]) t.match(await night(scene, day), { exitCode: 1, out: /withheld destroy docs/ });
  t.strictSame(days(scene), [23, 24, 25, 26]);
  const status = await scene.rdump("status");
  t.match(status, {
    exitCode: 2,
    out: /^shrunken[\s\S]*the source had .* in 10 files at 2026-11-25.*2\.9 MiB\s+before/m,
  });
  mount(scene);
  await night(scene, 27);
  t.match(await scene.rdump("status"), { exitCode: 0 }, "the right disk ends it");
});

t.test("a renamed directory is not a loss", async (t) => {
  const scene = await withIntegrity();
  mkdirSync(scene.path("source", "moved"));
  for (let number = 1; number < 10; number++) {
    renameSync(scene.path("source", `file${number}`), scene.path("source", "moved", `file${number}`));
  }
  t.match(await night(scene, 24), { exitCode: 0 });
  t.strictSame(days(scene), [23, 24]);
});

t.test("the user confirms a loss by the exact number, and later runs expire points again", async (t) => {
  const scene = await withIntegrity();
  for (let number = 1; number < 7; number++) rmSync(scene.path("source", `file${number}`));
  const found = await night(scene, 24, "--allow-destroy", "0");
  t.match(found, { exitCode: 1, out: /6 of 10 files were missing in the source at 2026-11-24/ });
  t.match(found.out, /withheld destroy docs/);
  scene.at("2026-11-25T12:00:00Z");
  t.match(await scene.rdump("apply", "-y", "--allow-destroy", "1"), {
    exitCode: 1,
    err: /2 deletions of this plan require confirmation/,
  });
  t.strictSame(days(scene), [22, 23, 24], "another number is no word");
  t.match(await night(scene, 25, "--allow-destroy", "2"), { exitCode: 0 });
  t.strictSame(days(scene), [24, 25]);
  t.match(readFileSync(scene.path("state", "points.jsonl"), "utf8"), /"kind":"accepted","volume":"docs"/);
  t.match(await scene.rdump("status"), { exitCode: 0 });
  t.match(await night(scene, 26), { exitCode: 0 });
  t.strictSame(days(scene), [25, 26]);
});

t.test("a confirmation of one loss does not allow a later loss", async (t) => {
  const scene = await withoutIntegrity();
  for (let number = 1; number < 7; number++) rmSync(scene.path("source", `file${number}`));
  await night(scene, 24);
  unmount(scene);
  t.match(await night(scene, 25, "--allow-destroy", "2"), { exitCode: 1, out: /withheld destroy docs/ });
  t.strictSame(days(scene), [22, 23, 24, 25]);
  mount(scene);
  await night(scene, 26);
  t.match(await scene.rdump("status"), { exitCode: 2 }, "four files are not the ten that there were");
});

t.test("a run with few deleted files is a normal run", async (t) => {
  const scene = await withIntegrity();
  for (const number of [1, 2, 3, 4, 5]) rmSync(scene.path("source", `file${number}`));
  const half = await night(scene, 24);
  t.match(half, { exitCode: 0 });
  t.notMatch(half.out, /lost more/);
  t.strictSame(days(scene), [23, 24]);
});

t.test("archives of a lost source make no good archive expire after its files are back", async (t) => {
  for (const prepared of [withIntegrity, withoutIntegrity]) {
    const scene = await prepared();
    unmount(scene);
    for (const day of [24, 25, 26]) t.match(await night(scene, day), { exitCode: 1 });
    mount(scene);
    await night(scene, 27);
    t.strictSame(days(scene), [22, 23, 24, 25, 26, 27]);
    const { err, out } = await scene.rdump("plan");
    t.match(err, /plan-doubtful\]\n +3 points were made while the source had lost files/);
    t.match(out, "3 to destroy", "22, and of the three of the lost source all but the last day");
    t.match(await night(scene, 28), { exitCode: 1 }, "5 of 7 points are more than limits.destroy allows");
    t.strictSame(days(scene), [22, 23, 24, 25, 26, 27, 28]);
    t.match(await night(scene, 29, "--allow-destroy", "6"), { exitCode: 0 });
    t.strictSame(days(scene), [28, 29], "two good nights");
    t.notMatch((await scene.rdump("plan")).err, "plan-doubtful");
  }
});

t.test("an accepted loss leaves archives that count like all others", async (t) => {
  const scene = await withIntegrity();
  for (let number = 1; number < 7; number++) rmSync(scene.path("source", `file${number}`));
  for (const day of [24, 25]) await night(scene, day);
  t.match(await night(scene, 26, "--allow-destroy", "3"), { exitCode: 0 });
  t.strictSame(days(scene), [25, 26]);
  t.match(await night(scene, 27), { exitCode: 0 });
  t.strictSame(days(scene), [26, 27]);
});

t.test("a loss also ends after the volume, its repository and the id got other names", async (t) => {
  const scene = await withIntegrity();
  unmount(scene);
  await night(scene, 24);
  const { repositories, volumes, ...rest } = simpleConfig(scene, { daily: 2 });
  const moved = [
    { from: "docs", to: "papers" },
    { from: "offsite", to: "vault" },
  ];
  scene.declare({
    ...rest,
    ...{ id: "other", formerIds: [rest.id], moved },
    repositories: { vault: repositories.offsite },
    volumes: { papers: { ...volumes.docs, archives: [{ repository: "vault", keep: { daily: 2 } }] } },
  });
  t.match(await night(scene, 25), { exitCode: 1, out: /withheld destroy papers/ });
  t.match(await scene.rdump("status"), { exitCode: 2, out: /^shrunken/m });
  mount(scene);
  await night(scene, 26);
  t.match(await scene.rdump("status"), { exitCode: 0 });
  t.strictSame(scene.archives().length, 5);
  t.match((await scene.rdump("plan")).err, /2 points were made while the source had lost files/);
});
