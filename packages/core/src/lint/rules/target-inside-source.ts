import { quoted } from "../../config/index.ts";
import { Above } from "../land/above.ts";
import { type LeavesOut, leavesOutIn } from "../land/excluded.ts";
import {
  isOnRoot,
  isWhereDisksAre,
  isWithin,
  type Land,
  mirrorLands,
  repositoryLands,
  sourceLands,
  targetsOf,
} from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const targetInsideSource: Rule = {
  code: "target-inside-source",
  severity: "error",
  summary: "A backup is kept inside of what it backs up",
  judges: "written",
  why: "Each run would save the backups of all runs before it, so that they grow without end, and what takes the volume takes its backups with it. rdump stays on one file system: a disk that is mounted below the volume is no part of it. That is taken for granted below `/mnt`, `/media` and `/run/media`, where the config names a `mount`, and, of a volume at `/`, everywhere but in the system's own directories (`/var`, `/root`, `/usr` and the like).",
  remedy:
    "Keep the backup elsewhere. Where it is on a disk of its own that is mounted there, say so: `mount` for a mirror, or exclude the path from the volume, which changes nothing then.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const sources = sourceLands(subject);
  const mounts = new Above(
    [...sources, ...mirrorLands(subject)].flatMap(({ mount }) => (mount === null ? [] : [{ path: mount }])),
  );
  const leavesOut = leavesOutIn(subject);
  const bySource = new Map(sources.map((source) => [source.volume, source]));
  for (const mirror of mirrorLands(subject)) {
    const source = bySource.get(mirror.volume);
    if (source !== undefined && isInside(mirror, source, mounts, leavesOut)) yield breach(mirror, source);
  }
  const repositories = new Map(repositoryLands(subject).map((land) => [land.repository, land]));
  const told = new Set<string>();
  for (const { target, volume, cursor } of targetsOf(subject)) {
    const land = target.kind === "archives" ? repositories.get(target.repository) : undefined;
    const source = bySource.get(volume);
    if (land === undefined || source === undefined || told.has(`${land.repository} ${volume.name}`)) continue;
    if (!isInside(land, source, mounts, leavesOut)) continue;
    told.add(`${land.repository} ${volume.name}`);
    yield breach({ ...land, span: cursor.at("repository").span }, source);
  }
}

type Source = ReturnType<typeof sourceLands>[number];

function isInside(land: Land, source: Source, mounts: Above<{ readonly path: string }>, leavesOut: LeavesOut): boolean {
  if (land.path === source.path || !isWithin(land.path, source.path)) return false;
  if (leavesOut(source.volume.exclude, source.path, land.path)) return false;
  if (source.path === "/" ? !isOnRoot(land.path) : isWhereDisksAre(land.path) && !isWhereDisksAre(source.path))
    return false;
  return !mounts.of(`${land.path}/.`).some(({ path }) => path !== source.path && isWithin(path, source.path));
}

function breach({ what, name, span, path }: Land, source: Source): Breach {
  const inner = path.slice(source.path === "/" ? 1 : source.path.length + 1);
  const mount = what === "mirror" ? "write its `mount`" : `exclude ${quoted(inner)} from the volume`;
  const where = what === "mirror" ? "This" : `It is at ${path}: ${name}`;
  return {
    span,
    detail: `${where} is inside of ${source.name}, so each run would save all backups before it, and what takes the volume takes them too. Keep it elsewhere; if a disk of its own is mounted there, ${mount}.`,
  };
}
