import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { BORG_MISSING, carryOut, discoverIn, groupOf, openWorld, proposalsFor, type World } from "./world.ts";

const NO_SEGMENTS = ["hints.1", "index.1", "integrity.1", "data/0/1"];

/** The state of a repository after borg was killed at each of these points. */
const STATES: readonly (readonly [string, (path: string) => void])[] = [
  ["before its config", (path) => rmSync(join(path, "config"))],
  ["before its manifest", () => {}],
  ["before its commit", (path) => writeFileSync(join(path, "data/0/0"), "BORG_SEG")],
  [
    "in its commit",
    (path) => {
      for (const segment of ["0", "1"]) writeFileSync(join(path, "data/0", segment), "BORG_SEG");
    },
  ],
];

/** A repository as it is before its first commit. */
function begun(world: World, path: string): void {
  world.borg(["init", "--encryption=none", path]);
  for (const name of ["data/0", ...NO_SEGMENTS]) rmSync(join(path, name), { recursive: true, force: true });
  mkdirSync(join(path, "data/0"));
}

for (const [when, leave] of STATES) {
  t.test(
    `an unfinished repository that was interrupted ${when} is renamed, and a new one is made`,
    { skip: BORG_MISSING },
    async (t) => {
      const world = openWorld(t);
      const repository = world.repository();
      begun(world, repository.location);
      leave(repository.location);
      const group = groupOf(repository);
      const { groups } = await discoverIn(world, [group]);
      t.match(groups, [{ gap: null, facts: { unfinished: true }, diagnostics: [{ code: "borg-unfinished" }] }]);
      const [init] = proposalsFor(world, group, groups[0]?.facts ?? null);
      t.match(init, { kind: "borg/init", input: { unfinished: true } });
      if (init === undefined) return;
      t.match(await carryOut(world.io, init), { status: "done" });
      t.match((await discoverIn(world, [group])).groups, [{ gap: null, facts: { repository: "present" } }]);
      t.ok(readdirSync(`${repository.location}.unfinished-run-1`).includes("README"), "nothing was deleted");
    },
  );
}

t.test(
  "a damaged repository, and a directory that is not a repository, are not moved",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    const repository = world.repository();
    world.borg(["init", "--encryption=none", repository.location]);
    rmSync(join(repository.location, "config"));
    t.match((await discoverIn(world, [groupOf(repository)])).groups, [{ gap: { code: "borg-not-a-repository" } }]);
    rmSync(repository.location, { recursive: true });
    mkdirSync(repository.location);
    for (const name of ["README", "mine"]) writeFileSync(join(repository.location, name), "");
    t.match((await discoverIn(world, [groupOf(repository)])).groups, [{ gap: { code: "borg-not-a-repository" } }]);
  },
);
