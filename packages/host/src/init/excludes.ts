import { visible } from "@rdump/core/provider";
import { isWritable, type Skipped } from "./candidates.ts";
import type { Facts, Mounted, Wish } from "./facts.ts";
import type { Source } from "./sources.ts";
import { pointHolding } from "./targets.ts";

/** The lines of `exclude` of a volume: places of backups, swap files, and what other volumes have or nothing can cover. */
export function excludeLines(
  mount: Mounted,
  sources: readonly Source[],
  left: readonly Skipped[],
  wish: Wish,
  facts: Facts,
): readonly string[] {
  const points = [...facts.mounts.map(({ point }) => point), ...sources.map((each) => each.mount.point)];
  const inner = (path: string) =>
    path !== mount.point && isWritable(path) && pointHolding(path, points) === mount.point;
  const files = [...localPaths(wish), ...facts.swaps.filter(({ isFile }) => isFile).map(({ path }) => path)].filter(
    inner,
  );
  const mounted = left
    .filter(({ name, isExcluded }) => isExcluded === true && isWritable(name))
    .map(({ name }) => name)
    .filter(
      (name) =>
        pointHolding(
          name,
          points.filter((point) => point !== name),
        ) === mount.point,
    );
  const excludes = [...new Set([...files, ...mounted, ...directoriesInside(mount, sources)])].map((path) =>
    excludeOf(path, mount.point),
  );
  return excludes.length === 0 ? [] : [...sameName(excludes, mount), `exclude: ${JSON.stringify(excludes)},`];
}

/** Directories of the same file system that are volumes themselves, and in no volume between. */
function directoriesInside(mount: Mounted, sources: readonly Source[]): readonly string[] {
  const points = sources.map((each) => each.mount.point);
  const isNext = (path: string) =>
    path !== mount.point &&
    pointHolding(
      path,
      points.filter((point) => point !== path),
    ) === mount.point;
  return sources
    .filter(({ text }) => "path" in text)
    .flatMap((each) => (isNext(each.mount.point) ? [each.mount.point] : []));
}

/** lint takes such an exclude for a path of the system. */
function sameName(excludes: readonly string[], { point }: Mounted): readonly string[] {
  const isSame = excludes.some((each) => `${each}/`.replace(/^\/?/, "/").startsWith(`${point}/`));
  return point !== "/" && isSame
    ? [`// rdump-lint-ignore exclude-path-of-system: ${visible(point)} has this inside.`]
    : [];
}

function excludeOf(path: string, above: string): string {
  const below = path.slice(above === "/" ? 0 : above.length);
  // In a directory, a path with a leading slash looks like one of the system; without it, a name alone is at any depth.
  const inner = above === "/" || below.lastIndexOf("/") === 0 ? below : below.slice(1);
  return inner.replace(/[\\*?[\]]/g, "\\$&");
}

/** The places of backups on this machine. */
export function localPaths({ repository, mirror }: Wish): readonly string[] {
  return [repository?.location ?? "", mirror ?? ""].filter((path) => path.startsWith("/"));
}
