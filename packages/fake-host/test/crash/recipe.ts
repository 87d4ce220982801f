import fc from "fast-check";

/** The recipe of a case: small and deterministic. It is reduced after a failure, and stored in fixtures. */
export interface Recipe {
  readonly volumes: readonly VolumeRecipe[];
  /** Earlier runs, the oldest first. */
  readonly past: readonly PastRun[];
  readonly strangers: readonly Stranger[];
  /** Whether the repository is checked and compacted daily. */
  readonly upkeep: boolean;
  /** Minutes since 2026-11-20T00:00Z at which the run begins that is killed. */
  readonly minute: number;
  /** Minutes after which the next run begins. */
  readonly later: number;
  readonly power: Power;
  /** The step of that run after which its classic snapshots overflow; null: they do not. */
  readonly overflow: number | null;
  /** The repository's disk is not mounted while that run and the next ones work; then it is again. */
  readonly lost?: boolean;
}

/** The victim: rdump and its children, or the whole machine. */
export type Power = "process" | "machine";

export interface VolumeRecipe {
  readonly source: "directory" | "mount" | "classic" | "thin" | "dataset";
  readonly type: "ext4" | "xfs";
  /** Days to keep archives for; null: no archives. */
  readonly archives: number | null;
  readonly mirror: boolean;
  /** Days to keep a dataset's own snapshots for; null: it has none that stay. */
  readonly snapshots?: number | null;
  /** Days to keep for what a mirror in a dataset held; null: there is none. */
  readonly mirrored?: number | null;
  /** A declared clone of a dataset. */
  readonly clone?: boolean;
  /** A dataset is recursive, and has a child. */
  readonly child?: boolean;
  readonly integrity: boolean;
  readonly files: number;
}

export interface PastRun {
  readonly daysAgo: number;
  /** Thousandths of its instants after which it was killed; null: it came to its end. */
  readonly killed: number | null;
  readonly power: Power;
}

export const STRANGERS = [
  "archive by hand",
  "archive of another owner",
  "archive of a volume that is gone",
  "snapshot by hand",
  "snapshots of others in the pools",
  "mirror of another owner",
  "file beside",
] as const;
export type Stranger = (typeof STRANGERS)[number];

const power = fc.constantFrom<Power>("process", "machine");

const days = fc.integer({ min: 1, max: 3 });

const volume: fc.Arbitrary<VolumeRecipe> = fc.record({
  source: fc.constantFrom("directory", "mount", "classic", "thin", "dataset", "dataset"),
  type: fc.constantFrom("ext4", "xfs"),
  archives: fc.option(days),
  mirror: fc.boolean(),
  snapshots: fc.option(days, { nil: null }),
  mirrored: fc.option(days, { nil: null, freq: 2 }),
  clone: fc.boolean(),
  child: fc.boolean(),
  integrity: fc.boolean(),
  files: fc.integer({ min: 1, max: 4 }),
});

const past: fc.Arbitrary<PastRun> = fc.record({
  daysAgo: fc.integer({ min: 0, max: 5 }),
  killed: fc.option(fc.integer({ min: 0, max: 999 })),
  power,
});

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  volumes: fc.array(volume, { minLength: 1, maxLength: 3 }),
  past: fc.array(past, { maxLength: 4 }).map((runs) => runs.toSorted((a, b) => b.daysAgo - a.daysAgo)),
  strangers: fc.subarray([...STRANGERS]),
  upkeep: fc.boolean(),
  minute: fc.integer({ min: 0, max: 1439 }),
  later: fc.constantFrom(1, 90, 1500),
  power,
  overflow: fc.option(fc.integer({ min: 1, max: 25 }), { freq: 2 }),
  lost: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
});
