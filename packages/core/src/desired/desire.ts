import type { Config } from "../model/config.ts";
import type { Group } from "../model/group.ts";
import type { Instant } from "../model/instant.ts";
import type { DatasetMirrorTarget, Target } from "../model/target.ts";
import type { Volume } from "../model/volume.ts";
import { openZone, type Zone } from "./calendar.ts";
import { previousSlot, type Slot, slotOf } from "./schedule.ts";
import { type DesiredUpkeep, desireUpkeep } from "./upkeep.ts";

/** One group and the slot that needs a point. */
export interface DesiredGroup {
  readonly group: Group;
  readonly slot: Slot;
  /** The slot before: without a point in either, the group is overdue. */
  readonly previous: Slot;
  /** The group that this one is made from (an archive of a mirror); null: from the volume itself. */
  readonly madeFrom: string | null;
}

/** The desired state of a config at one moment. */
export interface Desired {
  readonly config: Config;
  readonly zone: Zone;
  readonly now: Instant;
  /** The volumes that this is about, or some of whose groups are; sorted by name. */
  readonly volumes: readonly Volume[];
  /** Null: all that are declared. */
  readonly only: readonly string[] | null;
  /** The volumes and groups that get one more point, also where the slot has one; sorted. */
  readonly extra: readonly string[];
  /** New archives are full, also in the period of another full one. */
  readonly full: boolean;
  /** Sorted by address. */
  readonly groups: readonly DesiredGroup[];
  /** Of the repositories that these groups are in. */
  readonly upkeep: readonly DesiredUpkeep[];
}

/** The desired state at `now`, of the volumes and groups in `only`, or of all. */
export function desire(
  config: Config,
  now: Instant,
  only: readonly string[] | null = null,
  { extra = [], full = false }: Partial<Pick<Desired, "extra" | "full">> = {},
): Desired {
  const zone = openZone(config.timezone);
  const declared = allGroups(config);
  const named = declared.filter(({ group }) => only === null || isNamed(group, only));
  // A group that is made from another one needs that one.
  const needed = new Set(
    named.flatMap(({ group, madeFrom }) => [group.address, ...(madeFrom === null ? [] : [madeFrom])]),
  );
  const wanted = new Set(named.map(({ group }) => group.volume.name));
  const volumes = config.volumes.filter(
    (each) => each.sender === undefined && (only === null || isVolumeNamed(each, only) || wanted.has(each.name)),
  );
  const groups = declared
    .filter(({ group }) => needed.has(group.address))
    .map(({ group, madeFrom }) => ({
      group,
      madeFrom,
      slot: slotOf(group.target.every, zone, now),
      previous: previousSlot(group.target.every, zone, now),
    }))
    .sort((a, b) => (a.group.address < b.group.address ? -1 : 1));
  const used = new Set(groups.flatMap(({ group }) => (group.repository === null ? [] : [group.repository.name])));
  const upkeep = desireUpkeep(config, used, zone, now);
  const sorted = { only: only === null ? null : [...only].sort(), extra: [...extra].sort(), full };
  return { config, zone, now, volumes, groups, upkeep, ...sorted };
}

/**
 * The moment from which a group needs another point: the end of the slot of its newest complete point. Without a point,
 * and where that slot is over, it is in the past.
 *
 * @param newest the time of the newest complete point
 */
export function nextDue({ group, slot }: DesiredGroup, zone: Zone, newest: Instant | null): Instant {
  return newest === null ? slot.start : slotOf(group.target.every, zone, newest).end;
}

function isVolumeNamed({ name, parent }: Volume, names: readonly string[]): boolean {
  return names.includes(name) || (parent !== null && names.includes(parent));
}

/** Whether the group or its volume is named; the group of a child dataset also by the group of its recursive volume. */
export function isNamed({ address, volume }: Group, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  const ofParent = volume.parent === null ? null : volume.parent + address.slice(volume.name.length);
  return isVolumeNamed(volume, names) || names.includes(address) || (ofParent !== null && names.includes(ofParent));
}

/** Every group that a config declares, also those of a mirror. */
export function allGroups(config: Config): readonly Found[] {
  return config.volumes.flatMap((volume) => volume.targets.flatMap((target) => groupsOf(config, volume, target, null)));
}

type Found = { readonly group: Group; readonly madeFrom: string | null };

function groupsOf(config: Config, volume: Volume, target: Target, madeFrom: string | null): readonly Found[] {
  const repository = target.kind === "archives" ? (config.repositories[target.repository] ?? null) : null;
  const own: Found = { group: { address: target.address, volume, target, repository }, madeFrom };
  return target.targetType === "mirrors/dataset" ? [own, ...behindMirror(config, volume, target)] : [own];
}

function behindMirror(config: Config, volume: Volume, mirror: DatasetMirrorTarget): readonly Found[] {
  return [...mirror.archives, ...mirror.replicas].flatMap((inner) => groupsOf(config, volume, inner, mirror.address));
}
