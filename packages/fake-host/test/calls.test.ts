import { readFileSync } from "node:fs";
import { FakeHost } from "@rdump/fake-host";
import t from "tap";
import type { Recipe, VolumeRecipe } from "./crash/recipe.ts";
import { declaredBy, livedOn, worldFor } from "./crash/scene.ts";
import { applyOn } from "./engine.ts";

const PAGE = readFileSync(new URL("../../../docs/benchmarks.md", import.meta.url), "utf8");

const BASE = { source: "directory", type: "ext4", integrity: false, archives: null, mirror: false, files: 3 } as const;
/** The volumes of a night, by the rows of the table. Each group has one point before, which expires. */
const NIGHTS: { readonly [row: string]: VolumeRecipe } = {
  "plain source, mirror": { ...BASE, mirror: true },
  "plain source with integrity data, mirror": { ...BASE, integrity: true, mirror: true },
  "LVM snapshot, mirror": { ...BASE, source: "classic", mirror: true },
  "ZFS snapshots": { ...BASE, source: "dataset", snapshots: 1 },
  "ZFS snapshot, mirror in a dataset": { ...BASE, source: "dataset", mirrored: 1 },
};

/** The columns of the table. */
const COLUMNS = ["rsync", "rsure", "LVM", "ZFS", "other"] as const;

function columnOf([program = ""]: readonly string[]): (typeof COLUMNS)[number] {
  if (program === "rsync" || program === "rsure") return program;
  if (/^(lv|vg)/.test(program)) return "LVM";
  return /^z(fs|pool)$/.test(program) ? "ZFS" : "other";
}

const at = (day: number) => Date.UTC(2026, 10, day, 3);

/** The numbers of calls in the third night of `count` equal volumes. */
async function callsOf(volume: VolumeRecipe, count: number): Promise<readonly number[]> {
  const volumes = Array.from({ length: count }, () => volume);
  const recipe: Recipe = {
    volumes,
    past: [],
    strangers: [],
    upkeep: false,
    minute: 0,
    later: 0,
    power: "process",
    overflow: null,
  };
  let world = worldFor(recipe);
  const night = async (day: number) => {
    const calls: (readonly string[])[] = [];
    const host = new FakeHost({ world: livedOn(world, recipe, day), now: () => at(day) });
    const io = host.io();
    const counted: typeof io = {
      ...io,
      query: (command, options) => {
        calls.push(command.argv);
        return io.query(command, options);
      },
      run: (step, listener) => {
        if (step.do === "run") calls.push(step.argv);
        return io.run(step, listener);
      },
    };
    const { report } = await applyOn(declaredBy(recipe), counted, at(day));
    t.equal(report.status, "ok", JSON.stringify(report.actions));
    world = host.world;
    return calls;
  };
  for (const day of [1, 2]) await night(day);
  const columns = (await night(3)).map(columnOf);
  return COLUMNS.map((column) => columns.filter((each) => each === column).length);
}

/** The cells of a row, for a number of volumes: `3 + 2V` for 5 of them is 13. */
function documented(row: string, volumes: number): readonly number[] {
  const cells =
    PAGE.split("\n")
      .find((line) => line.startsWith(`| ${row} |`))
      ?.split("|")
      .slice(2, -1) ?? [];
  const amountOf = (term: string) =>
    term.endsWith("V") ? Number(term.slice(0, -1) === "" ? 1 : term.slice(0, -1)) * volumes : Number(term);
  return cells.map((cell) => cell.split("+").reduce((sum, term) => sum + amountOf(term.trim()), 0));
}

for (const [row, volume] of Object.entries(NIGHTS)) {
  t.test(`a night makes the calls that the table says: ${row}`, async (t) => {
    for (const volumes of [1, 3]) t.strictSame(await callsOf(volume, volumes), documented(row, volumes), `${volumes}`);
  });
}
