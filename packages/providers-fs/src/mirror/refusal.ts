import { type Diagnostic, visible } from "@rdump/core/provider";
import type { Found } from "../mounts/place.ts";
import type { MirrorMark } from "./mark.ts";
import { MARK_NAME } from "./mark.ts";

/** Why a directory is not taken for a mirror. rdump deletes in a mirror what the source does not have, so it asks for proof. */

function refusal(code: string, summary: string, detail: string): Diagnostic {
  return { code, severity: "error", summary, detail };
}

export function notMounted(path: string, mount: string): Diagnostic {
  return refusal(
    "fs-mirror-not-mounted",
    "The mirror's disk is not mounted",
    `${visible(mount)} is declared as the mount point of the mirror ${visible(path)}, and nothing is mounted there. A copy would fill the file system below it. Attach the disk and mount it, then run rdump again.`,
  );
}

export function outsideMount(path: string, mount: string): Diagnostic {
  return refusal(
    "fs-mirror-outside-mount",
    "The mirror does not lie on its declared mount",
    `The mirror ${visible(path)} is not below ${visible(mount)}, so that the mount says nothing about it. Declare the mount point that the path lies on.`,
  );
}

export function noDirectory(path: string, found: Exclude<Found, { kind: "place" }>): Diagnostic {
  switch (found.kind) {
    case "absent":
      return refusal(
        "fs-mirror-absent",
        "The mirror's directory does not exist",
        `There is no ${visible(path)}. rdump does not make it, since a missing directory is most often a missing disk. Mount the disk, or make the directory once by hand.`,
      );
    case "no-directory":
      return refusal(
        "fs-mirror-no-directory",
        "The mirror's path is no directory",
        `${visible(path)} is not a directory. Declare the directory that is to hold the mirror.`,
      );
    case "link-refused":
      return refusal(
        "fs-mirror-through-link",
        "The mirror is reached through a symbolic link",
        `The mirror is ${visible(path)}. ${found.reason} rdump deletes in a mirror what the source does not have. Declare the directory itself.`,
      );
    case "unreachable":
      return unreachable(path, found.reason);
  }
}

export function unreachable(path: string, reason: string): Diagnostic {
  return refusal(
    "fs-mirror-unreachable",
    "The mirror cannot be looked at",
    `Looking at ${visible(path)} ended with: ${visible(reason)}. Without that, rdump does not know whose it is. Mend it, or run rdump as a user who may look there.`,
  );
}

export function throughLink(path: string, real: string): Diagnostic {
  return refusal(
    "fs-mirror-through-link",
    "The mirror is reached through a symbolic link",
    `${visible(path)} leads to ${visible(real)}. A link can be turned to another place, and rdump deletes in a mirror what the source does not have. Declare ${visible(real)} itself.`,
  );
}

export function notEmpty(path: string): Diagnostic {
  return refusal(
    "fs-mirror-not-empty",
    "The mirror's directory holds something else",
    `${visible(path)} is not empty and bears no mark of rdump (${MARK_NAME}), so what is in it is somebody's. It would be deleted. Declare an empty directory.`,
  );
}

export function badMark(path: string, reason: string): Diagnostic {
  return refusal(
    "fs-mirror-mark-unreadable",
    "The mirror's mark cannot be read",
    `${MARK_NAME} in ${visible(path)} does not say whose the mirror is: ${reason}. rdump leaves the directory alone. If the mirror is yours to lose, empty it, and the next run fills it anew.`,
  );
}

export function newerMark(path: string, formatVersion: number): Diagnostic {
  return refusal(
    "fs-mirror-mark-newer",
    "The mirror was written by a newer rdump",
    `${MARK_NAME} in ${visible(path)} has format version ${formatVersion}, which this rdump does not know. Update rdump on this machine.`,
  );
}

/** Null when the mark is this owner's and this volume's. */
export function foreign(path: string, mark: MirrorMark, owner: string, volume: string): Diagnostic | null {
  if (mark.owner !== owner) {
    return refusal(
      "fs-mirror-other-owner",
      "The mirror belongs to another owner",
      `${visible(path)} bears the mark of the owner ${visible(mark.owner)}, and this configuration's id is ${visible(owner)}. rdump changes only its own. Declare another directory, or, if the id was changed, the id that it was.`,
    );
  }
  if (mark.volume !== volume) {
    return refusal(
      "fs-mirror-other-volume",
      "The mirror belongs to another volume",
      `${visible(path)} is the mirror of the volume ${visible(mark.volume)}, not of ${visible(volume)}. Give each volume a directory of its own.`,
    );
  }
  return null;
}

export function overlaps(path: string, source: string): Diagnostic {
  return refusal(
    "fs-mirror-overlaps-source",
    "The mirror and its source lie in one another",
    `The mirror ${visible(path)} and the source ${visible(source)} are the same directory, or one holds the other on the same file system. The copy would copy itself, or delete the source. Declare a directory elsewhere, on another disk.`,
  );
}

export function cachesNotExcludable(): Diagnostic {
  return refusal(
    "fs-exclude-caches",
    "A directory mirror cannot leave out tagged caches",
    "excludeCaches is declared, and rsync knows nothing of CACHEDIR.TAG: the mirror would hold what the volume's archives leave out. Exclude the caches by their paths or names instead, or declare the mirror in a volume of its own without excludeCaches.",
  );
}
