import type { Target } from "../../../../model/target.ts";
import type { Placed, PlacedVolume } from "../../../placed.ts";
import { quoted } from "../../../quoted.ts";
import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";
import { isWhole, whyFullOnly } from "../formats.ts";

export const formatUnsuitable: Rule = {
  code: "archive-format-unsuitable",
  severity: "error",
  summary: "Archive format does not fit the volume",
  judges: "written",
  cause:
    "The formats `dump` and `xfsdump` store a whole file system from a snapshot of its logical volume. They do not fit if the volume has another source or `exclude`, if the archives are made of a mirror, or if a repository with the format `xfsdump` has `levels`.",
  effect: "No archive is made.",
  remedy: 'Use a repository with the format `"tar"`, or change the source.',
  check: breaches,
};

const TAR = 'Use a repository with the format `"tar"`';

function* breaches({ config, root, volumes }: Subject): Generator<Breach> {
  const formats = new Map(
    Object.values(config.repositories).flatMap((each) =>
      each.type === "directory" && isWhole(each.format) ? [[each.name, each.format] as const] : [],
    ),
  );
  for (const [name, format] of formats) {
    const levels = root.at("repositories").at(name).at("levels");
    const why = whyFullOnly(format);
    if (!levels.exists || why === null) continue;
    const detail = `rdump makes only full archives with the format ${quoted(format)}: ${why} Remove \`levels\`, or use the format \`"tar"\`.`;
    yield { span: levels.keySpan, detail };
  }
  for (const placed of volumes) yield* breachesIn(placed, formats);
}

function* breachesIn(placed: PlacedVolume, formats: ReadonlyMap<string, string>): Generator<Breach> {
  const { volume, cursor, targets } = placed;
  if (volume === null) return;
  const found = (each: Placed) => formats.get(repositoryOf(each.target) ?? "");
  for (const target of targets) {
    for (const behind of target.nested ?? []) {
      const format = found(behind);
      if (format === undefined) continue;
      const detail = `The format ${quoted(format)} reads the snapshot of a logical volume, and this archive is made of a mirror. ${TAR}.`;
      yield { span: behind.cursor.at("repository").span, detail };
    }
    const format = found(target);
    if (format === undefined) continue;
    if (volume.source.type !== "lvm") {
      const detail = `The format ${quoted(format)} reads the snapshot of a logical volume, and the source of this volume is ${quoted(volume.source.type)}. ${TAR}, or declare the logical volume as the source.`;
      yield { span: target.cursor.at("repository").span, detail };
    }
    for (const key of ["exclude", "excludeCaches"] as const) {
      const isSet = key === "exclude" ? volume.exclude.length > 0 : volume.excludeCaches;
      if (!isSet) continue;
      const detail = `The format ${quoted(format)} of ${quoted(repositoryOf(target.target) ?? "")} stores the whole file system, without excludes. ${TAR}, or remove \`${key}\`.`;
      yield { span: cursor.at(key).keySpan, detail };
    }
  }
}

function repositoryOf(target: Target): string | null {
  return target.kind === "archives" ? target.repository : null;
}
