import { Above } from "../../config/facts/above.ts";
import { leavesOutIn } from "../../config/facts/excluded.ts";
import { sourcePaths } from "../../config/facts/paths.ts";
import { quoted } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const volumeInsideVolume: Rule = {
  code: "volume-inside-volume",
  severity: "warning",
  summary: "Volume is inside another volume",
  judges: "written",
  cause:
    "The directory of one volume is below the directory of another volume, and the config shows no mount point between them. rdump does not cross mount points.",
  effect:
    "The inner files are saved twice, with two schedules and two sets of keep rules. A restore of the outer volume overwrites the inner volume with an older state.",
  remedy:
    "Exclude the inner volume from the outer volume. If the inner volume is a mount point, declare `mount`. If both backups are intended, add an ignore comment with the reason.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const sources = sourcePaths(subject);
  const above = new Above(sources);
  const leavesOut = leavesOutIn(subject);
  for (const inner of sources) {
    if (inner.mount !== null) continue;
    for (const outer of above.of(inner.path)) {
      if (leavesOut(outer.volume.exclude, outer.path, inner.path)) break;
      const path = inner.path.slice(outer.path === "/" ? 1 : outer.path.length + 1);
      const detail = `This volume is inside ${outer.name}, so its files are backed up twice, and a restore of ${quoted(outer.volume.name)} overwrites them with an older state. Exclude ${quoted(path)} there, or declare \`mount\` here if this is a mount point.`;
      yield { span: inner.span, detail };
      break;
    }
  }
}
