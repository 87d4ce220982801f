import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

/** The keys of a volume that need its files. */
const READERS = ["archives", "mirrors", "clones", "integrity", "verify"] as const;

export const sourceElsewhere: Rule = {
  code: "source-elsewhere",
  severity: "error",
  summary: "Files of a source on another host cannot be read",
  judges: "written",
  cause:
    "The source has a `host`, and the volume has archives, mirrors, clones, `integrity` or `verify`, which read its files on this host.",
  effect:
    "Archives, mirrors, clones, integrity data and proofs of this volume cannot be made. Only snapshots and replicas are possible.",
  remedy:
    "Remove these keys here, and declare them in a config on the other host. The volume there can have `replicas` on this host.",
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    if (volume?.source.type !== "zfs" || volume.source.host === undefined) continue;
    for (const key of READERS) {
      const found = cursor.at(key);
      if (!found.exists || found.flag() === false || isEmptyList(found.node)) continue;
      const detail = `\`${key}\` reads the files of the volume, and they are on ${volume.source.host}. Remove \`${key}\` here, and declare it in a config on ${volume.source.host}. To receive the dataset on this host, declare \`replicas\` in that config, with this host as \`host\`.`;
      yield { span: found.keySpan, detail };
    }
  }
}

function isEmptyList(node: Subject["tree"] | null | undefined): boolean {
  return node?.kind === "array" && node.items.length === 0;
}
