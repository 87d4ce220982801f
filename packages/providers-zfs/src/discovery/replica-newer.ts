import type { Base } from "../replica/lineage.ts";
import { BASE_TAG } from "../replica/names.ts";
import { newerThan, shortName } from "../replica/newer.ts";
import type { ComparedReplica } from "./replica-marks.ts";
import { momentsOf } from "./world.ts";

/** What a rollback would destroy. */
export type NewerState = {
  readonly base: Pick<Base, "name" | "guid">;
  /** Newest first; `@NAME` or `#NAME`. `why`: it cannot be destroyed; absent: it can. */
  readonly newer: readonly NewerThing[];
  /** The bytes that were written after the newest snapshot. */
  readonly written: number;
};

type NewerThing = {
  readonly name: string;
  readonly guid: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  readonly held?: true;
  readonly why?: string;
};

/** Of a replica that is refused only for what is newer. */
export function newerIn({ place: { target }, far, lineage }: ComparedReplica): NewerState | null {
  if (lineage.state !== "newer") return null;
  const newer = newerThan(lineage.base.guid, momentsOf(target, far)) ?? [];
  const { name, guid } = lineage.base;
  return {
    base: { name, guid },
    written: far.datasets.get(target)?.written ?? 0,
    newer: newer.map((moment) => {
      const full = `${target}@${moment.name}`;
      const tags = moment.kind === "snapshot" ? (far.tags.get(full) ?? []) : [];
      const clones = far.snapshots.get(target)?.find((each) => each.guid === moment.guid)?.clones ?? 0;
      const foreign = tags.find((tag) => tag !== BASE_TAG);
      const why = foreign !== undefined ? `it has the hold ${foreign}` : clones > 0 ? "a clone depends on it" : null;
      return {
        ...{ name: shortName(moment), guid: moment.guid, created: moment.created },
        ...(tags.includes(BASE_TAG) ? { held: true as const } : {}),
        ...(why === null || moment.kind === "bookmark" ? {} : { why }),
      };
    }),
  };
}
