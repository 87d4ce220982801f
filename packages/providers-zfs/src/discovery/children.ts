import { type Child, type Children, onHost, type ReadIo, type Source } from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { lookAtDatasets, lookAtPools } from "../look.ts";
import { poolOf } from "../naming/names.ts";
import { datasetOf, hostOf } from "./groups.ts";

/** The children of recursive datasets, by one command for all of a host. */
export async function childrenOf(sources: readonly Source[], io: ReadIo): Promise<readonly Children[]> {
  const found = new Map<string | null, ReadonlyMap<string, Children>>();
  for (const host of new Set(sources.map(hostOf))) {
    const roots = sources.flatMap((source) => (hostOf(source) === host ? [datasetOf(source)] : []));
    found.set(host, await childrenOn(host, roots, onHost(host, io)));
  }
  return sources.map((source) => found.get(hostOf(source))?.get(datasetOf(source)) ?? { children: [] });
}

/** By the dataset. */
async function childrenOn(
  host: string | null,
  roots: readonly string[],
  io: ReadIo,
): Promise<ReadonlyMap<string, Children>> {
  const pools = await lookAtPools([...new Set(roots.map(poolOf))].sort(), io);
  if ("unseen" in pools) return new Map(roots.map((root) => [root, pools]));
  const working = new Set(pools.found.filter(({ health }) => health !== "SUSPENDED").map(({ name }) => name));
  const seen = await lookAtDatasets(
    roots.filter((root) => working.has(poolOf(root))),
    true,
    io,
  );
  if ("unseen" in seen) return new Map(roots.map((root) => [root, seen]));
  return new Map(roots.map((root) => [root, { children: childrenIn(root, host, seen.found) }]));
}

/** Those of these datasets that are below another one, sorted by name. */
export function childrenIn(root: string, host: string | null, found: readonly Dataset[]): readonly Child[] {
  return found
    .filter(({ name }) => name.startsWith(`${root}/`))
    .map(
      ({ name, type }): Child => ({
        name: name.slice(root.length + 1),
        source: { type: "zfs", dataset: name, recursive: false, ...(host === null ? {} : { host }) },
        hasFiles: type === "filesystem",
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
