import { castDraft, enableMapSet, Immer } from "immer";
import type { Action } from "../model/action.ts";
import type { Point } from "../model/point.ts";
import type { Assessment } from "./assess.ts";

/** The expected state of the groups after each action of a plan. */
export interface Inventory {
  readonly groups: ReadonlyMap<string, GroupInventory>;
}

interface GroupInventory {
  /** Identities of points; for a point that the plan makes, its name. */
  readonly complete: readonly string[];
  /** Incomplete and invalid points. */
  readonly others: readonly string[];
  /** The points that others are a difference to, by the ids of these. */
  readonly bases: ReadonlyMap<string, string>;
  readonly listed: boolean;
}

enableMapSet();
// A group can hold 100,000 points; freezing each would cost more than the whole plan.
const immer = new Immer({ autoFreeze: false });

export function inventoryOf(assessments: readonly Assessment[]): Inventory {
  const groups = assessments.map(({ desired, complete, incomplete, invalid, gap }): [string, GroupInventory] => [
    desired.group.address,
    {
      complete: complete.map(({ id }) => id),
      others: [...incomplete, ...invalid].map(({ id }) => id),
      bases: basesOf(complete, incomplete),
      listed: gap === null,
    },
  ]);
  return { groups: new Map(groups) };
}

function basesOf(...lists: readonly (readonly Point[])[]): ReadonlyMap<string, string> {
  const bases = new Map<string, string>();
  for (const points of lists) {
    for (const { id, base } of points) if (base !== undefined) bases.set(id, base);
  }
  return bases;
}

/**
 * The inventory after all actions, in their order. Throws if an action destroys a point that does not exist or was not
 * listed or that another one needs, or leaves a group without a complete point and without confirmation. Such a plan is a bug, and is never
 * shown.
 */
export function inventoryAfter(before: Inventory, actions: readonly Action[]): Inventory {
  // Only the map is a draft: with nested drafts, immer would search every point of a group for drafts.
  const groups = immer.produce(before.groups, (draft) => {
    for (const [address, ofGroup] of byAddress(actions)) {
      const group = before.groups.get(address);
      if (group !== undefined) draft.set(address, castDraft(groupAfter(group, ofGroup)));
    }
  });
  return { groups };
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

/** A set of the removed points, not of the kept ones: an ordinary run removes one of 100,000 points. */
function groupAfter({ complete, others, bases, listed }: GroupInventory, actions: readonly Action[]): GroupInventory {
  const goes = new Map<string, number>();
  for (const [index, { destroys }] of actions.entries()) {
    for (const { id, name } of destroys) {
      if (!listed) throw new Error(`the plan destroys ${name} in a group that could not be listed`);
      if (goes.has(id)) throw new Error(`the plan destroys ${name} twice`);
      goes.set(id, index);
    }
  }
  const lost = actions.map(() => 0);
  const left = complete.filter((id) => {
    const index = goes.get(id);
    if (index !== undefined) lost[index] = (lost[index] ?? 0) + 1;
    return index === undefined;
  });
  const rest = others.filter((id) => !goes.has(id));
  const gone = complete.length - left.length + others.length - rest.length;
  if (gone !== goes.size) throw new Error(`the plan destroys what is not in ${actions[0]?.address}`);
  for (const [id, base] of bases) {
    if (goes.has(base) && !goes.has(id)) throw new Error(`the plan destroys ${base}, which ${id} needs`);
  }
  checkNeverEmpty(complete.length, lost, actions);
  const made = actions.flatMap(({ makes }) => makes ?? []);
  return { complete: [...left, ...made], others: rest, bases, listed };
}

/** `lost`: the number of complete points that each action removes. */
function checkNeverEmpty(before: number, lost: readonly number[], actions: readonly Action[]): void {
  let left = before;
  for (const [index, { address, makes, destroys, guard }] of actions.entries()) {
    left += (makes === null ? 0 : 1) - (lost[index] ?? 0);
    if (destroys.length > 0 && left === 0 && guard === null) {
      throw new Error(`the plan leaves no complete point in ${address}`);
    }
  }
}

/** Every group for which the plan makes a point must have that point in the inventory. */
export function checkFilled(after: Inventory, filled: Iterable<string>): void {
  for (const address of filled) {
    if ((after.groups.get(address)?.complete.length ?? 0) === 0) throw new Error(`the plan does not fill ${address}`);
  }
}
