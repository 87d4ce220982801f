import {
  type Diagnostic,
  type Leftover,
  type LvmSource,
  type Mount,
  mountAt,
  type ReadIo,
  type SnapshotSize,
  type SourceObservation,
  type Volume,
} from "@rdump/core/provider";
import type { VolumeGroup } from "../answers/groups.ts";
import type { LogicalVolume } from "../answers/volumes.ts";
import type { FileSystem, Snapshot } from "../commands.ts";
import { lookAtGroups, lookAtMounts, lookAtVolumes } from "../look.ts";
import { snapshotName } from "../naming/names.ts";
import { hasTags, ownTags, runIn } from "../naming/tags.ts";
import { isCryptAbove } from "./crypt.ts";
import type { LvmFacts } from "./facts.ts";
import * as gap from "./gaps.ts";
import { leftoversIn } from "./leftovers.ts";

/** A volume whose source is a logical volume. */
export interface LvmVolume {
  readonly volume: Volume;
  readonly source: LvmSource;
}

/** What LVM and the kernel say, of all groups at once. */
interface Machine {
  readonly volumes: readonly LogicalVolume[];
  readonly groups: readonly VolumeGroup[];
  readonly mounts: readonly Mount[];
}

export interface LvmObservation {
  readonly sources: readonly SourceObservation[];
  readonly leftovers: readonly Leftover[];
}

/** Looks at the logical volumes of all declared sources: two commands, however many there are. */
export async function observe(
  owner: string,
  scratch: string,
  declared: readonly LvmVolume[],
  io: ReadIo,
): Promise<LvmObservation> {
  if (declared.length === 0) return { sources: [], leftovers: [] };
  const names = [...new Set(declared.map(({ source }) => source.vg))].sort();
  const unseenAll = (why: Diagnostic) => ({
    sources: declared.map(({ volume }) => unseen(volume, why)),
    leftovers: [],
  });
  const volumes = await lookAtVolumes(names, io);
  if ("unseen" in volumes) return unseenAll(volumes.unseen);
  const groups = await lookAtGroups(names, io);
  if ("unseen" in groups) return unseenAll(groups.unseen);
  const mounts = await lookAtMounts(io);
  if ("unseen" in mounts) return unseenAll(mounts.unseen);
  const machine: Machine = { volumes: volumes.found, groups: groups.found, mounts: mounts.found };
  const leftovers = leftoversIn({ owner, scratch, declared: sourcesOf(declared) }, machine.volumes);
  const sources = await Promise.all(declared.map((each) => observeOne(owner, each, machine, io)));
  return { sources: withRoom(declared, sources, leftovers, machine), leftovers };
}

function sourcesOf(declared: readonly LvmVolume[]): ReadonlyMap<string, LvmSource> {
  return new Map(declared.map(({ volume, source }) => [volume.name, source]));
}

function unseen(volume: Volume, why: Diagnostic): SourceObservation {
  const gap = { ...why, address: volume.name };
  return { volume: volume.name, gap, unreadable: null, root: null, facts: null, diagnostics: [] };
}

async function observeOne(
  owner: string,
  { volume, source }: LvmVolume,
  machine: Machine,
  io: ReadIo,
): Promise<SourceObservation> {
  const found = await factsOf(owner, volume, source, machine, io);
  if ("missing" in found) return unseen(volume, found.missing);
  const diagnostics = found.notes.map((note) => ({ ...note, address: volume.name }));
  const { facts } = found;
  return { volume: volume.name, gap: null, unreadable: null, root: source.mount, facts, diagnostics };
}

type Found = { readonly facts: LvmFacts; readonly notes: readonly Diagnostic[] } | { readonly missing: Diagnostic };

