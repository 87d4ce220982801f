import { isDatasetRoot, type Mount, mountsBelow, ZFS_SNAPSHOTS } from "@rdump/core/provider";
import { literalPattern } from "./rules.ts";

/** The effect of the mounts of a machine on one copy. */
export interface CopiedMounts {
  /** Filter rules, each without its end. */
  readonly rules: readonly string[];
  /** Mount points below the source, from its root, one character for each byte. They are not excluded by name. */
  readonly points: readonly string[];
}

/**
 * A mount point is an empty directory in a mirror, and what the mirror has below it stays: the mount may hide files of the
 * source. rsync does both by itself where the device differs. A bind mount of the same file system does not show that.
 * A file system that must not be touched is hidden with its mount point. In the same way, rsync deletes nothing of another
 * file system below the mirror, and would delete what a bind mount shows there. `from`, `to`: paths without links.
 */
export function copiedMounts(
  mounts: readonly Mount[],
  from: string,
  to: string,
  excludes: readonly string[],
): CopiedMounts {
  const below = mountsBelow(mounts, from).filter(({ path }) => !isExcluded(path, excludes));
  const rules = below.flatMap(({ path, isUnsafe, isSameDevice }) => {
    if (isUnsafe) return keptRules(literalPattern(path));
    return isSameDevice ? keptRules(literalPattern(path, "/*")) : [];
  });
  const snapshots = [
    ...(isDatasetRoot(mounts, from) ? [`H /${ZFS_SNAPSHOTS}`] : []),
    ...(isDatasetRoot(mounts, to) ? [`P /${ZFS_SNAPSHOTS}`] : []),
  ];
  const inMirror = mountsBelow(mounts, to).flatMap(({ path, isSameDevice }) => {
    const pattern = isSameDevice ? literalPattern(path, "/**") : null;
    return pattern === null ? [] : [`P ${pattern}`];
  });
  return { rules: [...snapshots, ...rules, ...inMirror], points: below.map(({ path }) => path) };
}

function keptRules(pattern: string | null): readonly string[] {
  return pattern === null ? [] : [`H ${pattern}`, `P ${pattern}`];
}

/** By a rule without wildcards: what the user excludes by name is not kept, though a mount hides it. */
function isExcluded(path: string, rules: readonly string[]): boolean {
  const names = path.split("/");
  return rules.some((rule) => {
    const pattern = Buffer.from(rule.slice(2), "utf8").toString("latin1");
    if (!pattern.includes("/")) return names.includes(pattern);
    return `/${path}/`.startsWith(`${pattern}/`);
  });
}
