import { type Claim, type Diagnostic, judge, shellWord, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { Found } from "../mounts/place.ts";
import type { MirrorMark } from "./mark.ts";
import { MARK_NAME } from "./mark.ts";

/** Why a directory is not used as a mirror. rsync deletes files there, so the directory must be proven to be the mirror. */

export function notMounted(path: string, mount: string): Diagnostic {
  return FS.error(
    "fs-mirror-not-mounted",
    `${visible(mount)} is declared as the mount point of the mirror ${visible(path)}, and nothing is mounted there. A copy would fill the file system below it. Attach and mount the disk, then apply again.`,
  );
}

export function otherDisk(path: string, mount: string, uuid: string | null): Diagnostic {
  const what =
    uuid === null
      ? `The UUID of the file system at ${visible(mount)} is not known (/dev/disk/by-uuid does not name its device)`
      : `The file system at ${visible(mount)} has the UUID ${visible(uuid)}`;
  const add = uuid === null ? "" : ` If this is a new disk for the rotation, add its UUID:\n${JSON.stringify(uuid)},`;
  return FS.error(
    "fs-mirror-other-disk",
    `${what}, and \`disks\` of the mirror ${visible(path)} does not name it. Attach one of the declared disks.${add}`,
  );
}

export function outsideMount(path: string, mount: string): Diagnostic {
  return FS.error(
    "fs-mirror-outside-mount",
    `The mirror ${visible(path)} is not below ${visible(mount)}. Declare the mount point that contains the path.`,
  );
}

export function noDirectory(path: string, found: Exclude<Found, { kind: "place" }>): Diagnostic {
  switch (found.kind) {
    case "absent":
      return FS.error(
        "fs-mirror-absent",
        `There is no ${visible(path)}. rdump does not create it, because its disk may not be mounted. Declare the mount point in \`mount\`, and the run creates the directory; or create the directory once:\nmkdir -m 0700 ${shellWord(path)}`,
      );
    case "no-directory":
      return FS.error(
        "fs-mirror-no-directory",
        `${visible(path)} is not a directory. Declare a directory for the mirror.`,
      );
    case "link-refused":
      return FS.error(
        "fs-mirror-through-link",
        `The mirror is ${visible(path)}. ${found.reason} rsync deletes files in a mirror. Declare the directory itself.`,
      );
    case "unreachable":
      return unreachable(path, found.reason);
  }
}

export function holdsMirror(path: string, inner: string): Diagnostic {
  return FS.error(
    "fs-mirror-not-empty",
    `${visible(path)} contains the mirror ${visible(inner)}, which a copy would delete. \`adopt\` does not apply. Declare another directory.`,
  );
}

/** The reason of a directory above a mirror in which `mkdir` does not start. */
export const OPEN = "another user can write to the directory above it";

export function notCreated({ path }: { readonly path: string }, reason: string): Diagnostic {
  const detail = `${visible(path)}: ${visible(reason)}. Nothing was copied. Close the directory above it to other users (chmod 0755, or the mount option umask=022 for FAT and exFAT), or create the mirror once:\nmkdir -m 0700 ${shellWord(path)}`;
  return FS.error("fs-mirror-not-created", detail);
}

export function unreachable(path: string, reason: string): Diagnostic {
  return FS.error(
    "fs-mirror-unreachable",
    `${visible(path)}: ${visible(reason)}. The owner of the mirror is unknown. Correct the error, or run rdump as a user who can access the path.`,
  );
}

export function throughLink(path: string, real: string): Diagnostic {
  return FS.error(
    "fs-mirror-through-link",
    `${visible(path)} leads to ${visible(real)}. A link can be changed, and rsync deletes files in a mirror. Declare ${visible(real)}.`,
  );
}

export function notEmpty(path: string): Diagnostic {
  return FS.error(
    "fs-mirror-not-empty",
    `${visible(path)} is not empty and has no mark of rdump (${MARK_NAME}). Its files would be deleted. Declare an empty directory. If the directory is an older copy of this volume, declare this, and the plan shows what would change:\nadopt: true`,
  );
}

export function badMark(path: string, reason: string): Diagnostic {
  return FS.error(
    "fs-mirror-mark-unreadable",
    `${MARK_NAME} in ${visible(path)} does not name an owner: ${reason}. The directory is left alone. If you do not need its content, empty the directory: the next run fills it again.`,
  );
}

export function newerMark(path: string, formatVersion: number): Diagnostic {
  return FS.error(
    "fs-mirror-mark-newer",
    `${MARK_NAME} in ${visible(path)} has format version ${formatVersion}, which this rdump does not know. Update rdump on this machine.`,
  );
}

/** Null when the mark is this owner's, this volume's and this machine's. */
export function foreign(path: string, mark: MirrorMark, claim: Claim): Diagnostic | null {
  const [owner = ""] = claim.owners;
  const [volume = ""] = claim.volumes;
  if (!claim.owners.includes(mark.owner)) {
    return FS.error(
      "fs-mirror-other-owner",
      `${visible(path)} has the mark of the owner ${visible(mark.owner)}, and the id of this config is ${visible(owner)}. Declare another directory. If the id was changed, declare it:\nformerIds: [${JSON.stringify(mark.owner)}]`,
    );
  }
  if (!claim.volumes.includes(mark.volume)) {
    return FS.error(
      "fs-mirror-other-volume",
      `${visible(path)} is the mirror of the volume ${visible(mark.volume)}, not of ${visible(volume)}. Give each volume a mirror directory of its own. If the volume was renamed, declare it:\nmoved: [{ from: ${JSON.stringify(mark.volume)}, to: ${JSON.stringify(volume)} }]`,
    );
  }
  if (judge(mark, claim) === "foreign") {
    return FS.error(
      "fs-mirror-other-machine",
      `${visible(path)} is the mirror of the volume ${visible(volume)} of another machine with the same id (${visible(mark.machine ?? "")}), last copied at ${mark.time}. A copy would replace its files. Give each machine its own id and directory. If this machine replaces the other one, take its mirror over.`,
    );
  }
  return null;
}

export function overlaps(path: string, source: string): Diagnostic {
  return FS.error(
    "fs-mirror-overlaps-source",
    `The mirror ${visible(path)} and the source ${visible(source)} are one directory, or one contains the other on the same file system. The copy would copy itself or delete the source. Declare a directory elsewhere, on another disk.`,
  );
}

export function cachesNotExcludable(): Diagnostic {
  return FS.error(
    "fs-exclude-caches",
    "excludeCaches is declared, and rsync does not know CACHEDIR.TAG: the mirror would have files that the archives do not have. Exclude the caches by path or name, or declare the mirror in a separate volume without excludeCaches.",
  );
}
