import type { Action } from "../../model/action.ts";
import type { Proposal } from "../../provider/roles.ts";
import type { Opened, Openings } from "./openings.ts";

/** Collects the actions of a plan, gives each its id, and merges equal proposals that are marked `once`. */
export class Draft {
  readonly #openings: Openings;
  readonly #actions = new Map<string, Action>();
  readonly #late = new Map<string, Action>();

  constructor(openings: Openings) {
    this.#openings = openings;
  }

  /** Returns the ids of the proposals' actions, in order; each waits for the one before it and for `after`. */
  chain(proposals: readonly Proposal[], details: ActionDetails): readonly string[] {
    const ids: string[] = [];
    for (const proposal of proposals) {
      const previous = ids.at(-1);
      const after = previous === undefined ? details.after : [previous];
      ids.push(this.add(proposal, { ...details, after }, previous));
    }
    return ids;
  }

  /** `previous`: the previous action of its chain. */
  add(proposal: Proposal, details: ActionDetails, previous?: string): string {
    const { address, reason, after, opened, guard } = details;
    const of = proposal.once ?? address;
    const id = this.#freeId(`${proposal.verb} ${of}`, proposal.once !== null);
    if (this.#isTaken(id)) return id;
    (proposal.late === true ? this.#late : this.#actions).set(id, {
      id,
      kind: proposal.kind,
      verb: proposal.verb,
      address: of,
      reason: proposal.reason ?? reason,
      input: proposal.input,
      tree: proposal.readsTree ? (opened?.tree?.id ?? null) : null,
      scopes: this.#scopesOf(proposal, details),
      makes: proposal.makes,
      destroys: proposal.destroys,
      records: proposal.records ?? null,
      after: [...after],
      ...onlyIf(proposal, previous),
      guard,
    });
    return id;
  }

  #scopesOf({ ofMoment, within }: Proposal, { address, volume, opened }: ActionDetails): readonly string[] {
    const own = (within ?? []).map((scope) => this.#openings.within(scope, volume, address));
    return [...(ofMoment === true ? (opened?.moment ?? []) : []), ...own];
  }

  /** Adds the actions that are late. Actions that are added later follow them. */
  addLate(): void {
    for (const [id, action] of this.#late) this.#actions.set(id, action);
    this.#late.clear();
  }

  actions(): readonly Action[] {
    return [...this.#actions.values()];
  }

  #freeId(wanted: string, shared: boolean): string {
    if (shared || !this.#isTaken(wanted)) return wanted;
    for (let number = 2; ; number++) {
      const id = `${wanted} #${number}`;
      if (!this.#isTaken(id)) return id;
    }
  }

  #isTaken(id: string): boolean {
    return this.#actions.has(id) || this.#late.has(id);
  }
}

function onlyIf({ unlessSeen }: Proposal, seen: string | undefined): Pick<Action, "onlyIf"> {
  return unlessSeen === undefined || seen === undefined ? {} : { onlyIf: { seen, otherwise: unlessSeen } };
}

export interface ActionDetails {
  readonly address: string;
  readonly reason: string;
  /** The volume of the action; empty for an action of a repository. */
  readonly volume: string;
  readonly after: readonly string[];
  /** The open tree and moment that the action needs; null: it needs neither. */
  readonly opened: Opened | null;
  readonly guard: string | null;
}
