import type { Action } from "../model/action.ts";
import type { PlanSummary } from "../model/plan.ts";
import { forEachVerb } from "../model/verb.ts";
import type { Assessment } from "./assess.ts";
import type { Completes } from "./flows/volume-flow.ts";

/** Counts the actions of a plan, and the groups that it does not change. */
export function summaryOf(
  actions: readonly Action[],
  assessments: readonly Assessment[],
  completes: Completes,
): PlanSummary {
  const count = (verb: Action["verb"]) => actions.filter((action) => action.verb === verb).length;
  const destroys = (some: readonly Action[]) => some.reduce((sum, action) => sum + action.destroys.length, 0);
  const touched = new Set(actions.map(({ address }) => address));
  // A due group whose source cannot be read is an error of the plan.
  const still = assessments.filter(
    ({ desired, gap, due, sourceGap }) =>
      gap === null && !touched.has(desired.group.address) && !(due && sourceGap !== null),
  );
  const waits = ({ due, desired }: Assessment) => due && !completes.has(desired.group.address);
  return {
    ...forEachVerb(count),
    destroy: destroys(actions),
    guarded: destroys(actions.filter(({ guard }) => guard !== null)),
    ...absentOf(assessments),
    unchanged: still.filter((assessment) => !waits(assessment)).length,
    waiting: still.filter(waits).length,
  };
}

/** Disks that are absent beyond their grace are errors of the plan. */
function absentOf(assessments: readonly Assessment[]): Pick<PlanSummary, "absent"> {
  const absent = assessments.filter(({ absence }) => absence?.overdue === false).length;
  return absent === 0 ? {} : { absent };
}
