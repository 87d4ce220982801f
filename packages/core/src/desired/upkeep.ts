import type { Config } from "../model/config.ts";
import type { Every } from "../model/every.ts";
import { UPKEEP_KINDS, type UpkeepKind } from "../model/history.ts";
import type { Instant } from "../model/instant.ts";
import type { Repository } from "../model/repository.ts";
import type { Zone } from "./calendar.ts";
import { previousSlot, type Slot, slotOf } from "./schedule.ts";

/** One kind of upkeep of a repository, and its slot. */
export interface DesiredUpkeep {
  readonly repository: Repository;
  readonly kind: UpkeepKind;
  readonly every: Every;
  readonly slot: Slot;
  readonly previous: Slot;
  /** Due only after this owner deleted points. */
  readonly afterDeletions: boolean;
}

/** The declared upkeep of the named repositories, by name, then in the order of execution. */
export function desireUpkeep(
  { repositories }: Config,
  used: ReadonlySet<string>,
  zone: Zone,
  now: Instant,
): readonly DesiredUpkeep[] {
  return Object.values(repositories)
    .filter(({ name }) => used.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((repository) =>
      UPKEEP_KINDS.flatMap((kind) => {
        const every = repository[kind];
        if (every === null) return [];
        const afterDeletions = kind === "compact" && repository.compactAfterDeletions === true;
        const slots = { slot: slotOf(every, zone, now), previous: previousSlot(every, zone, now) };
        return [{ repository, kind, every, ...slots, afterDeletions }];
      }),
    );
}
