import type { Volume } from "../../model/volume.ts";
import type { Placed } from "../placed.ts";
import type { Span } from "../positions.ts";
import { quoted } from "../quoted.ts";
import { repositoryType } from "../repositories/index.ts";
import { sourceDirectory } from "../sources/index.ts";
import type { Subject } from "../subject.ts";
import { once } from "./once.ts";

/** A path of this machine that a config names. */
export interface NamedPath {
  readonly what: "source" | "mirror" | "repository" | "state";
  readonly path: string;
  /** To follow `It is inside …`. */
  readonly name: string;
  readonly span: Span;
  readonly volume: Volume | null;
  /** The mount point of the path, if the config shows it; else null. */
  readonly mount: string | null;
}

/** The directories that volumes are read from. A dataset's mount point is not in the config, and so not among them. */
export const sourcePaths = once(({ volumes }: Subject): readonly (NamedPath & { readonly volume: Volume })[] => {
  return volumes.flatMap(({ volume, cursor }) => {
    const directory = volume === null ? null : sourceDirectory(volume.source);
    if (volume === null || directory === null) return [];
    const { path, isMountPoint, key } = directory;
    const mount = isMountPoint ? path : null;
    const { span } = cursor.at("source").at(key);
    const name = `the source of the volume ${quoted(volume.name)}`;
    return isPath(path) ? [{ what: "source", path, name, span, volume, mount } as const] : [];
  });
});

/** The directories that mirrors are kept in. */
export const mirrorPaths = once(({ volumes }: Subject): readonly (NamedPath & { readonly volume: Volume })[] => {
  return volumes.flatMap(({ volume, targets }) =>
    targets.flatMap(({ target, cursor }) => {
      if (volume === null || target.targetType !== "mirrors/directory" || !isPath(target.path)) return [];
      const { path, mount } = target;
      const name = `the mirror ${quoted(target.address)}`;
      return [{ what: "mirror", path, name, span: cursor.at("path").span, volume, mount } as const];
    }),
  );
});

/** The repositories that are on this machine. */
export const repositoryPaths = once(
  ({ config, root }: Subject): readonly (NamedPath & { readonly repository: string })[] => {
    return Object.values(config.repositories).flatMap((declared) => {
      const { name: repository } = declared;
      const local = repositoryType(declared).localPath(declared);
      const path = tidyPath(local ?? "");
      if (local === null || !isPath(path)) return [];
      const { span } = root.at("repositories").at(repository).at("location");
      const name = `the repository ${quoted(repository)}`;
      return [{ what: "repository", path, name, span, volume: null, mount: null, repository } as const];
    });
  },
);

/** Whether a path could be read: an empty text replaces an unreadable path. */
function isPath(path: string): boolean {
  return path !== "" && path.length < 4096;
}

/** A path without slashes that mean nothing. */
export function tidyPath(path: string): string {
  return `/${path
    .split("/")
    .filter((part) => part !== "")
    .join("/")}`;
}

export function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer === "/" ? "/" : `${outer}/`);
}

/** Usual mount points of disks: a path below one of these is probably on another disk. */
const FOR_MOUNTS = ["/mnt", "/media", "/run/media"];

export function isWhereDisksAre(path: string): boolean {
  return FOR_MOUNTS.some((place) => path.startsWith(`${place}/`));
}

/** Directories that are usually on the disk of the root. */
const OF_ROOT = ["/bin", "/etc", "/lib", "/opt", "/root", "/sbin", "/tmp", "/usr", "/var"];

export function isOnRoot(path: string): boolean {
  return OF_ROOT.some((place) => isWithin(path, place));
}

/** The targets of all volumes, each with its volume. */
export const targetsOf = once(({ volumes }: Subject): readonly (Placed & { readonly volume: Volume })[] => {
  return volumes.flatMap(({ volume, targets }) => {
    return volume === null ? [] : targets.map((placed) => ({ ...placed, volume }));
  });
});
