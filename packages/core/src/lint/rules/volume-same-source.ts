import { quoted } from "../../config/index.ts";
import { sourceLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const volumeSameSource: Rule = {
  code: "volume-same-source",
  severity: "warning",
  summary: "Two volumes have one source",
  judges: "written",
  why: "Both read and save the same files, and both keep their integrity record in the same place of the source, so that each finds the other's when it looks for what has changed. Most often the source of one was copied and never changed.",
  remedy:
    "Make one volume of them, with all targets in it. Two plain directories that are to have different excludes can be narrowed to different paths.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  yield* onPaths(subject);
  yield* onVolumes(subject);
}

function* onPaths(subject: Subject): Generator<Breach> {
  const first = new Map<string, string>();
  for (const { path, volume, span } of sourceLands(subject)) {
    const earlier = first.get(path);
    if (earlier === undefined) first.set(path, volume.name);
    else yield { span, detail: detailOf(`The volume ${quoted(earlier)} is read from this path too.`) };
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
      yield { span, detail: detailOf(`The volume ${quoted(earlier.name)} is read from this logical volume too.`) };
    }
  }
}

function detailOf(what: string): string {
  return `${what} Both save the same files and keep their integrity record in one place. Make one volume of the two, or write the source that was meant.`;
}
