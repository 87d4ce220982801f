import type { MarkedArchive } from "@rdump/core/provider";

/** The archives of one owner and machine in a repository. */
export interface OwnerArchives {
  readonly owner: string;
  /** The digest of the machine; null in archives of version 0.1. */
  readonly machine: string | null;
  readonly volumes: readonly VolumeArchives[];
  /** The archives with a machine record: complete ones first, the newest first. */
  readonly recorded: readonly MarkedArchive[];
}

interface VolumeArchives {
  readonly volume: string;
  /** The newest first. */
  readonly archives: readonly MarkedArchive[];
}

/** Pure: who has archives in a repository. The owner of the newest archive is first. */
export function ownersIn(archives: readonly MarkedArchive[]): readonly OwnerArchives[] {
  const sorted = [...archives].sort((a, b) => b.point.time - a.point.time || (a.point.name < b.point.name ? -1 : 1));
  const groups = groupedBy(sorted, ({ mark: { owner, machine } }) => JSON.stringify([owner, machine]));
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const volumes = Array.from(
      groupedBy(own, ({ mark }) => mark.volume),
      ([volume, of]) => ({
        volume,
        archives: of,
      }),
    );
    const withRecord = own.filter(({ record, point }) => record !== null && point.state !== "invalid");
    const rank = ({ point }: MarkedArchive) => (point.state === "complete" ? 0 : 1);
    return [
      {
        owner: first.mark.owner,
        machine: first.mark.machine,
        volumes: volumes.sort((a, b) => (a.volume < b.volume ? -1 : 1)),
        recorded: withRecord.sort((a, b) => rank(a) - rank(b)),
      },
    ];
  });
}

function groupedBy(
  archives: readonly MarkedArchive[],
  keyOf: (archive: MarkedArchive) => string,
): ReadonlyMap<string, readonly MarkedArchive[]> {
  const groups = new Map<string, MarkedArchive[]>();
  for (const archive of archives) {
    const key = keyOf(archive);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [archive]);
    else known.push(archive);
  }
  return groups;
}
