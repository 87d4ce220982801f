import { enableMapSet, Immer } from "immer";
import type { Action } from "../model/action.ts";
import type { Assessment } from "./assess.ts";

/** The state of the groups as the planner believes it to be, after each action of a plan. */
export interface Picture {
  readonly groups: ReadonlyMap<string, GroupPicture>;
}

interface GroupPicture {
  readonly complete: ReadonlySet<string>;
  readonly partial: ReadonlySet<string>;
  readonly listed: boolean;
}

enableMapSet();
// A group can hold 100,000 points; freezing each would cost more than the whole plan.
const immer = new Immer({ autoFreeze: false });

export function pictureOf(assessments: readonly Assessment[]): Picture {
  const groups = assessments.map(({ desired, complete, partial, gap }): [string, GroupPicture] => [
    desired.group.address,
    {
      complete: new Set(complete.map(({ id }) => id)),
      partial: new Set(partial.map(({ id }) => id)),
      listed: gap === null,
    },
  ]);
  return { groups: new Map(groups) };
}

/**
 * The picture after all actions, in their order. Throws when an action destroys what is not there or not listed, or
 * leaves a group without a complete point unasked: such a plan is a bug, and it is never shown.
 */
export function pictureAfter(before: Picture, actions: readonly Action[]): Picture {
  return immer.produce(before, (draft) => {
    for (const action of actions) {
      const group = draft.groups.get(action.address);
      if (group === undefined) continue;
      if (action.makes !== null) group.complete.add(action.makes);
      for (const { id, name } of action.destroys) {
        if (!group.listed) throw new Error(`the plan destroys ${name} in a group that could not be listed`);
        if (!group.complete.delete(id) && !group.partial.delete(id)) {
          throw new Error(`the plan destroys ${name}, which is not in ${action.address}`);
        }
      }
      if (action.destroys.length > 0 && group.complete.size === 0 && action.guard === null) {
        throw new Error(`the plan leaves no complete point in ${action.address}`);
      }
    }
  });
}

/** Every group that a plan set out to fill must be filled in the picture. */
export function checkFilled(after: Picture, filled: Iterable<string>): void {
  for (const address of filled) {
    if ((after.groups.get(address)?.complete.size ?? 0) === 0) throw new Error(`the plan does not fill ${address}`);
  }
}
