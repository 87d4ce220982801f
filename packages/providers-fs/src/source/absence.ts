import { type Diagnostic, visible } from "@rdump/core/provider";
import type { Found } from "../mounts/place.ts";

/** Why a plain source cannot be read. */

function absence(code: string, summary: string, detail: string): Diagnostic {
  return { code, severity: "error", summary, detail };
}

export function notMounted(path: string): Diagnostic {
  return absence(
    "fs-source-not-mounted",
    "The source is not mounted",
    `${visible(path)} is declared as a mount point, and nothing is mounted there. What lies in the directory below it is not the volume. Mount it, or declare the directory as "path" if it is never mounted.`,
  );
}

export function noDirectory(path: string, found: Exclude<Found, { kind: "place" }>): Diagnostic {
  switch (found.kind) {
    case "absent":
      return absence(
        "fs-source-absent",
        "The source does not exist",
        `There is no ${visible(path)}. Mount it, or correct the path of the volume.`,
      );
    case "no-directory":
      return absence(
        "fs-source-no-directory",
        "The source is no directory",
        `${visible(path)} is not a directory, and only a directory can be a volume. Declare the directory that it lies in, and exclude the rest.`,
      );
    case "link-refused":
      return absence(
        "fs-source-link-refused",
        "Source path leads through a link that others can replace",
        `The source is ${visible(path)}. ${found.reason} Nothing was read. Declare the directory itself as the path of the volume.`,
      );
    case "unreachable":
      return absence(
        "fs-source-unreachable",
        "The source cannot be looked at",
        `Looking at ${visible(path)} ended with: ${visible(found.reason)}. Mend it, or run rdump as a user who may read there.`,
      );
  }
}

type When = "before" | "after";

export function unmounted(path: string, when: When): Diagnostic {
  return absence(
    "fs-source-not-mounted",
    "The source is not mounted",
    `What was mounted at ${visible(path)} when the plan was made no longer is. ${CONSEQUENCE[when]}`,
  );
}

export function changed(path: string, when: When): Diagnostic {
  return absence(
    "fs-source-changed",
    "The source is no longer what it was",
    `${visible(path)} is on another device, or is another directory, than when the plan was made. ${CONSEQUENCE[when]}`,
  );
}

const CONSEQUENCE: { readonly [when in When]: string } = {
  before: "Nothing was read from it. Look at what is mounted there, and plan anew.",
  after: "What was read meanwhile does not count. Look at what happened to it, and run rdump again.",
};
