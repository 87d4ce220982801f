import { isMountPoint, locate } from "../../kernel/locate.ts";
import { changed } from "../../world/fresh.ts";
import { Options } from "../options.ts";
import { done, refused, type Tool } from "../tool.ts";

/** `umount POINT`. Unmounts the last mount at the point. One step in the kernel. */
export const umount: Tool = {
  run(world, { argv }) {
    const [point = ""] = Options.parse(argv.slice(1), {}).words;
    const place = broken(() => locate(world, point));
    const mount =
      place === null
        ? undefined
        : place === "broken"
          ? world.mounts.findLast((each) => each.point === point)
          : place.mount;
    const isThere = place === "broken" || (place !== null && isMountPoint(place));
    if (mount === undefined || !isThere) {
      return refused(
        world,
        32,
        place === null ? `umount: ${point}: no mount point specified.` : `umount: ${point}: not mounted.`,
      );
    }
    const isBusy =
      world.holders[point] !== undefined ||
      world.mounts.some(({ id, parent }) => parent === mount.id && id !== mount.id);
    if (isBusy) return refused(world, 32, `umount: ${point}: target is busy.`);
    return done(
      changed(world, (draft) => {
        draft.mounts = draft.mounts.filter(({ id }) => id !== mount.id);
      }),
    );
  },
};

/** A file system whose device does not exist any more can still be unmounted. */
function broken<T>(look: () => T): T | "broken" {
  try {
    return look();
  } catch {
    return "broken";
  }
}
