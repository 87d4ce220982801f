import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { VariablePattern } from "../io/environment.ts";
import type { Repository } from "../model/repository.ts";
import type { Source } from "../model/source.ts";
import type { TargetOf, TargetType } from "../model/target.ts";
import type { BootstrapRole } from "./bootstrap-role.ts";
import type { ActionHandler, ScopeHandler } from "./handler.ts";
import type { IntegrityRole } from "./integrity-role.ts";
import type { MachineRole } from "./machine-role.ts";
import type { Discovery, DiscoveryRequest } from "./observation.ts";
import type { PlacerRole, ReaderRole } from "./restoring.ts";
import type { KeeperRole, SinkRole, SourceRole, UpkeepRole } from "./roles.ts";
import type { ServeRole } from "./serving.ts";
import type { TreeVerifier } from "./verifier.ts";

/** The support for one tool. No provider knows another one; core composes their roles into flows. */
export interface Provider {
  readonly name: string;
  /**
   * Environment variables that change the behaviour of its tool; `BORG_*` is a prefix. No command inherits them from
   * the user.
   */
  readonly shielded: readonly VariablePattern[];
  readonly sources: { readonly [type in Source["type"]]?: SourceRole };
  readonly keepers: { readonly [M in TargetType]?: KeeperRole<TargetOf<M>> };
  readonly upkeep?: { readonly [type in Repository["type"]]?: UpkeepRole };
  readonly integrity?: IntegrityRole;
  readonly sink?: SinkRole;
  readonly readers?: { readonly [M in TargetType]?: ReaderRole<TargetOf<M>> };
  readonly placer?: PlacerRole;
  readonly bootstrap?: { readonly [type in Repository["type"]]?: BootstrapRole };
  readonly machine?: MachineRole;
  readonly serve?: ServeRole;
  readonly actions: readonly ActionHandler[];
  readonly scopes: readonly ScopeHandler[];
  /** Of the trees that its sources and keepers open. */
  readonly verifiers: readonly TreeVerifier[];
  /**
   * Conditions in which a changer never ends, each with its remedy. They are queried before rdump waits for a changer
   * of a dead run. It changes nothing.
   */
  blockers?(request: DiscoveryRequest, io: ReadIo): Promise<readonly Diagnostic[]>;
  /** Queries, and changes nothing. An object that cannot be listed is a gap in the answer, never a rejection. */
  discover(request: DiscoveryRequest, io: ReadIo): Promise<Discovery>;
}
