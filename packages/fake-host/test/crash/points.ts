import { type Content, contentOf, locateDirectory, type World } from "@rdump/fake-host";
import { isRsures } from "./expectations.ts";
import type { Recipe } from "./recipe.ts";
import { archivesSeen, membersOf, OWNER } from "./scene.ts";

/** A point, read without rdump. */
export interface FoundPoint {
  readonly volume: string;
  readonly where: "archives" | "mirrors" | "snapshots" | "mirrored";
  readonly id: string;
  /** `VOLUME-STAMP`, and what is behind it while it is not complete. */
  readonly name: string;
  readonly complete: boolean;
  /** `2026-11-22`. */
  readonly day: string;
  readonly content: Content;
}

/** A child's name is written with a `+`. */
const NAME = /^(v\d+(?:\+kid)?)-(\d{4})(\d\d)(\d\d)T\d{6}Z/;

export function pointsIn(world: World, recipe: Recipe): readonly FoundPoint[] {
  return [...archivesIn(world), ...mirrorsIn(world, recipe), ...snapshotsIn(world, recipe)];
}

function archivesIn(world: World): readonly FoundPoint[] {
  return archivesSeen(world).flatMap(({ id, name: written, comment, commandLine, tree }) => {
    const mark = comment === "" ? commandLine.join(" ") : comment;
    const [, own = "", ...date] = NAME.exec(written) ?? [];
    const [volume, name] = [own.replace("+", "/"), written.replace("+", "/")];
    if (!mark.includes(`rdump owner=${OWNER} volume=${volume} `) || volume === "") return [];
    const complete = !/\.unchecked|\.incomplete|\.checkpoint/.test(name);
    return [
      {
        volume,
        where: "archives" as const,
        id,
        name,
        complete,
        day: date.join("-"),
        content: contentOf(tree, isRsures),
      },
    ];
  });
}

function mirrorsIn(world: World, recipe: Recipe): readonly FoundPoint[] {
  return membersOf(recipe).flatMap(({ name: volume, mirror }) => {
    const place = mirror === null ? null : locateDirectory(world, mirror);
    const mark = place?.node.entries[".rdump.json"];
    if (place === null || mark?.kind !== "file") return [];
    const { owner, time, complete, run } = JSON.parse(mark.content) as Record<string, string>;
    if (owner !== OWNER || time === undefined) return [];
    const stamp = time.replaceAll(/[-:]/g, "");
    return [
      {
        volume,
        where: "mirrors" as const,
        id: `${run}`,
        name: `${volume}-${stamp}`,
        complete: String(complete) === "true",
        day: time.slice(0, 10),
        content: contentOf(place.node, isRsures),
      },
    ];
  });
}

function snapshotsIn(world: World, recipe: Recipe): readonly FoundPoint[] {
  return membersOf(recipe).flatMap((member) =>
    (
      [
        ["snapshots", member.dataset],
        ["mirrored", member.mirrorDataset],
      ] as const
    ).flatMap(([where, dataset]) =>
      world.snapshots.flatMap(({ name, guid, properties, root }) => {
        const [, own, year, month, day] = /^(.*@rdump-(\d{4})(\d\d)(\d\d)T\d{6}Z)$/.exec(name) ?? [];
        const bare = name.slice(dataset.length + 1);
        if (own === undefined || !name.startsWith(`${dataset}@`) || properties["rdump:point"] !== `${OWNER}/${bare}`)
          return [];
        const point = {
          volume: member.name,
          where,
          id: guid,
          name: `${member.name}-${bare.slice("rdump-".length)}`,
        };
        return [{ ...point, complete: true, day: `${year}-${month}-${day}`, content: contentOf(root, isRsures) }];
      }),
    ),
  );
}

/** The model of `daily: N`: the newest of each day, of the N newest days, and the oldest while there are fewer. */
export function keptDaily(points: readonly FoundPoint[], daily: number): readonly FoundPoint[] {
  const newestFirst = points.toSorted((a, b) => (a.name < b.name ? 1 : -1));
  const heads = newestFirst.filter(({ day }, index) => newestFirst[index - 1]?.day !== day);
  const kept = heads.slice(0, daily);
  const oldest = newestFirst.at(-1);
  return kept.length < daily && oldest !== undefined && !kept.includes(oldest) ? [...kept, oldest] : kept;
}
