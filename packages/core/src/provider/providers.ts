import type { VariablePattern } from "../io/environment.ts";
import type { Repository } from "../model/repository.ts";
import type { Source } from "../model/source.ts";
import type { TargetOf, TargetType } from "../model/target.ts";
import type { BootstrapRole } from "./bootstrap-role.ts";
import { type ActionHandler, actionHandler, type ScopeHandler, scopeHandler } from "./handler.ts";
import { hookScope } from "./hook.ts";
import type { IntegrityRole } from "./integrity-role.ts";
import type { MachineRole } from "./machine-role.ts";
import type { Provider } from "./provider.ts";
import { recoverHandler } from "./recover.ts";
import type { PlacerRole, ReaderRole } from "./restoring.ts";
import type { KeeperRole, SinkRole, SourceRole, UpkeepRole } from "./roles.ts";
import type { ServeRole } from "./serving.ts";
import type { TreeVerifier } from "./verifier.ts";

/** All providers of a composition, by their capabilities. */
export interface Providers {
  /** Sorted by name. */
  readonly all: readonly Provider[];
  /** The environment variables that no command inherits. */
  readonly shielded: readonly VariablePattern[];
  source(type: Source["type"]): SourceRole | null;
  keeper<M extends TargetType>(targetType: M): KeeperRole<TargetOf<M>> | null;
  upkeep(type: Repository["type"]): UpkeepRole | null;
  readonly integrity: IntegrityRole | null;
  readonly sink: SinkRole | null;
  reader<M extends TargetType>(targetType: M): ReaderRole<TargetOf<M>> | null;
  readonly placer: PlacerRole | null;
  readonly machine: MachineRole | null;
  bootstrap(type: Repository["type"]): BootstrapRole | null;
  readonly serve: ServeRole | null;
  /** Throws for a kind that no provider has: plans are made from the same composition that applies them. */
  action(kind: string): ActionHandler;
  scope(kind: string): ScopeHandler;
  verifier(kind: string): TreeVerifier;
}

export function compose(providers: readonly Provider[]): Providers {
  const all = [...providers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const scopes = indexed([scopeHandler(hookScope), ...all.flatMap((provider) => provider.scopes)]);
  const recover = actionHandler(recoverHandler((kind) => known(scopes, kind)));
  const actions = indexed([recover, ...all.flatMap((provider) => provider.actions)]);
  const verifiers = indexed(all.flatMap((provider) => provider.verifiers));
  return {
    all,
    shielded: [...new Set(all.flatMap((provider) => provider.shielded))].sort(),
    source: (type) => firstOf(all, (provider) => provider.sources[type]),
    keeper: <M extends TargetType>(targetType: M) =>
      firstOf<KeeperRole<TargetOf<M>>>(all, (provider) => provider.keepers[targetType]),
    upkeep: (type) => firstOf(all, (provider) => provider.upkeep?.[type]),
    integrity: firstOf(all, (provider) => provider.integrity),
    sink: firstOf(all, (provider) => provider.sink),
    reader: <M extends TargetType>(targetType: M) =>
      firstOf<ReaderRole<TargetOf<M>>>(all, (provider) => provider.readers?.[targetType]),
    placer: firstOf(all, (provider) => provider.placer),
    bootstrap: (type) => firstOf(all, (provider) => provider.bootstrap?.[type]),
    machine: firstOf(all, (provider) => provider.machine),
    serve: firstOf(all, (provider) => provider.serve),
    action: (kind) => known(actions, kind),
    scope: (kind) => known(scopes, kind),
    verifier: (kind) => known(verifiers, kind),
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
  if (byKind.size !== handlers.length) throw new Error("two providers claim one kind of action, scope or verifier");
  return byKind;
}

function known<T>(handlers: ReadonlyMap<string, T>, kind: string): T {
  const handler = handlers.get(kind);
  if (handler === undefined) throw new Error(`no provider has a handler for ${kind}`);
  return handler;
}
