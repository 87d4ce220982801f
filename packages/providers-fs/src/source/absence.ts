import { type Diagnostic, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { Found } from "../mounts/place.ts";

/** Why a plain source cannot be read. */

export function notMounted(path: string): Diagnostic {
  return FS.error(
    "fs-source-not-mounted",
    `${visible(path)} is declared as a mount point, and nothing is mounted there. Files in the directory under the mount point do not belong to the volume. Mount the file system. If no file system is ever mounted there, declare "path" instead of "mount".`,
  );
}

export function noDirectory(path: string, found: Exclude<Found, { kind: "place" }>): Diagnostic {
  switch (found.kind) {
    case "absent":
      return FS.error(
        "fs-source-absent",
        `There is no ${visible(path)}. Mount its disk, or correct the path of the volume.`,
      );
    case "no-directory":
      return FS.error(
        "fs-source-no-directory",
        `${visible(path)} is not a directory. Declare the directory that contains this file or device, and exclude the other files.`,
      );
    case "link-refused":
      return FS.error(
        "fs-source-link-refused",
        `The source is ${visible(path)}. ${found.reason} Nothing was read. Declare the directory itself as the path of the volume.`,
      );
    case "unreachable":
      return FS.error(
        "fs-source-unreachable",
        `${visible(path)}: ${visible(found.reason)}. Correct the error, or run rdump as a user who can read the path.`,
      );
  }
}

type When = "before" | "after";

export function unmounted(path: string, when: When): Diagnostic {
  return FS.error(
    "fs-source-not-mounted",
    `The file system that was mounted at ${visible(path)} when the plan was made is not mounted. ${CONSEQUENCE[when]}`,
  );
}

export function changed(path: string, when: When): Diagnostic {
  return FS.error(
    "fs-source-changed",
    `${visible(path)} is on another device, or is another directory, than when the plan was made. ${CONSEQUENCE[when]}`,
  );
}

const CONSEQUENCE: { readonly [when in When]: string } = {
  before: "Nothing was read from it. Look at the mount with `findmnt`, and plan again.",
  after: "The data that was read does not count. Look at the mount with `findmnt`, and apply again.",
};
