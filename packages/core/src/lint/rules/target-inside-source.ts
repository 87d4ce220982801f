import { Above } from "../../config/facts/above.ts";
import { type LeavesOut, leavesOutIn } from "../../config/facts/excluded.ts";
import {
  isOnRoot,
  isWhereDisksAre,
  isWithin,
  mirrorPaths,
  type NamedPath,
  repositoryPaths,
  sourcePaths,
  targetsOf,
} from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const targetInsideSource: Rule = {
  code: "target-inside-source",
  severity: "error",
  summary: "Backup is inside its source",
  judges: "written",
  cause:
    "A mirror or repository is below the directory of a volume, and the config shows no other disk there. A disk that is mounted below a volume is not part of the volume. rdump assumes such a disk below `/mnt`, `/media` and `/run/media`, and where the config declares a `mount`. Below a volume at `/`, rdump assumes a disk everywhere except in system directories such as `/var`, `/root` and `/usr`.",
  effect:
    "Each run saves all earlier backups again, so they grow without end. If the volume is lost, its backups are lost too.",
  remedy:
    "Move the backup elsewhere. If the backup is on a separate disk, declare `mount` for the mirror, or exclude the path from the volume.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const sources = sourcePaths(subject);
  const mounts = new Above(
    [...sources, ...mirrorPaths(subject)].flatMap(({ mount }) => (mount === null ? [] : [{ path: mount }])),
  );
  const leavesOut = leavesOutIn(subject);
  const bySource = new Map(sources.map((source) => [source.volume, source]));
  for (const mirror of mirrorPaths(subject)) {
    const source = bySource.get(mirror.volume);
    if (source !== undefined && isInside(mirror, source, mounts, leavesOut)) yield breach(mirror, source);
  }
  const repositories = new Map(repositoryPaths(subject).map((path) => [path.repository, path]));
  const reported = new Set<string>();
  for (const { target, volume, cursor } of targetsOf(subject)) {
    const repository = target.kind === "archives" ? repositories.get(target.repository) : undefined;
    const source = bySource.get(volume);
    if (repository === undefined || source === undefined || reported.has(`${repository.repository} ${volume.name}`))
      continue;
    if (!isInside(repository, source, mounts, leavesOut)) continue;
    reported.add(`${repository.repository} ${volume.name}`);
    yield breach({ ...repository, span: cursor.at("repository").span }, source);
  }
}

type Source = ReturnType<typeof sourcePaths>[number];

function isInside(
  { path: inner }: NamedPath,
  source: Source,
  mounts: Above<{ readonly path: string }>,
  leavesOut: LeavesOut,
): boolean {
  if (inner === source.path || !isWithin(inner, source.path)) return false;
  if (leavesOut(source.volume.exclude, source.path, inner)) return false;
  if (source.path === "/" ? !isOnRoot(inner) : isWhereDisksAre(inner) && !isWhereDisksAre(source.path)) return false;
  return !mounts.of(`${inner}/.`).some(({ path }) => path !== source.path && isWithin(path, source.path));
}

function breach({ what, name, span, path }: NamedPath, source: Source): Breach {
  const inner = path.slice(source.path === "/" ? 1 : source.path.length + 1);
  const mount = what === "mirror" ? "declare its `mount`" : `exclude ${quoted(inner)} from the volume`;
  const where = what === "mirror" ? "This" : `At ${path}, ${name}`;
  return {
    span,
    detail: `${where} is inside ${source.name}, so each run would save all earlier backups again, and they are lost together with the volume. Move it elsewhere. If a separate disk is mounted there, ${mount}.`,
  };
}
