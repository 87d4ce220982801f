import type { Breach, Rule } from "../../../rule.ts";
import type { Subject } from "../../../subject.ts";

/** In percent of the origin. */
const LEAST = 5;

export const snapshotSizeSmall: Rule = {
  code: "snapshot-size-small",
  severity: "warning",
  summary: "LVM snapshot may overflow",
  judges: "written",
  cause:
    "A classic snapshot stores the changes of its origin while the backup runs. The declared size is a small part of the origin.",
  effect: "A full snapshot becomes invalid. The run fails, and the next run can fail in the same way.",
  remedy: `Use at least \`${LEAST}%ORIGIN\`. The space is free again after the run.`,
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const size = volume?.source.type === "lvm" ? volume.source.snapshotSize : null;
    if (size?.kind !== "origin" || size.percent >= LEAST) continue;
    const detail = `If more than ${size.percent} percent of the origin change while the backup runs, the snapshot becomes invalid and the backup fails. Write \`${LEAST}%ORIGIN\` or more; the space is free again after the run.`;
    yield { span: cursor.at("source").at("snapshotSize").span, detail };
  }
}
