import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, FileCount } from "@rdump/core/provider";
import t from "tap";
import { BORG_MISSING, backUp, discoverIn, groupOf, type Making, openWorld, SECOND_RUN, type World } from "./world.ts";

const SUREFILES = ["2sure.dat.gz", "2sure.bak.gz"];

/** A tree with nothing but so many files in it. */
function plant(world: World, ...names: readonly string[]): void {
  for (const name of names) writeFileSync(join(world.tree, name), name);
}

t.test(
  "an archive is compared with the previous one, without the integrity data",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    rmSync(world.tree, { recursive: true });
    mkdirSync(world.tree);
    const group = groupOf(world.repository());
    const counts: FileCount[] = [];
    const make = (making: Making) =>
      backUp(world, group, {
        integrityFiles: SUREFILES,
        counted: async (count) => {
          counts.push(count);
          return null;
        },
        ...making,
      });
    plant(world, "a", "b", "2sure.dat.gz");
    const first = await make({});
    t.match(first, { status: "done", warnings: [] });
    if (first.status !== "done" || first.made === null) return t.fail("no archive");
    const previous = { ...first.made, time: 0 };
    plant(world, "2sure.bak.gz");
    for (const name of ["a", "b"]) rmSync(join(world.tree, name));

    const unwritten: Diagnostic = { code: "history-not-written", severity: "error", summary: "", detail: "" };
    const run = SECOND_RUN;
    t.match(await make({ run, previous, counted: async () => unwritten }), { status: "failed", diagnostic: unwritten });
    const partial = (await discoverIn(world, [group])).groups[0]?.points.filter(({ state }) => state !== "complete");
    t.match(partial, [{ name: "root-20261123T200640Z-b9d1.unchecked" }], "it got no name that counts");
    world.borg(["delete", `${group.repository?.location}::root-20261123T200640Z-b9d1.unchecked`]);

    const remade = async (before: typeof previous) => {
      const outcome = await make({ run, previous: before });
      if (outcome.status === "done") world.borg(["delete", `${group.repository?.location}::${outcome.made?.name}`]);
      return outcome;
    };
    t.match(await remade({ ...previous, name: "gone" }), { status: "done", warnings: [] });
    t.match(await remade({ ...previous, id: "f".repeat(64) }), { status: "done", warnings: [] });
    t.match(await remade(previous), { status: "done", warnings: [] });
    // The size of a new archive includes the line of its command.
    t.match(counts, [
      { had: null, gone: 0, has: 2 },
      { had: null, gone: 0, has: 0 },
      { had: null, gone: 0, has: 0 },
      { had: 2, gone: 2, has: 0, bytes: { had: 2, has: Number } },
    ]);
  },
);
