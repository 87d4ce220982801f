import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { VariablePattern } from "../io/environment.ts";
import type { Repository } from "../model/repository.ts";
import type { Source } from "../model/source.ts";
import type { TargetOf, TargetType } from "../model/target.ts";
import type { ActionHandler, ScopeHandler } from "./handler.ts";
import type { Discovery, DiscoveryRequest } from "./observation.ts";
import type { IntegrityRole, KeeperRole, SinkRole, SourceRole, UpkeepRole } from "./roles.ts";
import type { TreeVerifier } from "./verifier.ts";

/** Everything that knows one tool. No provider knows another; core composes their roles into flows. */
export interface Provider {
  readonly name: string;
  /**
   * Environment variables that change how its tool behaves: `BORG_*` for all that begin so. No command inherits them from
   * the user.
   */
  readonly shielded: readonly VariablePattern[];
  readonly sources: { readonly [type in Source["type"]]?: SourceRole };
  readonly keepers: { readonly [M in TargetType]?: KeeperRole<TargetOf<M>> };
  readonly upkeep?: { readonly [type in Repository["type"]]?: UpkeepRole };
  readonly integrity?: IntegrityRole;
  readonly sink?: SinkRole;
  readonly actions: readonly ActionHandler[];
  readonly scopes: readonly ScopeHandler[];
  /** Of the trees that its sources and keepers open. */
  readonly verifiers: readonly TreeVerifier[];
  /**
   * Conditions in which a changer never ends, each with its remedy. They are queried before rdump waits for a changer
   * of a dead run. It changes nothing.
   */
  blockers?(request: DiscoveryRequest, io: ReadIo): Promise<readonly Diagnostic[]>;
  /** Looks, and changes nothing. What cannot be listed is a gap in the answer, never a rejection. */
  discover(request: DiscoveryRequest, io: ReadIo): Promise<Discovery>;
}
