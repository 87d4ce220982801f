import type { Action } from "../model/action.ts";
import type { Plan } from "../model/plan.ts";

/**
 * The steps that only serve another action of the plan, such as an update of integrity data before an archive: they read
 * its tree, or one waits for the other. A step that serves no action of this plan is not one of them.
 */
export function servingIn({ actions }: Pick<Plan, "actions">): ReadonlySet<Action> {
  const candidates = actions.filter(isStep);
  const served = new Connected();
  for (const action of actions) if (!isStep(action)) served.add(action);
  const serving = new Set<Action>();
  for (let count = -1; count < serving.size; ) {
    count = serving.size;
    for (const step of candidates) {
      if (serving.has(step) || !served.touches(step)) continue;
      serving.add(step);
      served.add(step);
    }
  }
  return serving;
}

/** It neither makes nor destroys a point, and is no upkeep and no cleanup. */
function isStep({ verb, makes, destroys, records }: Action): boolean {
  const isUpkeep = records !== null && records.kind !== "made";
  return makes === null && destroys.length === 0 && !isUpkeep && verb !== "recover";
}

/** Actions that others can belong to. */
class Connected {
  readonly #ids = new Set<string>();
  readonly #awaited = new Set<string>();
  readonly #trees = new Set<string>();

  add({ id, after, tree }: Action): void {
    this.#ids.add(id);
    for (const each of after) this.#awaited.add(each);
    if (tree !== null) this.#trees.add(tree);
  }

  touches({ id, after, tree }: Action): boolean {
    return (
      this.#awaited.has(id) || after.some((each) => this.#ids.has(each)) || (tree !== null && this.#trees.has(tree))
    );
  }
}
