import { mirrorPaths } from "../../../facts/paths.ts";
import { quoted } from "../../../quoted.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

/** The directories below which disks are usually mounted. */
const MOUNT_POINT = /^(\/mnt\/[^/]+|\/mnt|\/media\/[^/]+(\/[^/]+)?|\/run\/media\/[^/]+\/[^/]+)$/;

export const mirrorMaybeUnmounted: Rule = {
  code: "mirror-maybe-unmounted",
  severity: "warning",
  summary: "Mirror may be written to the wrong disk",
  judges: "written",
  cause:
    "The mirror is in a place where disks are usually mounted, and no `mount` is declared for it. Without its disk, the mount point is an empty directory on another disk.",
  effect: "If the disk is not mounted, the copy fills the wrong disk, and is lost together with the source.",
  remedy: "Declare the mount point in `mount`: then nothing is written unless the disk is mounted.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  for (const { path, mount, span } of mirrorPaths(subject)) {
    if (mount !== null || !MOUNT_POINT.test(path)) continue;
    const detail = `If no disk is mounted at this path, the mirror is written to the parent file system. Add \`mount: ${quoted(path)}\`, or the mount point that contains this path.`;
    yield { span, detail };
  }
}
