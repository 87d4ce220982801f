import { castDraft, enableMapSet, Immer } from "immer";
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
    for (const [address, ofGroup] of byAddress(actions)) {
      const group = before.groups.get(address);
      if (group !== undefined) draft.groups.set(address, castDraft(groupAfter(group, ofGroup)));
    }
  });
}

function byAddress(actions: readonly Action[]): ReadonlyMap<string, readonly Action[]> {
  const found = new Map<string, Action[]>();
  for (const action of actions) {
    const others = found.get(action.address);
    if (others === undefined) found.set(action.address, [action]);
    else others.push(action);
  }
  return found;
}

/** On copies of the sets: in a draft, each point that goes would cost many times as much. */
function groupAfter({ listed, ...sets }: GroupPicture, actions: readonly Action[]): GroupPicture {
  const complete = new Set(sets.complete);
  const partial = new Set(sets.partial);
  for (const { address, makes, destroys, guard } of actions) {
    if (makes !== null) complete.add(makes);
    for (const { id, name } of destroys) {
      if (!listed) throw new Error(`the plan destroys ${name} in a group that could not be listed`);
      if (!complete.delete(id) && !partial.delete(id)) {
        throw new Error(`the plan destroys ${name}, which is not in ${address}`);
      }
    }
    if (destroys.length > 0 && complete.size === 0 && guard === null) {
      throw new Error(`the plan leaves no complete point in ${address}`);
    }
  }
  return { complete, partial, listed };
}

/** Every group that a plan set out to fill must be filled in the picture. */
export function checkFilled(after: Picture, filled: Iterable<string>): void {
  for (const address of filled) {
    if ((after.groups.get(address)?.complete.size ?? 0) === 0) throw new Error(`the plan does not fill ${address}`);
  }
}
