import type { Repository } from "../model/repository.ts";
import type { Source } from "../model/source.ts";
import type { Medium } from "../model/target.ts";
import { type ActionHandler, actionHandler, type ScopeHandler, scopeHandler } from "./handler.ts";
import { hookScope } from "./hook.ts";
import type { Provider } from "./provider.ts";
import { recoverHandler } from "./recover.ts";
import type { IntegrityRole, KeeperRole, SourceRole, UpkeepRole } from "./roles.ts";

/** All providers of a composition, found by what they can do. */
export interface Providers {
  /** Sorted by name. */
  readonly all: readonly Provider[];
  source(type: Source["type"]): SourceRole | null;
  keeper(medium: Medium): KeeperRole | null;
  upkeep(type: Repository["type"]): UpkeepRole | null;
  readonly integrity: IntegrityRole | null;
  /** Throws for a kind that no provider has: plans are made from the same composition that applies them. */
  action(kind: string): ActionHandler;
  scope(kind: string): ScopeHandler;
}

export function compose(providers: readonly Provider[]): Providers {
  const all = [...providers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const scopes = indexed([scopeHandler(hookScope), ...all.flatMap((provider) => provider.scopes)]);
  const recover = actionHandler(recoverHandler((kind) => known(scopes, kind)));
  const actions = indexed([recover, ...all.flatMap((provider) => provider.actions)]);
  return {
    all,
    source: (type) => firstOf(all, (provider) => provider.sources[type]),
    keeper: (medium) => firstOf(all, (provider) => provider.keepers[medium]),
    upkeep: (type) => firstOf(all, (provider) => provider.upkeep?.[type]),
    integrity: firstOf(all, (provider) => provider.integrity),
    action: (kind) => known(actions, kind),
    scope: (kind) => known(scopes, kind),
  };
}

function firstOf<T>(all: readonly Provider[], pick: (provider: Provider) => T | undefined): T | null {
  for (const provider of all) {
    const found = pick(provider);
    if (found !== undefined) return found;
  }
  return null;
}

function indexed<T extends { readonly kind: string }>(handlers: readonly T[]): ReadonlyMap<string, T> {
  const byKind = new Map(handlers.map((handler) => [handler.kind, handler]));
  if (byKind.size !== handlers.length) throw new Error("two providers claim one kind of action or scope");
  return byKind;
}

function known<T>(handlers: ReadonlyMap<string, T>, kind: string): T {
  const handler = handlers.get(kind);
  if (handler === undefined) throw new Error(`no provider has a handler for ${kind}`);
  return handler;
}
