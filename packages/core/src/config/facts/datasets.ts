import type { Target } from "../../model/target.ts";
import type { Volume } from "../../model/volume.ts";
import type { Cursor } from "../cursor.ts";
import type { Span } from "../positions.ts";
import type { Subject } from "../subject.ts";
import { once } from "./once.ts";

/** A dataset that a target is kept in. `path` is its name with a slash before it, and the host before that. */
export interface TargetDataset {
  readonly kind: "mirrors" | "replicas" | "clones";
  readonly dataset: string;
  /** Null for this machine. */
  readonly host: string | null;
  readonly path: string;
  readonly address: string;
  readonly span: Span;
  readonly target: Target;
  readonly cursor: Cursor;
  readonly volume: Volume;
  /**
   * The dataset of its source: that of the volume, or of the mirror that feeds it; null if the source is not a dataset.
   */
  readonly from: string | null;
  /** Of that dataset; null for this machine. */
  readonly fromHost: string | null;
}

export interface SourceDataset {
  readonly dataset: string;
  readonly recursive: boolean;
  /** Null for this machine. */
  readonly host: string | null;
  readonly path: string;
  readonly span: Span;
  readonly volume: Volume;
}

export const sourceDatasets = once(({ volumes }: Subject): readonly SourceDataset[] => {
  return volumes.flatMap(({ volume, cursor }) => {
    if (volume === null || volume.source.type !== "zfs" || volume.source.dataset === "") return [];
    const { dataset, recursive, host = null } = volume.source;
    const { span } = cursor.at("source").at("dataset");
    return [{ dataset, recursive, host, path: placeOf(host, dataset), span, volume }];
  });
});

export const targetDatasets = once(({ volumes }: Subject): readonly TargetDataset[] => {
  return volumes.flatMap(({ volume, targets }) => {
    if (volume === null) return [];
    const { source } = volume;
    const own = source.type === "zfs" ? source.dataset : null;
    const ownHost = source.type === "zfs" ? (source.host ?? null) : null;
    const feeds = feedsOf(volume);
    return targets.flatMap(({ target, cursor }) => {
      if (!("dataset" in target) || target.dataset === "") return [];
      const { kind, dataset, address } = target;
      const host = target.kind === "replicas" ? target.host : null;
      const { span } = cursor.at("dataset");
      const fed = feeds.get(target);
      const origin = fed === undefined ? { from: own, fromHost: ownHost } : { from: fed, fromHost: null };
      return [{ kind, dataset, host, path: placeOf(host, dataset), address, span, target, cursor, volume, ...origin }];
    });
  });
});

/** The targets that mirrors feed, and the mirror's dataset of each. */
function feedsOf({ targets }: Volume): ReadonlyMap<Target, string> {
  const feeds = new Map<Target, string>();
  for (const target of targets) {
    if (target.targetType !== "mirrors/dataset") continue;
    for (const inner of [...target.archives, ...target.replicas]) feeds.set(inner, target.dataset);
  }
  return feeds;
}

/** One text for one dataset on one host, with slashes between its parts and before the first. */
function placeOf(host: string | null, dataset: string): string {
  return `${host === null ? "" : `//${host}`}/${dataset}`;
}

export function poolOf(dataset: string): string {
  return dataset.split("/", 1)[0] ?? "";
}
