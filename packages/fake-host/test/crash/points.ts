import { type Content, contentOf, locateDirectory, type World } from "@rdump/fake-host";
import { isRsures } from "./expectations.ts";
import type { Recipe } from "./recipe.ts";
import { datasetOf, mirrorDatasetOf, mirrorOf, nameOf, OWNER } from "./scene.ts";

/** A point as it lies there, read without rdump: a second opinion. */
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

const NAME = /^(v\d+)-(\d{4})(\d\d)(\d\d)T\d{6}Z/;

export function pointsIn(world: World, recipe: Recipe): readonly FoundPoint[] {
  return [...archivesIn(world), ...mirrorsIn(world, recipe), ...snapshotsIn(world, recipe)];
}

function archivesIn(world: World): readonly FoundPoint[] {
  return Object.values(world.repositories)
    .flatMap(({ archives }) => archives)
    .flatMap(({ id, name, comment, commandLine, tree }) => {
      const mark = comment === "" ? commandLine.join(" ") : comment;
      const [, volume = "", ...date] = NAME.exec(name) ?? [];
      if (!mark.includes(`rdump owner=${OWNER} volume=${volume} `) || volume === "") return [];
      const complete = !/\.unchecked|\.checkpoint/.test(name);
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

function mirrorsIn(world: World, { volumes }: Recipe): readonly FoundPoint[] {
  return volumes.flatMap((_, index) => {
    const place = locateDirectory(world, mirrorOf(index));
    const mark = place?.node.entries[".rdump.json"];
    if (place === null || mark?.kind !== "file") return [];
    const { owner, time, complete, run } = JSON.parse(mark.content) as Record<string, string>;
    if (owner !== OWNER || time === undefined) return [];
    const stamp = time.replaceAll(/[-:]/g, "");
    return [
      {
        volume: nameOf(index),
        where: "mirrors" as const,
        id: `${run}`,
        name: `${nameOf(index)}-${stamp}`,
        complete: String(complete) === "true",
        day: time.slice(0, 10),
        content: contentOf(place.node, isRsures),
      },
    ];
  });
}

function snapshotsIn(world: World, { volumes }: Recipe): readonly FoundPoint[] {
  return volumes.flatMap((_, index) =>
    (
      [
        ["snapshots", datasetOf(index)],
        ["mirrored", mirrorDatasetOf(index)],
      ] as const
    ).flatMap(([where, dataset]) =>
      world.snapshots.flatMap(({ name, guid, properties, root }) => {
        const [, own, year, month, day] = /^(.*@rdump-(\d{4})(\d\d)(\d\d)T\d{6}Z)$/.exec(name) ?? [];
        const bare = name.slice(dataset.length + 1);
        if (own === undefined || !name.startsWith(`${dataset}@`) || properties["rdump:point"] !== `${OWNER}/${bare}`)
          return [];
        const point = {
          volume: nameOf(index),
          where,
          id: guid,
          name: `${nameOf(index)}-${bare.slice("rdump-".length)}`,
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
