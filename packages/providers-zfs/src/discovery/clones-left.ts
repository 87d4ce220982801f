import { dirname } from "node:path/posix";
import type { DiscoveryRequest, ReadIo } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { lookAtOwnDatasetMarks } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { beforeAside, mountPath, poolOf, scanClone, scanParent, volumeAt } from "../naming/names.ts";
import type { ScanInput } from "../scopes/inputs.ts";
import type { ZfsVolume } from "./sources.ts";
import type { World } from "./world.ts";

/** A clone for scans that a run left. */
export interface CloneLeft {
  /** The volume that it blocks: the volume of its origin dataset; if there is none, the volume in its name. */
  readonly volume: string;
  readonly input: ScanInput;
  /** Its origin. */
  readonly origin: string;
  readonly run: string | null;
}

type Whose = Pick<DiscoveryRequest, "owner" | "scratch">;

/**
 * Clones for scans with a mark of this owner on themselves, for any volume. `asides`: those that were put aside and can be
 * destroyed now.
 */
export async function clonesLeft(
  whose: Whose,
  volumes: readonly ZfsVolume[],
  { datasets }: Pick<World, "datasets">,
  io: ReadIo,
  asides: ReadonlySet<string> = new Set(),
): Promise<readonly CloneLeft[]> {
  const parents = new Set(volumes.map(({ dataset }) => scanParent(poolOf(dataset), whose.scratch.dataset)));
  const found = [...datasets.values()].flatMap((each) =>
    parents.has(dirname(each.name)) &&
    (beforeAside(each.name) === null || asides.has(each.name)) &&
    each.mark === datasetMark(whose.owner, beforeAside(each.name) ?? each.name)
      ? cloneLeft(whose, each, volumes)
      : [],
  );
  const marks = await lookAtOwnDatasetMarks(
    found.map(({ input }) => input.name),
    io,
  );
  return "found" in marks ? found.filter(({ input }) => marks.found.has(input.name)) : [];
}

function cloneLeft({ owner, scratch }: Whose, clone: Dataset, volumes: readonly ZfsVolume[]): readonly CloneLeft[] {
  const { name, mountpoint, origin, run } = clone;
  const parent = dirname(name);
  // A declared clone, which users change, has such a mark too, but not a name with a volume.
  const isOf = (volume: string) => scanClone(parent, { owner, volume }) === (beforeAside(name) ?? name);
  const placed = volumeAt(mountpoint ?? "", owner);
  const isPlaced = placed !== null && isOf(placed);
  const volume = isPlaced ? placed : volumes.find((each) => isOf(each.volume.name))?.volume.name;
  if (volume === undefined || origin === null) return [];
  const path = isPlaced && mountpoint !== null ? mountpoint : mountPath(scratch.mount, owner, "", volume);
  const [dataset = ""] = origin.split("@");
  const input = {
    owner,
    dataset,
    keeps: false,
    parent,
    makesParent: false,
    attributes: null,
    name,
    path,
    scratch: dirname(path),
  };
  const inTheWayOf = volumes.find((each) => each.dataset === dataset)?.volume.name ?? volume;
  return [{ volume: inTheWayOf, input, origin, run }];
}
