import fc from "fast-check";
import type { VolumeRecipe } from "../crash/recipe.ts";

/** What happens to a source, a host or a repository between two nights. Most of it ends with another one of the list. */
export const ACCIDENTS = [
  /** Another disk at the same mount point: as many files, with less in them, and no integrity data. */
  "another disk",
  /** The same with another UUID and as much in the files, where the host knows the UUID: a mounted disk. */
  "another disk of the same size",
  "all files removed",
  "all files emptied",
  /** The files of before are back. */
  "source repaired",
  "directory renamed",
  /** A file that cannot be read. */
  "bad sector",
  "bad sector repaired",
  "another id",
  "the right id",
  "another host name",
  "clock a year ahead",
  "clock right again",
  "an exclude more",
  "no exclude",
  /** The repository is restored from the copy of some nights ago. */
  "repository of before",
  "state directory lost",
  /** A copy of the machine, with the same config, begins to work with the same repository. */
  "machine cloned",
  /** The same, and the copy has the same machine id too. */
  "machine cloned with its id",
  "clone switched off",
  /** The archives of the copy are declared as own. */
  "clone taken over",
  /** Only `points.jsonl` is deleted. */
  "record deleted",
  /** The newest complete archive of the volume is pinned. */
  "newest archive pinned",
  "pins removed",
  /** The repository gets another name in the config, with the `moved` line, or its first name again. */
  "repository renamed",
  /** The same for the first volume. */
  "volume renamed",
  /** An archive that another program made is adopted. */
  "archive adopted",
] as const;
export type Accident = (typeof ACCIDENTS)[number];

/** A night: what happened before it, to which volume. No run: the host was off. */
export interface Night {
  readonly accidents: readonly { readonly what: Accident; readonly volume: number }[];
  readonly runs: boolean;
}

export interface HistoryRecipe {
  readonly volumes: readonly VolumeRecipe[];
  readonly nights: readonly Night[];
}

const volume: fc.Arbitrary<VolumeRecipe> = fc.record({
  source: fc.constantFrom("directory", "mount", "classic", "thin", "dataset", "dataset"),
  type: fc.constantFrom("ext4", "xfs"),
  archives: fc.integer({ min: 1, max: 4 }),
  mirror: fc.constant(false),
  snapshots: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
  integrity: fc.boolean(),
  files: fc.integer({ min: 4, max: 6 }),
});

const night: fc.Arbitrary<Night> = fc.record({
  accidents: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 3,
      arbitrary: fc.array(fc.record({ what: fc.constantFrom(...ACCIDENTS), volume: fc.nat(1) }), {
        minLength: 1,
        maxLength: 2,
      }),
    },
  ),
  runs: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
});

export const histories: fc.Arbitrary<HistoryRecipe> = fc.record({
  volumes: fc.array(volume, { minLength: 1, maxLength: 2 }),
  nights: fc.array(night, { minLength: 4, maxLength: 14 }),
});
