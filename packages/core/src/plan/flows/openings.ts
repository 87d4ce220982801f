import type { Scope, Tree } from "../../model/scope.ts";
import type { Volume } from "../../model/volume.ts";
import { HOOK_SCOPE } from "../../provider/hook.ts";
import type { HookInput } from "../../provider/inputs.ts";
import type { Providers } from "../../provider/providers.ts";
import type { ChainedScope, OpenedScope, Opening } from "../../provider/roles.ts";

/** The scopes that an action needs open, and the tree that they provide, as ids. */
export interface Opened {
  /** The scopes that fix the moment, and the scopes around them. */
  readonly moment: readonly string[];
  readonly tree: Tree | null;
}

/** A clone of an existing point, or the extraction of an archive, needs nothing open. */
export const NOTHING_OPENED: Opened = { moment: [], tree: null };

/** The volume of an opening, and the name of its tree. */
export interface Opener {
  readonly volume: Volume;
  readonly of: string;
  /** The hooks of the volume run around it. */
  readonly hooked: boolean;
}

/** Collects the scopes and trees of a plan. A scope that several volumes share is added once. */
export class Openings {
  readonly #providers: Pick<Providers, "scope">;
  readonly #scopes = new Map<string, Scope>();
  readonly #trees: Tree[] = [];

  constructor(providers: Pick<Providers, "scope">) {
    this.#providers = providers;
  }

  add({ volume, of, hooked }: Opener, { scopes, tree }: Opening): Opened {
    const chain: Scope[] = [];
    for (const [index, scope] of scopes.entries()) {
      const own = `${of} ${scope.kind} ${index + 1}`;
      const under = chain.at(-1);
      chain.push(this.#scope(scope, own, volume.name, under === undefined ? [] : [under.id]));
    }
    const hooks = hooked ? hooksOf(volume, chain) : [];
    for (const hook of hooks) this.#scopes.set(hook.id, hook);
    const ids = [...hooks, ...chain].map(({ id }) => id);
    const fixing = chain.filter(({ moment }) => moment === "fixes");
    const moment = [...hooks, ...fixing].map(({ id }) => id);
    if (tree === null) return { moment, tree: null };
    const opened: Tree = { id: `tree ${of}`, volume: volume.name, ...tree, scopes: ids };
    this.#trees.push(opened);
    return { moment, tree: opened };
  }

  /** A scope that only one action needs. */
  within({ kind, input }: OpenedScope, volume: string, address: string): string {
    const scope = { kind, input, moment: false, shared: null };
    return this.#scope(scope, `${address} ${kind}`, volume, []).id;
  }

  scopes(): readonly Scope[] {
    return [...this.#scopes.values()];
  }

  trees(): readonly Tree[] {
    return this.#trees;
  }

  #scope({ kind, input, moment, shared }: ChainedScope, own: string, volume: string, on: readonly string[]): Scope {
    const id = shared === null ? own : `${kind} ${shared}`;
    const known = this.#scopes.get(id);
    const scope: Scope =
      known === undefined || shared === null
        ? { id, kind, volumes: [volume], input, moment: moment ? "fixes" : null, on }
        : this.#together(known, volume, input);
    this.#scopes.set(id, scope);
    return scope;
  }

  #together(known: Scope, volume: string, input: Scope["input"]): Scope {
    const { sharing } = this.#providers.scope(known.kind);
    if (sharing === undefined) throw new Error(`scopes of kind ${known.kind} cannot be shared`);
    const volumes = [...new Set([...known.volumes, volume])].sort();
    return { ...known, volumes, input: sharing.merge(known.input, input) };
  }
}

/** Hooks run around the snapshot of the volume; without a snapshot, around all actions that read the volume. */
function hooksOf({ name, hooks }: Volume, chain: readonly Scope[]): readonly Scope[] {
  if (hooks === null) return [];
  const input: HookInput = { volume: name, ...hooks };
  const moment = chain.some((scope) => scope.moment === "fixes") ? "around" : null;
  return [{ id: `${name} hooks`, kind: HOOK_SCOPE, volumes: [name], input, moment, on: [] }];
}
