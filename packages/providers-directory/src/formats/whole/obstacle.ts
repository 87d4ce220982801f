import { type Diagnostic, type Group, type Mount, mountAt, visible } from "@rdump/core/provider";
import { DIRECTORY } from "../../codes/index.ts";
import type { WholeProgram } from "./program.ts";

/** Why a program for whole file systems cannot read the source of a group; null: it can. */
export function wholeObstacle(program: WholeProgram, group: Group, mounts: readonly Mount[]): Diagnostic | null {
  const { address, volume } = group;
  const because = (why: string) => DIRECTORY.error("directory-format-unsuitable", `${why} ${ALTERNATIVE}`, { address });
  const { format, fileSystems } = program;
  const isDirect = volume.targets.some((target) => target.address === address);
  if (volume.source.type !== "lvm" || !isDirect) {
    return because(`The format "${format}" reads the snapshot of a logical volume, and this source has none.`);
  }
  if (volume.exclude.length > 0 || volume.excludeCaches) {
    return because(`The format "${format}" stores a whole file system, and the volume has excludes.`);
  }
  const { mount } = volume.source;
  const type = mountAt(mounts, mount)?.type ?? null;
  if (type === null || fileSystems.some((each) => each === type)) return null;
  return because(
    `The format "${format}" stores ${fileSystems.join(", ")}, and the file system at ${visible(mount)} is ${visible(type)}.`,
  );
}

const ALTERNATIVE = 'Declare a repository with the format "tar" for this volume.';
