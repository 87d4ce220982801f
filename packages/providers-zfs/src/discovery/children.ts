import type { Child, Children, ReadIo, Source } from "@rdump/core/provider";
import { lookAtDatasets, lookAtPools } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { datasetOf } from "./groups.ts";

/** The children of recursive datasets, by one command for all. */
export async function childrenOf(sources: readonly Source[], io: ReadIo): Promise<readonly Children[]> {
  const roots = sources.map(datasetOf);
  const pools = await lookAtPools([...new Set(roots.map(poolOf))].sort(), io);
  if ("unseen" in pools) return roots.map(() => pools);
  const working = new Set(pools.found.filter(({ health }) => health !== "SUSPENDED").map(({ name }) => name));
  const seen = await lookAtDatasets(
    roots.filter((root) => working.has(poolOf(root))),
    true,
    io,
  );
  if ("unseen" in seen) return roots.map(() => seen);
  return roots.map((root) => ({
    children: seen.found
      .filter(({ name }) => name.startsWith(`${root}/`))
      .map(
        ({ name, type }): Child => ({
          name: name.slice(root.length + 1),
          source: { type: "zfs", dataset: name, recursive: false },
          hasFiles: type === "filesystem",
        }),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }));
}
