import { isWithin } from "../../config/facts/paths.ts";
import { excludeWithin, repositoryType } from "../../config/index.ts";
import { sourceDirectory } from "../../config/sources/index.ts";
import { isUnsafeType, type Mount, mountHolding } from "../../io/mountinfo.ts";
import type { Config } from "../../model/config.ts";
import type { Target } from "../../model/target.ts";
import type { Volume } from "../../model/volume.ts";

/** A local file system below a source that belongs to no volume. */
export interface Uncovered {
  /** The volume with the nearest source above the mount point. */
  readonly volume: string;
  readonly mount: Mount;
  /** The mount point, from the root of that volume. */
  readonly inner: string;
}

/** The declarations, and the observed mount points of the sources. */
interface Question {
  readonly config: Config;
  /** By volume: the mount point for its users. Volumes that are not mounted are left out. */
  readonly roots: ReadonlyMap<string, string>;
  readonly mounts: readonly Mount[];
}

/**
 * The local file systems with files of their own that are mounted below a source, that no volume covers and no exclude
 * names: readers stay on one file system, so they are in no backup. Not among them: file systems of the kernel, of other
 * machines and of FUSE, read-only images, bind mounts of what a volume covers, and targets of backups.
 */
export function findUncovered({ config, roots, mounts }: Question): readonly Uncovered[] {
  const read = config.volumes.filter(({ name, targets }) => targets.length > 0 && roots.has(name));
  const covered = read.flatMap(({ name }) => treeOf(roots.get(name) ?? "/", mounts));
  const targets = config.volumes.flatMap(({ targets: each }) => each);
  const places = [config.scratch.mount, ...localPaths(config, targets)];
  const holding = new Set(places.map((place) => mountHolding(mounts, place)?.id));
  const seen = new Set<string>();
  return [...mounts].sort(byPoint).flatMap((mount) => {
    const volume = nearestAbove(mount.point, read, roots);
    if (volume === null || !isLocal(mount) || mountHolding(mounts, mount.point)?.id !== mount.id) return [];
    if (covered.some((each) => isSameTree(mount, each))) return [];
    if (config.volumes.some(({ source }) => coversIt(source, mount))) return [];
    if (holding.has(mount.id) || places.some((place) => isWithin(mount.point, place))) return [];
    if (mount.type === "zfs" && isDatasetOfBackups(mount.from, config, targets)) return [];
    const identity = `${mount.device} ${mount.root}`;
    if (seen.has(identity) || isExcluded(mount.point, read, roots)) return [];
    seen.add(identity);
    return [{ volume: volume.name, mount, inner: innerOf(mount.point, roots.get(volume.name) ?? "/") }];
  });
}

function byPoint(a: Mount, b: Mount): number {
  return a.point < b.point ? -1 : a.point > b.point ? 1 : a.id - b.id;
}

/** Images that are never written, such as those of snap packages. */
const IMAGES = new Set(["squashfs", "erofs", "cramfs", "iso9660", "udf"]);

/** Local file systems whose device number is not that of a block device. */
const WITHOUT_DEVICE = new Set(["btrfs", "zfs", "bcachefs"]);

function isLocal({ type, device, from }: Mount): boolean {
  if (isUnsafeType(type) || IMAGES.has(type)) return false;
  // ZFS mounts a snapshot below `.zfs/snapshot` when a program opens it.
  if (type === "zfs" && from.includes("@")) return false;
  return !device.startsWith("0:") || WITHOUT_DEVICE.has(type);
}

/** A directory of a file system. */
type Tree = Pick<Mount, "device" | "root">;

function treeOf(path: string, mounts: readonly Mount[]): readonly Tree[] {
  const mount = mountHolding(mounts, path);
  if (mount === null) return [];
  const { device, root, point } = mount;
  const inner = path === point ? "" : innerOf(path, point);
  return [{ device, root: inner === "" ? root : `${root === "/" ? "" : root}/${inner}` }];
}

/** A bind mount of a directory that a volume covers. */
function isSameTree(mount: Mount, covered: Tree): boolean {
  return mount.device === covered.device && isWithin(mount.root, covered.root);
}

function coversIt(source: Volume["source"], { point, type, from }: Mount): boolean {
  if (sourceDirectory(source)?.path === point) return true;
  if (source.type !== "zfs" || source.host !== undefined || type !== "zfs") return false;
  return from === source.dataset || (source.recursive && from.startsWith(`${source.dataset}/`));
}

function nearestAbove(point: string, volumes: readonly Volume[], roots: ReadonlyMap<string, string>): Volume | null {
  let nearest: Volume | null = null;
  let length = -1;
  for (const volume of volumes) {
    const root = roots.get(volume.name) ?? "/";
    if (point === root || !isWithin(point, root) || root.length <= length) continue;
    nearest = volume;
    length = root.length;
  }
  return nearest;
}

function isExcluded(point: string, volumes: readonly Volume[], roots: ReadonlyMap<string, string>): boolean {
  return volumes.some(({ name, exclude }) => {
    const root = roots.get(name) ?? "/";
    return (
      point !== root &&
      isWithin(point, root) &&
      exclude.some((each) => excludeWithin(each, innerOf(point, root)) === "all")
    );
  });
}

function innerOf(point: string, root: string): string {
  return point.slice(root === "/" ? 1 : root.length + 1);
}

function localPaths({ repositories }: Config, targets: readonly Target[]): readonly string[] {
  const ofRepositories = Object.values(repositories).map((each) => repositoryType(each).localPath(each));
  const ofMirrors = targets.map((target) => (target.targetType === "mirrors/directory" ? target.path : null));
  return [...ofRepositories, ...ofMirrors].filter((path): path is string => path !== null && path !== "");
}

function isElsewhere(target: Target): boolean {
  return target.kind === "replicas" && target.host !== null;
}

function isDatasetOfBackups(dataset: string, { scratch }: Config, targets: readonly Target[]): boolean {
  const declared = targets.flatMap((target) => ("dataset" in target && !isElsewhere(target) ? [target.dataset] : []));
  const isBelow = (above: string) => dataset === above || dataset.startsWith(`${above}/`);
  return declared.some(isBelow) || isBelow(`${dataset.split("/")[0]}/${scratch.dataset}`);
}
