import { changed } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";

/** The effect of a mount in the kernel. */
export function mounted(
  world: World,
  {
    parent,
    ...at
  }: { readonly device: string; readonly from: string; readonly point: string; readonly parent: number },
): World {
  const id = Math.max(20, ...world.mounts.map((each) => each.id)) + 1;
  return changed(world, (draft) => {
    draft.mounts.push({ id, parent, ...at });
  });
}
