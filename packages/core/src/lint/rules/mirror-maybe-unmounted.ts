import { quoted } from "../../config/index.ts";
import { mirrorLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** What disks are mounted at by custom. */
const MOUNT_POINT = /^(\/mnt\/[^/]+|\/mnt|\/media\/[^/]+(\/[^/]+)?|\/run\/media\/[^/]+\/[^/]+)$/;

export const mirrorMaybeUnmounted: Rule = {
  code: "mirror-maybe-unmounted",
  severity: "warning",
  summary: "A mirror may be written where no disk is mounted",
  judges: "written",
  why: "When the disk is not mounted, its mount point is an empty directory of the disk below, which a mirror may begin in: the copy fills the wrong disk, and is lost with the very disk that it is a copy of.",
  remedy: "Add `mount` with the mount point: then nothing is written unless something is mounted there.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { path, mount, span } of mirrorLands(subject)) {
    if (mount !== null || !MOUNT_POINT.test(path)) continue;
    const detail = `When no disk is mounted there, this is an empty directory of the disk below, and the mirror would begin in it. Add \`mount: ${quoted(path)}\`, or the mount point that it is on.`;
    yield { span, detail };
  }
}
