import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo } from "../io/capability.ts";
import { type Mount, mountHolding } from "../io/mountinfo.ts";
import type { Source } from "../model/source.ts";
import type { PlanRequest } from "../plan/context.ts";
import type { RestorePlace, WholePlace } from "../provider/restoring.ts";
import type { Session } from "../reconcile/session.ts";
import { RESTORE } from "./codes.ts";
import { contains } from "./plan.ts";

/** A volume, and where it is restored. */
export interface Destination {
  readonly volume: string;
  readonly to: string;
  readonly whole: WholePlace;
  /** As in `RestoreRequest`. */
  readonly mount: number | null;
}

export type PlacedDestination = Destination & { readonly place: RestorePlace };

/** A volume that is not restored, and why. */
export interface RefusedVolume {
  readonly volume: string;
  /** Null: its path is not known. */
  readonly to: string | null;
  readonly problems: readonly Diagnostic[];
  /** The same command cannot restore it later either. Absent: it can, when the cause is gone. */
  readonly isFinal?: true;
  /** As in `RestoreRequest`. Absent: its path is not known. */
  readonly mount?: number | null;
  /** Its destination is free for a repeated command. Absent: it is not. */
  readonly isFree?: true;
}

interface Destinations {
  /** Parents first. */
  readonly known: readonly Destination[];
  /** Volumes without a known path, or with that of another volume. */
  readonly refused: RefusedVolume[];
}

/** Pure: the destinations of all volumes. */
export function destinationsOf(
  { desired, observed }: PlanRequest,
  target: string,
  mounts: readonly Mount[],
): Destinations {
  const refused: RefusedVolume[] = [];
  const refuse = (volume: string, to: string | null, detail: string) => {
    const problem = RESTORE.error("restore-unknown-path", detail, { address: volume });
    refused.push({ volume, to, problems: [problem], isFinal: true });
  };
  const known = desired.volumes.flatMap(({ name, source }): readonly Pick<Destination, "volume" | "to">[] => {
    const path = pathOf(source) ?? observed.sources.get(name)?.root ?? null;
    if (path !== null) return [{ volume: name, to: joined(target, path) }];
    const detail = `The path of ${visible(name)} is not known, because its dataset is not mounted. Restore this volume alone:\nrdump restore ${visible(name)} --to DIR`;
    refuse(name, null, detail);
    return [];
  });
  const sorted = known.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.volume < b.volume ? -1 : 1));
  const first = sorted.filter(({ to, volume }) => {
    const before = sorted.find((each) => each.to === to);
    if (before === undefined || before.volume === volume) return true;
    const detail = `${visible(volume)} and ${visible(before.volume)} have the same path. Only ${visible(before.volume)} is restored.`;
    refuse(volume, to, detail);
    return false;
  });
  const held = first.map((each) => ({ ...each, mount: mountHolding(mounts, each.to)?.id ?? null }));
  return { known: held.map((each) => ({ ...each, whole: wholeOf(each, held, target) })), refused };
}

/** Files are renamed from their closed directory, so only volumes on the same file system count. */
function wholeOf({ to, mount }: Held, all: readonly Held[], target: string): WholePlace {
  const outermost = all.find((each) => each.mount === mount && contains(each.to, to))?.to;
  return outermost === undefined ? { target } : { target, outermost };
}

type Held = Pick<Destination, "to" | "mount">;

/** Looks at the destinations, and changes nothing. */
export async function placesOf(
  destinations: readonly Destination[],
  { providers }: Session,
  io: ReadIo,
): Promise<readonly PlacedDestination[]> {
  if (providers.placer === null) throw new Error("no provider places restored files");
  const placed: PlacedDestination[] = [];
  for (const each of destinations) {
    placed.push({ ...each, place: await providers.placer.observe(each.to, { paths: [], whole: each.whole }, io) });
  }
  return placed;
}

function pathOf(source: Source): string | null {
  switch (source.type) {
    case "plain":
      return source.path;
    case "lvm":
      return source.mount;
    case "zfs":
      return null;
  }
}

function joined(target: string, path: string): string {
  const below = path.split("/").filter((name) => name !== "");
  return below.length === 0 ? target : [target === "/" ? "" : target, ...below].join("/");
}
