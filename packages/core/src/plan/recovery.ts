import { byImportance, type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { Action } from "../model/action.ts";
import { canonicalJson } from "../model/json.ts";
import type { Leftover } from "../model/leftover.ts";
import type { Plan, PlanSummary } from "../model/plan.ts";
import { deadRunRef } from "../model/run.ts";
import type { Tree } from "../model/scope.ts";
import { forEachVerb } from "../model/verb.ts";
import type { Examined, ExaminedRun } from "../observe/examine.ts";
import type { RecoverInput } from "../provider/inputs.ts";
import { RECOVER } from "../provider/recover.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";

/**
 * The actions that remove leftovers, in their order. Each can depend on a later one, also of another volume, because a
 * shared scope has the name of one volume. The actions of one volume wait for each other.
 */
export function recoveryOf(leftovers: readonly Leftover[]): readonly Action[] {
  const actions: Action[] = [];
  const last = new Map<string, string>();
  for (const leftover of leftovers) {
    const action = recoverAction(leftover, last.get(leftover.volume) ?? null, actions);
    last.set(leftover.volume, action.id);
    actions.push(action);
  }
  return actions;
}

function recoverAction(
  { volume, kind, input, run, time, says }: Leftover,
  previous: string | null,
  others: readonly Action[],
): Action {
  const address = `${volume}.${kind}`;
  const number = others.filter((other) => other.address === address).length + 1;
  const recovered: RecoverInput = { scope: kind, input, run, time };
  return {
    id: `recover ${address}${number === 1 ? "" : ` #${number}`}`,
    kind: RECOVER,
    verb: "recover",
    address,
    reason: says,
    input: recovered,
    tree: null,
    scopes: [],
    makes: null,
    destroys: [],
    records: null,
    after: previous === null ? [] : [previous],
    guard: null,
  };
}

/** The same plan with only the cleanup of leftovers and the diagnostics about their runs. */
export function recoveryPlan(plan: Plan, dead: readonly ExaminedRun[]): Plan {
  const actions = plan.actions.filter(({ verb }) => verb === "recover");
  const diagnostics = [...notesOnDead(dead)].sort(byImportance);
  const counts = forEachVerb((verb) => (verb === "recover" ? actions.length : 0));
  const summary: PlanSummary = { ...counts, guarded: 0, unchanged: 0, waiting: 0 };
  return {
    ...plan,
    actions,
    trees: [],
    scopes: [],
    forgotten: [],
    drift: [],
    diagnostics,
    partial: hasErrors(diagnostics),
    summary,
  };
}

/** Whether two plans do the same after the recovery. */
export function sameBehindRecovery(one: Plan, other: Plan): boolean {
  return canonicalJson(behind(one)) === canonicalJson(behind(other));
}

function behind({ actions, trees, scopes }: Plan) {
  const recovery = new Set(actions.filter(({ verb }) => verb === "recover").map(({ id }) => id));
  const others = actions.filter(({ id }) => !recovery.has(id));
  return {
    trees,
    scopes,
    actions: others.map((action) => ({ ...action, after: action.after.filter((id) => !recovery.has(id)) })),
  };
}

/** Diagnostics about dead runs, in addition to the cleanup. */
export function notesOnDead(dead: readonly ExaminedRun[]): readonly Diagnostic[] {
  return dead.flatMap(({ run, began, intents, scopes }) => {
    const blocking = intents.flatMap(({ found, address }) =>
      "diagnostic" in found ? [{ ...found.diagnostic, address }] : [],
    );
    const begun = intents.map(({ action, found }) => `"${action}" (${WORDS[found.state]})`);
    const at = begun.length === 0 ? "" : ` Last: ${begun.join(", ")}.`;
    const open = scopes.length === 0 ? "The run left nothing open." : "Its open scopes are cleaned up first.";
    const { time } = deadRunRef(run, began);
    const when = time === "" ? "at an unknown time" : `at ${time}`;
    const detail = `Run ${run}, begun ${when}, was killed, or could not write its journal to the end.${at} ${open}`;
    const died = PLAN.warning("run-died", detail);
    return [died, ...blocking];
  });
}

const WORDS: { readonly [state in Examined["state"]]: string } = {
  absent: "not done: it is planned again where it is still due",
  done: "done",
  partial: "half done: its result does not count as a complete point",
  foreign: "something else is in its place",
  unknown: "its result cannot be determined",
};

/**
 * Puts recovery before all other actions: an action of a volume waits until all leftovers of that volume are removed.
 */
export function behindRecovery(
  recovery: readonly Action[],
  actions: readonly Action[],
  trees: readonly Tree[],
  assessments: readonly Assessment[],
): readonly Action[] {
  if (recovery.length === 0) return actions;
  const last = new Map(recovery.map(({ id, address }) => [volumeOf(address), id]));
  const ofTree = new Map(trees.map(({ id, volume }) => [id, volume]));
  const ofGroup = new Map(assessments.map(({ desired: { group } }) => [group.address, group.volume.name]));
  const waiting = actions.map((action) => {
    const volume = ofTree.get(action.tree ?? "") ?? ofGroup.get(action.address);
    const first = last.get(volume ?? "");
    return first === undefined ? action : { ...action, after: [...action.after, first] };
  });
  return [...recovery, ...waiting];
}

/** The volume in the address of a recovery. Names of volumes can contain dots, kinds of scopes cannot. */
function volumeOf(address: string): string {
  return address.slice(0, address.lastIndexOf("."));
}
