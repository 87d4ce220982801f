import type { Action } from "../../model/action.ts";
import type { Proposal } from "../../provider/roles.ts";

/** Collects a plan's actions, gives each its id, and makes one of proposals that are meant `once`. */
export class Draft {
  readonly #actions = new Map<string, Action>();

  /** Returns the ids of the proposals' actions, in order; each waits for the one before it and for `after`. */
  chain(proposals: readonly Proposal[], details: ActionDetails): readonly string[] {
    const ids: string[] = [];
    for (const proposal of proposals) {
      const previous = ids.at(-1);
      ids.push(this.add(proposal, { ...details, after: previous === undefined ? details.after : [previous] }));
    }
    return ids;
  }

  add(proposal: Proposal, { address, reason, after, tree, guard }: ActionDetails): string {
    const of = proposal.once ?? address;
    const id = this.#freeId(`${proposal.verb} ${of}`, proposal.once !== null);
    if (this.#actions.has(id)) return id;
    this.#actions.set(id, {
      id,
      kind: proposal.kind,
      verb: proposal.verb,
      address: of,
      reason: proposal.reason ?? reason,
      input: proposal.input,
      tree: proposal.readsTree ? tree : null,
      makes: proposal.makes,
      destroys: proposal.destroys,
      records: proposal.records ?? null,
      after: [...after],
      guard,
    });
    return id;
  }

  actions(): readonly Action[] {
    return [...this.#actions.values()];
  }

  #freeId(wanted: string, shared: boolean): string {
    if (shared || !this.#actions.has(wanted)) return wanted;
    for (let number = 2; ; number++) {
      const id = `${wanted} #${number}`;
      if (!this.#actions.has(id)) return id;
    }
  }
}

export interface ActionDetails {
  readonly address: string;
  readonly reason: string;
  readonly after: readonly string[];
  readonly tree: string | null;
  readonly guard: string | null;
}
