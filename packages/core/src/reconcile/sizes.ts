import type { Desired } from "../desired/desire.ts";
import { type Address, repositoryAddress } from "../model/address.ts";
import { isoOf } from "../model/instant.ts";
import type { PointRecord } from "../model/record.ts";
import type { RepositoryStatus, SizeStatus } from "../model/status.ts";

interface Count {
  /** As `isoOf` writes it, so that the order of texts is the order of times. */
  readonly time: string;
  readonly bytes: number;
}

/** In the order of the record; points of one run have one time. */
type Counts = Map<Address, Count[]>;

const WEEK = 7 * 86_400_000;

export interface Sizes {
  readonly groups: ReadonlyMap<Address, SizeStatus>;
  readonly repositories: readonly RepositoryStatus[];
}

/** The sizes of declared groups and repositories, from the points in the record. Pure. */
export function sizesIn({ points }: Pick<PointRecord, "points">, { groups }: Pick<Desired, "groups">): Sizes {
  const repositoryOf = new Map(groups.map(({ group }) => [group.address, group.repository?.name ?? null]));
  const byGroup = new Map<Address, Count[]>();
  const byRepository = new Map<Address, Count[]>();
  for (const { address, time, bytes, repositoryBytes, missing } of points.values()) {
    const repository = repositoryOf.get(address);
    if (repository === undefined) continue;
    if (bytes !== undefined && missing === undefined) add(byGroup, address, time, bytes);
    if (repositoryBytes !== undefined && repository !== null)
      add(byRepository, repositoryAddress(repository), time, repositoryBytes);
  }
  const repositories = [...byRepository].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    groups: new Map([...byGroup].map(([address, counts]) => [address, sizeOf(counts)])),
    repositories: repositories.map(([address, counts]) => ({ address, size: sizeOf(counts) })),
  };
}

function add(counts: Counts, address: Address, time: string, bytes: number): void {
  const known = counts.get(address);
  if (known === undefined) counts.set(address, [{ time, bytes }]);
  else known.push({ time, bytes });
}

function sizeOf(counts: readonly Count[]): SizeStatus {
  const newest = counts.reduce((latest, each) => (each.time >= latest.time ? each : latest));
  const before = baseOf(counts, newest);
  const growth = before === null ? null : { bytes: newest.bytes - before.bytes, since: before.time };
  return { bytes: newest.bytes, time: newest.time, growth };
}

/** The count that the growth is measured from. */
function baseOf(counts: readonly Count[], { time }: Count): Count | null {
  const aged = isoOf(Date.parse(time) - WEEK);
  const isAged = (each: Count) => each.time <= aged;
  return counts.reduce<Count | null>((base, each) => {
    if (each.time >= time) return base;
    if (base === null) return each;
    if (isAged(each) !== isAged(base)) return isAged(each) ? each : base;
    return isAged(each) === each.time >= base.time ? each : base;
  }, null);
}
