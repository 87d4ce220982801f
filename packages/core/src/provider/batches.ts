import type { Action } from "../model/action.ts";
import type { Providers } from "./providers.ts";

/** The maximum number of points that one command destroys: a failure affects few points, and a stop takes effect soon. */
const MOST = 100;

/**
 * By the id of an action: the actions that one command does together, in their order. Absent: it runs alone. They need the
 * same scopes, so that none is opened early for another action.
 */
export function batchesIn(
  actions: readonly Action[],
  providers: Pick<Providers, "action">,
): ReadonlyMap<string, readonly Action[]> {
  const open = new Map<string, Action[]>();
  const batches = new Map<string, readonly Action[]>();
  for (const action of actions) {
    const { joint } = providers.action(action.kind);
    if (joint?.kind !== "batch" || action.tree !== null) continue;
    const key = JSON.stringify([action.kind, joint.place(action.input), action.scopes]);
    const known = open.get(key);
    const batch = known !== undefined && pointsIn([...known, action]) <= MOST ? known : [];
    batch.push(action);
    open.set(key, batch);
    batches.set(action.id, batch);
  }
  return batches;
}

function pointsIn(actions: readonly Action[]): number {
  return actions.reduce((sum, { destroys }) => sum + destroys.length, 0);
}
