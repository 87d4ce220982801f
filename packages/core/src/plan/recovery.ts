import type { Action } from "../model/action.ts";
import type { Leftover } from "../model/leftover.ts";
import type { Tree } from "../model/scope.ts";
import { RECOVER, type RecoverInput } from "../provider/recover.ts";
import type { Assessment } from "./assess.ts";

/** What takes down the leftovers, those of one volume one after the other: each may stand on the next. */
export function recoveryOf(leftovers: readonly Leftover[]): readonly Action[] {
  const actions: Action[] = [];
  const last = new Map<string, string>();
  const byVolume = [...leftovers].sort((a, b) => (a.volume < b.volume ? -1 : a.volume > b.volume ? 1 : 0));
  for (const leftover of byVolume) {
    const action = recoverAction(leftover, last.get(leftover.volume) ?? null, actions);
    last.set(leftover.volume, action.id);
    actions.push(action);
  }
  return actions;
}

function recoverAction(
  { volume, kind, input, run, says }: Leftover,
  previous: string | null,
  others: readonly Action[],
): Action {
  const address = `${volume}.${kind}`;
  const number = others.filter((other) => other.address === address).length + 1;
  const recovered: RecoverInput = { scope: kind, input, run };
  return {
    id: `recover ${address}${number === 1 ? "" : ` #${number}`}`,
    kind: RECOVER,
    verb: "recover",
    address,
    reason: says,
    input: recovered,
    tree: null,
    makes: null,
    destroys: [],
    records: null,
    after: previous === null ? [] : [previous],
    guard: null,
  };
}

/** Puts recovery before everything else: what is about a volume waits until nothing of a dead run is left of that volume. */
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

/** The volume of a recovery's address. Names of volumes can hold dots, kinds of scopes cannot. */
function volumeOf(address: string): string {
  return address.slice(0, address.lastIndexOf("."));
}
