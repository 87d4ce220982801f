import { dirname } from "node:path/posix";
import { bytesText, type Diagnostic, type DiscoveryRequest, type ReadIo, visible } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { ZFS } from "../codes/index.ts";
import { usedQuery } from "../commands.ts";
import { lookAtOwnDatasetMarks, lookAtSnapshots, type Seen } from "../look.ts";
import { datasetMark } from "../naming/marks.ts";
import { beforeAside, poolOf, scanClone, scanParent } from "../naming/names.ts";
import type { ZfsVolume } from "./sources.ts";
import type { World } from "./world.ts";

/** A clone for scans that could not be destroyed, and was renamed. */
export interface Aside {
  readonly clone: Dataset;
  /** The name that it had. */
  readonly base: string;
  /** The snapshots that another program made of it; with none, it can be destroyed. */
  readonly snapshots: readonly string[];
  /** Bytes that only the clone and its snapshots use; null: not known. */
  readonly used: number | null;
}

/** With more clones of one volume, no further scan starts, because each clone uses space. */
const MOST_ASIDES = 3;

/** The renamed clones of this owner. */
export async function asidesIn(
  { owner, scratch }: Pick<DiscoveryRequest, "owner" | "scratch">,
  volumes: readonly ZfsVolume[],
  { datasets }: Pick<World, "datasets">,
  io: ReadIo,
): Promise<Seen<readonly Aside[]>> {
  const parents = new Set(volumes.map(({ dataset }) => scanParent(poolOf(dataset), scratch.dataset)));
  const named = [...datasets.values()].flatMap((clone) => {
    const base = beforeAside(clone.name);
    const isOwn = base !== null && parents.has(dirname(clone.name)) && clone.mark === datasetMark(owner, base);
    return isOwn && clone.origin !== null ? [{ clone, base }] : [];
  });
  const names = named.map(({ clone }) => clone.name);
  const marks = await lookAtOwnDatasetMarks(names, io);
  if ("unseen" in marks) return marks;
  const snapshots = await lookAtSnapshots(names, io);
  if ("unseen" in snapshots) return snapshots;
  const found = named.filter(({ clone }) => marks.found.has(clone.name));
  const withUse = found.map(async ({ clone, base }) => {
    const inside = snapshots.found.filter(({ dataset }) => dataset === clone.name);
    const full = inside.map(({ dataset, name }) => `${dataset}@${name}`);
    return { clone, base, snapshots: full, used: full.length === 0 ? null : await usedBytes(clone.name, io) };
  });
  return { found: await Promise.all(withUse) };
}

async function usedBytes(dataset: string, io: ReadIo): Promise<number | null> {
  const { exitCode, stdout } = await io.query(usedQuery(dataset));
  const text = stdout.toString("latin1").trim();
  return exitCode === 0 && /^\d+$/.test(text) ? Number(text) : null;
}

/** Diagnostics about the renamed clones of a volume: a warning for each, and an error if no further scan can start. */
export function asideDiagnostics(
  volume: string,
  owner: string,
  parent: string,
  asides: readonly Aside[],
): { readonly notes: readonly Diagnostic[]; readonly stop: Diagnostic | null } {
  const base = scanClone(parent, { owner, volume });
  const blocked = asides.filter((each) => each.base === base && each.snapshots.length > 0);
  const notes = blocked.map((each) => ({ ...asideNote(each), address: volume }));
  if (blocked.length < MOST_ASIDES) return { notes, stop: null };
  const names = blocked.map(({ clone }) => `zfs destroy -r ${clone.name}`);
  const detail = `${blocked.length} clones of this volume were put aside, because another program made snapshots of them. The files of the volume are not read until one of these clones is destroyed. Its snapshots are made as usual. To destroy the clones with these snapshots:\n${names.join("\n")}\nThen exclude ${parent} from the other program.`;
  return { notes: [], stop: { ...ZFS.error("zfs-scans-stopped", detail), address: volume } };
}

function asideNote({ snapshots, used }: Omit<Aside, "clone">): Diagnostic {
  const [first = ""] = snapshots;
  const more = snapshots.length > 1 ? ` and ${snapshots.length - 1} more` : "";
  const size = used === null ? "" : ` It holds ${roughly(used)}.`;
  const detail = `${visible(first)}${more}: another program made this snapshot of a clone that rdump reads from, so the clone could not be destroyed and was renamed.${size} rdump destroys the clone when no snapshots of the clone are left:\nzfs destroy ${visible(first)}`;
  return ZFS.warning("zfs-clone-aside", detail);
}

/** A power of two: the exact size changes, and each change would make a saved plan stale. */
function roughly(bytes: number): string {
  return bytes < 2 ** 20 ? "less than 1.0 MiB" : `at least ${bytesText(2 ** Math.floor(Math.log2(bytes)))}`;
}
