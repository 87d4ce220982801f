import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { NamedPoint, Verb } from "../model/action.ts";
import type { Group } from "../model/group.ts";
import type { RepositoryDeed, UpkeepKind } from "../model/history.ts";
import type { Json } from "../model/json.ts";
import type { Repository } from "../model/repository.ts";
import type { Tree } from "../model/scope.ts";
import type { Target } from "../model/target.ts";
import type { Integrity, Volume } from "../model/volume.ts";

/** An action that a keeper proposes. core gives it its id, its place in the graph and its tree. */
export interface Proposal {
  readonly kind: string;
  readonly verb: Verb;
  /** Proposals of one `once` are one action, whoever proposes them: a repository is made once. It is the action's address then. */
  readonly once: string | null;
  /** Why; null: the planner's own reason (the slot that is due, the rule that let the point go). */
  readonly reason: string | null;
  readonly input: Json;
  readonly makes: string | null;
  readonly destroys: readonly NamedPoint[];
  readonly readsTree: boolean;
  /** What its end adds to the history, where that cannot be seen in the system itself. */
  readonly records?: RepositoryDeed;
}

/** How a source says that its tree can be read: the chain of scopes, innermost last, and the path at its end. */
export interface OpenedTree {
  readonly path: string;
  /** Where the volume itself is mounted, when the tree is a copy of its state; null: the tree is the volume itself. */
  readonly origin: string | null;
  readonly live: boolean;
  /** Reading all of it takes the rights of root; without it, it does where the tree is a copy of the volume's state. */
  readonly root?: boolean;
  readonly input: Json;
  /** `moment`: it fixes the moment that the tree stands for, and opens together with all such scopes of the run. */
  readonly scopes: readonly { readonly kind: string; readonly input: Json; readonly moment: boolean }[];
}

export interface OpenRequest {
  readonly owner: string;
  readonly volume: Volume;
  /** Those of the volume's own observation. */
  readonly facts: Json;
  /** The directory that scopes are mounted under. */
  readonly scratch: string;
}

/** Opens a volume's tree. */
export interface SourceRole {
  /** Pure. */
  open(request: OpenRequest): OpenedTree;
  /**
   * Is the tree still exactly what was opened? Asked before each reader starts and again after it ended;
   * only then does what it read count.
   */
  verify(tree: Tree, when: "before" | "after", io: ReadIo): Promise<Diagnostic | null>;
}

export interface CreateRequest<T extends Target = Target> {
  readonly owner: string;
  readonly group: Group<T>;
  readonly facts: Json;
  readonly tree: Tree;
  /** How far a source may shrink unasked, as a part of one. */
  readonly shrink: number;
  /** Where the integrity data lies below the tree's root; null when the volume has none. */
  readonly surefile: string | null;
}

export interface DestroyRequest<T extends Target = Target> {
  readonly owner: string;
  readonly group: Group<T>;
  readonly facts: Json;
  /** Oldest first. Chosen by core: a keeper destroys these, all of these and nothing else. */
  readonly points: readonly NamedPoint[];
}

/** Makes, lists and destroys the points of a medium. Both functions are pure. */
export interface KeeperRole<T extends Target = Target> {
  /** What makes this run's point, in order: each waits for the one before. */
  create(request: CreateRequest<T>): readonly Proposal[];
  /** What destroys the points; independent of one another. */
  destroy(request: DestroyRequest<T>): readonly Proposal[];
}

/** Keeps a repository in order. */
export interface UpkeepRole {
  /** Pure. `id`: the repository's own, as discovery saw it. */
  upkeep(request: UpkeepRequest): Proposal;
}

export interface UpkeepRequest {
  readonly kind: UpkeepKind;
  readonly repository: Repository;
  readonly id: string;
}

/** Writes integrity data into an opened tree, before anybody copies from it. */
export interface IntegrityRole {
  /** Pure: what brings the tree's surefile up to date, in order. */
  update(request: IntegrityRequest): readonly Proposal[];
}

export interface IntegrityRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly integrity: Integrity;
  readonly tree: Tree;
}