async function factsOf(owner: string, volume: Volume, source: LvmSource, machine: Machine, io: ReadIo): Promise<Found> {
  const { vg, lv } = source;
  const group = machine.groups.find(({ name }) => name === vg);
  if (group === undefined) return { missing: gap.noGroup(source) };
  const origin = machine.volumes.find((each) => each.vg === vg && each.name === lv);
  if (origin === undefined) return { missing: gap.noVolume(source) };
  const wrong = gap.unusable(source, origin) ?? gap.wrongKind(source, origin);
  if (wrong !== null) return { missing: wrong };
  const mounted = await mountedAt(source, origin, machine, io);
  if ("missing" in mounted) return mounted;
  const pool = machine.volumes.find((each) => each.vg === vg && each.name === origin.pool);
  const full = source.snapshotSize === null ? gap.fullPool(source, pool) : null;
  if (full?.severity === "error") return { missing: full };
  const other = namesake(owner, volume, source, machine);
  if (other !== null && !other.own) return { missing: gap.foreignSnapshot(source, other.name) };
  return {
    facts: {
      uuid: origin.uuid,
      type: mounted.type,
      snapshotBytes: source.snapshotSize === null ? null : bytesOf(source.snapshotSize, origin.bytes, group.extent),
    },
    notes: full === null ? [] : [full],
  };
}

/** The file system of the logical volume, or why its snapshot cannot be mounted in place of the source. */
async function mountedAt(
  source: LvmSource,
  { device }: LogicalVolume,
  { mounts }: Machine,
  io: ReadIo,
): Promise<{ readonly type: FileSystem } | { readonly missing: Diagnostic }> {
  const mount = mountAt(mounts, source.mount);
  // Asked first: the kernel tells a btrfs by a device number of its own, and not by that of the volume.
  if (mount?.type === "btrfs") return { missing: gap.wrongFileSystem(source, mount.type) };
  if (mount === null || mount.device !== device || mount.root !== "/") {
    const isEncrypted = mount !== null && device !== null && (await isCryptAbove(mount.device, device, io));
    return { missing: isEncrypted ? gap.encrypted(source) : gap.notMounted(source, mount) };
  }
  if (!isSnapshottable(mount.type)) return { missing: gap.wrongFileSystem(source, mount.type) };
  const elsewhere = gap.externalPart(source, mount);
  return elsewhere === null ? { type: mount.type } : { missing: elsewhere };
}

const SNAPSHOTTABLE: ReadonlySet<string> = new Set<FileSystem>(["ext2", "ext3", "ext4", "xfs"]);

function isSnapshottable(type: string): type is FileSystem {
  return SNAPSHOTTABLE.has(type);
}

/** An existing logical volume with the name of the snapshot: of a dead run, or foreign. */
function namesake(owner: string, volume: Volume, { vg }: LvmSource, { volumes }: Machine) {
  const owned = { owner, volume: volume.name };
  const name = snapshotName(owned);
  const found = volumes.find((each) => each.vg === vg && each.name === name);
  return found === undefined ? null : { name, own: hasTags(found.tags, ownTags(owned)) && runIn(found.tags) !== null };
}

/** Whole extents, as LVM would round it up. */
function bytesOf(size: SnapshotSize, origin: number, extent: number): number {
  const wanted = size.kind === "bytes" ? size.bytes : (origin * size.percent) / 100;
  return Math.max(1, Math.ceil(wanted / extent)) * extent;
}

/** A group must have space for the snapshots of all its volumes at once, because they have the same moment. */
function withRoom(
  declared: readonly LvmVolume[],
  observations: readonly SourceObservation[],
  leftovers: readonly Leftover[],
  { groups }: Machine,
): readonly SourceObservation[] {
  const wanted = new Map<string, number>();
  for (const [index, { source }] of declared.entries()) {
    const facts = observations[index]?.facts as LvmFacts | null;
    wanted.set(source.vg, (wanted.get(source.vg) ?? 0) + (facts?.snapshotBytes ?? 0));
  }
  return observations.map((observation, index) => {
    const each = declared[index];
    const facts = observation.facts as LvmFacts | null;
    const group = groups.find(({ name }) => name === each?.source.vg);
    const all = wanted.get(each?.source.vg ?? "") ?? 0;
    if (each === undefined || group === undefined || facts === null) return observation;
    // Leftovers of dead runs are removed first, and their space is then free. The amount is known after that.
    if (leftovers.some(({ input }) => (input as Snapshot).vg === each.source.vg)) return observation;
    if (facts.snapshotBytes === null || all <= group.free) return observation;
    return unseen(each.volume, gap.noRoom(each.source, facts.snapshotBytes, all, group.free));
  });
}
