import { quoted } from "../../config/index.ts";
import { Above } from "../land/above.ts";
import { leavesOutIn } from "../land/excluded.ts";
import { sourceLands } from "../land/paths.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const volumeInsideVolume: Rule = {
  code: "volume-inside-volume",
  severity: "warning",
  summary: "A volume is inside of another",
  judges: "written",
  why: "What is inside is saved twice, with two schedules and two sets of keep rules, and a restore of the outer volume puts an older state over the inner one. A volume on a device of its own is not meant: rdump stays on one file system.",
  remedy:
    "Exclude the inner volume from the outer one, or make the inner one a `mount` where it is one. Where both are wanted, ignore the rule and say why.",
  check: breaches,
};

function* breaches(subject: Subject): Generator<Breach> {
  const lands = sourceLands(subject);
  const above = new Above(lands);
  const leavesOut = leavesOutIn(subject);
  for (const inner of lands) {
    if (inner.mount !== null) continue;
    for (const outer of above.of(inner.path)) {
      if (leavesOut(outer.volume.exclude, outer.path, inner.path)) break;
      const path = inner.path.slice(outer.path === "/" ? 1 : outer.path.length + 1);
      const detail = `It is inside of ${outer.name}, which holds it too, so that it is saved twice and a restore of ${quoted(outer.volume.name)} puts an older state over it. Exclude ${quoted(path)} there, or write \`mount\` here if it is a mount point.`;
      yield { span: inner.span, detail };
      break;
    }
  }
}
