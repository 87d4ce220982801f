import { sourcePaths } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const volumeSameSource: Rule = {
  code: "volume-same-source",
  severity: "warning",
  summary: "Two volumes have the same source",
  judges: "written",
  cause:
    "Two volumes name the same directory or logical volume. Most often a volume was copied and its source was not changed.",
  effect: "All files are read and saved twice, and both volumes write their integrity data to the same file.",
  remedy:
    "Declare one volume with all targets. If parts of the directory need different excludes, declare a volume for each part.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  yield* onPaths(subject);
  yield* onVolumes(subject);
}

function* onPaths(subject: Subject): Generator<Breach> {
  const first = new Map<string, string>();
  for (const { path, volume, span } of sourcePaths(subject)) {
    const earlier = first.get(path);
    if (earlier === undefined) first.set(path, volume.name);
    else yield { span, detail: detailOf(`The volume ${quoted(earlier)} has this path too.`) };
  }
}

/** One logical volume, however it is mounted. */
function* onVolumes({ volumes }: Subject): Generator<Breach> {
  const first = new Map<string, { readonly name: string; readonly mount: string }>();
  for (const { volume, cursor } of volumes) {
    if (volume?.source.type !== "lvm" || volume.source.vg === "" || volume.source.lv === "") continue;
    const { vg, lv, mount } = volume.source;
    const earlier = first.get(`${vg}/${lv}`);
    if (earlier === undefined) first.set(`${vg}/${lv}`, { name: volume.name, mount });
    else if (earlier.mount !== mount) {
      const { span } = cursor.at("source").at("lv");
      yield { span, detail: detailOf(`The volume ${quoted(earlier.name)} has this logical volume too.`) };
    }
  }
}

function detailOf(what: string): string {
  return `${what} Both save the same files and write their integrity data to the same file. Declare one volume with all targets, or correct the source.`;
}
