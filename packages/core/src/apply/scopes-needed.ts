import type { Action } from "../model/action.ts";
import type { Settled } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Tree } from "../model/scope.ts";

/** Scopes that no action can use any more: a leftover that all their actions wait for could not be cleaned up. */
export function scopesWithout(
  { actions }: Plan,
  settled: ReadonlyMap<string, Settled>,
  trees: ReadonlyMap<string, Tree>,
): ReadonlySet<string> {
  const blocked = (action: Action) => action.after.some((id) => settled.has(id) && settled.get(id) !== "done");
  const needed = scopesNeededBy(
    actions.filter((action) => !blocked(action)),
    trees,
  );
  const unusable = scopesNeededBy(actions.filter(blocked), trees);
  return new Set([...unusable].filter((id) => !needed.has(id)));
}

/** Ids of the scopes that these actions use, their trees included. */
export function scopesNeededBy(actions: readonly Action[], trees: ReadonlyMap<string, Tree>): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const { tree, scopes } of actions) {
    for (const id of [...(trees.get(tree ?? "")?.scopes ?? []), ...scopes]) needed.add(id);
  }
  return needed;
}
