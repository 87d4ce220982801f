import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** In percent of the origin. */
const LEAST = 5;

export const snapshotSizeSmall: Rule = {
  code: "snapshot-size-small",
  severity: "warning",
  summary: "An LVM snapshot may overflow",
  judges: "written",
  why: "A classic snapshot holds what changes in its origin while the backup runs. When it is full it is lost, and the backup with it; the run fails, and the next one may fail in the same way.",
  remedy: `Give it at least \`${LEAST}%ORIGIN\`; the space is free again after the run.`,
  check: breaches,
};

function* breaches({ volumes }: Subject): Generator<Breach> {
  for (const { volume, cursor } of volumes) {
    const size = volume?.source.type === "lvm" ? volume.source.snapshotSize : null;
    if (size?.kind !== "origin" || size.percent >= LEAST) continue;
    const detail = `When more than ${size.percent} percent of the origin change while the backup runs, the snapshot is lost, and the backup with it. Write \`${LEAST}%ORIGIN\` or more; the space is free again after the run.`;
    yield { span: cursor.at("source").at("snapshotSize").span, detail };
  }
}
