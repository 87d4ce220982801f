import { excludeWithin, leavesOut } from "../config/index.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import { addressOf, datasetKey, nestedAddress } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import type { Source } from "../model/source.ts";
import type { DatasetMirrorTarget, Target } from "../model/target.ts";
import type { Volume } from "../model/volume.ts";
import type { Providers } from "../provider/providers.ts";
import type { Child } from "../provider/roles.ts";
import { OBSERVE } from "./codes.ts";
import { receivedIn } from "./received.ts";

/** A config in which each child of a recursive volume is a separate volume. */
export interface Expanded {
  readonly config: Config;
  /** Diagnostics: parents that could not be queried, and targets that children cannot have. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Queries the children of recursive volumes, and the replicas of senders that this host expires. Each child becomes the
 * volume `VOLUME/CHILD`, except excluded ones, and each replica `SENDER/REPLICA`.
 */
export async function expand(config: Config, providers: Providers, io: ReadIo): Promise<Expanded> {
  const children: Volume[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [type, parents] of recursiveVolumes(config)) {
    const sources = parents.map(({ source }) => source);
    const found = await providers.source(type)?.children?.(sources, io);
    for (const [index, parent] of parents.entries()) {
      const below = found?.[index];
      if (below === undefined) continue;
      if ("unseen" in below) {
        diagnostics.push({ ...below.unseen, address: parent.name });
        continue;
      }
      const volumes = childrenOf(parent, below.children, providers);
      children.push(...volumes);
      if (volumes.length > 0) diagnostics.push(...harmful(parent));
      diagnostics.push(...volumes.flatMap(hidden));
    }
  }
  const received = await receivedIn(config, providers, io);
  diagnostics.push(...received.diagnostics);
  if (children.length + received.volumes.length === 0) return { config, diagnostics };
  const volumes = [...config.volumes, ...children, ...received.volumes].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { config: { ...config, volumes }, diagnostics };
}

function recursiveVolumes({ volumes }: Config): ReadonlyMap<Source["type"], readonly Volume[]> {
  const found = new Map<Source["type"], Volume[]>();
  for (const volume of volumes) {
    if (volume.source.type !== "zfs" || !volume.source.recursive) continue;
    found.set(volume.source.type, [...(found.get(volume.source.type) ?? []), volume]);
  }
  return found;
}

type Keepers = Pick<Providers, "keeper">;

/** The children of a child are already in the list of the parent. */
function childrenOf(parent: Volume, children: readonly Child[], keepers: Keepers): readonly Volume[] {
  return children.flatMap((child) => childOf(parent, child, keepers) ?? []);
}

/** A child is excluded like a directory of its parent: null. */
function childOf(parent: Volume, { name, source, hasFiles }: Child, keepers: Keepers): Volume | null {
  const within = parent.exclude.map((each) => excludeWithin(each, name));
  if (within.includes("all")) return null;
  const volume = `${parent.name}/${name}`;
  const targets = parent.targets.flatMap((target) => targetOf(target, volume, name, source) ?? []);
  return {
    ...parent,
    name: volume,
    parent: parent.name,
    source,
    exclude: within.flatMap((each) => (each === "all" ? [] : each)),
    integrity: hasFiles ? parent.integrity : null,
    targets: hasFiles ? targets : targets.filter(({ targetType }) => keepers.keeper(targetType)?.wants !== "tree"),
    hooks: null,
    verify: null,
  };
}

/** The target for a child: its dataset is below that of the parent. Null if such a target would damage another. */
function targetOf(target: Target, volume: string, child: string, source: Source): Target | null {
  const below = (dataset: string) => `${dataset}/${child}`;
  switch (target.kind) {
    case "snapshots":
      return {
        ...target,
        address: addressOf(
          volume,
          "snapshots",
          source.type === "zfs" ? datasetKey(source.host ?? null, source.dataset) : "",
        ),
      };
    case "archives":
      return { ...target, address: addressOf(volume, "archives", target.repository) };
    case "mirrors":
      return target.targetType === "mirrors/directory" ? null : mirrorOf(target, volume, below);
    case "replicas": {
      const dataset = below(target.dataset);
      return { ...target, dataset, address: addressOf(volume, "replicas", datasetKey(target.host, dataset)) };
    }
    case "clones":
      return null;
  }
}

function mirrorOf(target: DatasetMirrorTarget, volume: string, below: (dataset: string) => string): Target {
  const dataset = below(target.dataset);
  const address = addressOf(volume, "mirrors", dataset);
  return {
    ...target,
    dataset,
    address,
    archives: target.archives.map((each) => ({
      ...each,
      address: nestedAddress(address, "archives", each.repository),
    })),
    replicas: target.replicas.map((each) => {
      const inner = below(each.dataset);
      return { ...each, dataset: inner, address: nestedAddress(address, "replicas", datasetKey(each.host, inner)) };
    }),
  };
}

/**
 * Targets that children cannot have: a directory mirror would delete the mirrors of other children in the same directory,
 * and a clone with children counts as changed.
 */
function harmful({ name, targets }: Volume): readonly Diagnostic[] {
  return targets.flatMap(({ kind, targetType, address }) => {
    if (kind !== "clones" && targetType !== "mirrors/directory") return [];
    const what = targetType === "mirrors/directory" ? "A directory mirror" : "A clone";
    const detail = `${what} of a child would be inside that of ${name}. The children do not get this target. Declare each child that needs this target as a volume of its own, and exclude the child here.`;
    return [OBSERVE.error("recursive-target", detail, { address })];
  });
}

/**
 * Errors that lint cannot find without the list of children: an exclude of the parent leaves out the surefile of a
 * child.
 */
function hidden({ name, parent, exclude, integrity }: Volume): readonly Diagnostic[] {
  if (integrity === null) return [];
  return exclude
    .filter((each) => leavesOut(each, integrity.surefile))
    .map(({ text }) => {
      const detail = `The exclude ${JSON.stringify(text)} of ${parent} matches ${JSON.stringify(integrity.surefile)}, the integrity data of ${name}. Archives and mirrors of ${name} will not contain it. Use a narrower exclude.`;
      return OBSERVE.error("exclude-hides-child-surefile", detail, { address: name });
    });
}
