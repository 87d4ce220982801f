import { type Plan, type Status, stampOf } from "@rdump/core";
import { contentOf, type World } from "@rdump/fake-host";
import { isRsures } from "../crash/expectations.ts";
import { type FoundPoint, keptDaily, pointsIn } from "../crash/points.ts";
import type { Recipe } from "../crash/recipe.ts";
import { archivesSeen, membersOf, OWNER } from "../crash/scene.ts";
import type { Saved } from "./source.ts";

/** A source that has lost its files. */
export interface Loss {
  readonly was: Saved;
  /** The points from before the loss. No user asked for their deletion. */
  readonly good: ReadonlySet<string>;
}

/** What is known beside the world itself. */
export interface Known {
  readonly scene: Recipe;
  /** By volume. */
  readonly losses: ReadonlyMap<string, Loss>;
  /** Archives of a copy of the machine. */
  readonly foreign: ReadonlySet<string>;
  readonly pinned: ReadonlySet<string>;
  /** Points that were made of a source that had lost its files. No history accepts a loss. */
  readonly bad: ReadonlySet<string>;
  /** By id: the volumes of archives that another program made, and that are adopted. */
  readonly adopted: ReadonlyMap<string, string>;
}

/** The name that the first volume has after it was renamed. */
export const RENAMED = "v5";

/** A text in which the first volume has its first name. */
export function firstName(text: string): string {
  return text.replace(new RegExp(`^${RENAMED}(?=[-./+]|$)`), "v0");
}

/** One run, from the world that it began in to the world that it left. */
export interface Ran {
  readonly before: World;
  readonly after: World;
  readonly plans: readonly Plan[];
  readonly status: Status;
  /** The id in the config. */
  readonly id: string;
}

/** The points of this machine. */
export function ownPoints(
  world: World,
  { scene, foreign, adopted }: Pick<Known, "scene" | "foreign" | "adopted">,
): readonly FoundPoint[] {
  const made = pointsIn(world, scene).filter(({ id }) => !foreign.has(id));
  const named = made.map((point) => ({ ...point, name: firstName(point.name), volume: firstName(point.volume) }));
  return [...named, ...adoptedIn(world, adopted)];
}

function adoptedIn(world: World, adopted: Known["adopted"]): readonly FoundPoint[] {
  return archivesSeen(world).flatMap(({ id, time, tree }) => {
    const volume = adopted.get(id);
    if (volume === undefined) return [];
    const point = { id, volume, where: "archives" as const, complete: true, content: contentOf(tree, isRsures) };
    return [{ ...point, name: `${volume}-${stampOf(time)}`, day: new Date(time).toISOString().slice(0, 10) }];
  });
}

export function ownGone({ before, after }: Pick<Ran, "before" | "after">, known: Known): readonly FoundPoint[] {
  const left = new Set(ownPoints(after, known).map(({ id }) => id));
  return ownPoints(before, known).filter(({ id }) => !left.has(id));
}

/** What a run did wrong. */
export function faultsOf(ran: Ran, known: Known): readonly string[] {
  return [...destroyed(ran, known), ...foreignGone(ran, known), ...(ran.id === OWNER ? claimed(ran, known) : [])];
}

/** No complete point goes that the rules keep, that was good before a loss, or that no plan had shown. */
function destroyed(ran: Ran, known: Known): readonly string[] {
  const shown = new Set(
    ran.plans.flatMap(({ actions }) => actions.flatMap(({ destroys }) => destroys.map(({ id }) => id))),
  );
  const kept = new Set(keptBy(ran, known).map(({ id }) => id));
  const faults: string[] = [];
  for (const { id, name, where, volume, complete } of ownGone(ran, known)) {
    const said = (why: string) => faults.push(`${name} of ${where} is gone, ${why}`);
    if (!shown.has(id)) said("and no plan had shown it");
    // An adopted point belongs to the config that declares it, with any id.
    if (!complete || (known.adopted.has(id) && ran.id !== OWNER)) continue;
    if (ran.id !== OWNER) said("and the run had another id");
    if (kept.has(id)) said("and its rules keep it");
    if (known.pinned.has(id)) said("and it is pinned");
    if (known.losses.get(volume)?.good.has(id) === true) said("and its source has lost its files");
  }
  return faults;
}

/** What the rules keep of the points from before the run and after it: of all, and of those of a good source alone. */
function keptBy({ before, after }: Ran, known: Known): readonly FoundPoint[] {
  const all = new Map([...ownPoints(before, known), ...ownPoints(after, known)].map((point) => [point.id, point]));
  return membersOf(known.scene).flatMap(({ name, kept }) =>
    Object.entries(kept).flatMap(([where, days]) => {
      const ofGroup = [...all.values()].filter(
        (each) => each.volume === name && each.where === where && each.complete && !known.pinned.has(each.id),
      );
      if (days === null) return ofGroup;
      return [
        ...keptDaily(ofGroup, days),
        ...keptDaily(
          ofGroup.filter(({ id }) => !known.bad.has(id)),
          days,
        ),
      ];
    }),
  );
}

function foreignGone({ before, after }: Ran, { foreign }: Known): readonly string[] {
  const left = new Set(archivesSeen(after).map(({ id }) => id));
  const gone = archivesSeen(before).filter(({ id }) => foreign.has(id) && !left.has(id));
  return gone.map(({ name }) => `${name} is gone, and a copy of the machine had made it`);
}

/** A group is `ok` only with a complete point of this night. */
function claimed({ after, status: { groups, asOf } }: Ran, known: Known): readonly string[] {
  const today = asOf.slice(0, 10);
  const points = ownPoints(after, known).filter(({ complete, day }) => complete && day >= today);
  return groups
    .filter(({ address, state }) => {
      const [, volume, where] = /^(v\d+)\.(archives|snapshots)/.exec(firstName(address)) ?? [];
      return state === "ok" && !points.some((point) => point.volume === volume && point.where === where);
    })
    .map(({ address }) => `${address} is ok, and has no complete point of ${today}`);
}
