import { quoted } from "../../config/index.ts";
import { sourceDatasets } from "../land/datasets.ts";
import { Above, sourceLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const volumeSameSource: Rule = {
  code: "volume-same-source",
  severity: "error",
  summary: "Two volumes have one source",
  judges: "written",
  why: "Both would write their integrity record into the same place, each undoing the other's, and both would take a snapshot of the same name of the same dataset, which fails. A recursive ZFS source has every dataset below it as a volume already.",
  remedy:
    "Make one volume of them, with all targets in it. Two plain directories that are to have different excludes can be narrowed to different paths.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  yield* onPaths(subject);
  yield* onVolumes(subject);
  yield* onDatasets(subject);
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

function* onDatasets(subject: Subject): Generator<Breach> {
  const sources = sourceDatasets(subject);
  const above = new Above(sources.filter(({ recursive }) => recursive));
  const first = new Map<string, string>();
  for (const { path, span, volume } of sources) {
    const earlier = first.get(path);
    if (earlier !== undefined) {
      yield { span, detail: detailOf(`The volume ${quoted(earlier)} is read from this dataset too.`) };
      continue;
    }
    first.set(path, volume.name);
    for (const outer of above.of(path)) {
      const detail = `The volume ${quoted(outer.volume.name)} is recursive, and so this dataset is a volume of it already.`;
      yield { span, detail: detailOf(detail) };
      break;
    }
  }
}

function detailOf(what: string): string {
  return `${what} Both would take snapshots of one name and write their integrity record into one place. Make one volume of the two.`;
}
