import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Group } from "../model/group.ts";
import type { UpkeepKind, UpkeepTask } from "../model/history.ts";
import type { Instant } from "../model/instant.ts";
import type { Json } from "../model/json.ts";
import type { PointRef } from "../model/point.ts";
import type { Repository } from "../model/repository.ts";
import type { Tree } from "../model/scope.ts";
import type { Source } from "../model/source.ts";
import type { Target } from "../model/target.ts";
import type { Verb } from "../model/verb.ts";
import type { Integrity, Volume } from "../model/volume.ts";

/** An action that a keeper proposes. core gives it its id, its place in the graph and its tree. */
export interface Proposal {
  readonly kind: string;
  readonly verb: Verb;
  /**
   * Proposals with the same `once` are one action: a repository is made once. `once` is then the address of the action.
   */
  readonly once: string | null;
  /** Why; null: the planner's own reason (the slot that is due, the rule that let the point go). */
  readonly reason: string | null;
  readonly input: Json;
  readonly makes: string | null;
  readonly destroys: readonly NamedPoint[];
  readonly readsTree: boolean;
  /** It needs what fixed the moment of this run, and no tree. */
  readonly ofMoment?: boolean;
  /** Scopes of its own that must be open while it runs. */
  readonly within?: readonly OpenedScope[];
  /**
   * It is useful only if the system shows the result of the previous action in the chain. Else it is skipped with this
   * text.
   */
  readonly unlessSeen?: string;
  /** What its end adds to the history, where that cannot be seen in the system itself. */
  readonly records?: UpkeepTask;
}

export interface OpenedScope {
  readonly kind: string;
  readonly input: Json;
}

export interface ChainedScope extends OpenedScope {
  /** It fixes the moment of the tree, and opens together with all such scopes of the run. */
  readonly moment: boolean;
  /**
   * Scopes of one kind and one such name are one for all volumes, by the handler's `sharing`; null: it is this volume's
   * alone.
   */
  readonly shared: string | null;
}

/** How something can be read: the chain of scopes, innermost last, and what is at its end. */
export interface Opening {
  readonly scopes: readonly ChainedScope[];
  /** Null if no reader needs it: only the moment is required. */
  readonly tree: OpenedTree | null;
}

/** What readers read; as in `Tree`. */
export type OpenedTree = Pick<Tree, "verifier" | "path" | "origin" | "mounted" | "live" | "root" | "input">;

export interface OpenRequest {
  readonly owner: string;
  readonly volume: Volume;
  /** Those of the observation of the volume. */
  readonly facts: Json;
  readonly scratch: Scratch;
  /** The moment of this run stays as a point where the volume is. */
  readonly keeps: boolean;
  /** Somebody reads the volume's files. */
  readonly reads: boolean;
}

/** Where scopes are made: the directory that they are mounted under, and the dataset under each pool. */
export interface Scratch {
  readonly mount: string;
  readonly dataset: string;
}

/** Opens a volume's tree. */
export interface SourceRole {
  /** Pure. */
  open(request: OpenRequest): Opening;
  /**
   * Pure: what keeps the integrity data of a point beside it, once the volume itself has it. It follows what gives it
   * that.
   */
  companion?(request: CompanionRequest): readonly Proposal[];
  /** What lies below these recursive sources, in their order: each is a volume of its own. */
  children?(sources: readonly Source[], io: ReadIo): Promise<readonly Children[]>;
}

export interface CompanionRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly facts: Json;
  readonly tree: Tree;
}

/** The datasets below a recursive source; `unseen`: why they could not be listed. */
export type Children = { readonly children: readonly Child[] } | { readonly unseen: Diagnostic };

export interface Child {
  /** Below the parent: `a/b`. */
  readonly name: string;
  readonly source: Source;
  /** It has files; what has none can only be snapshotted. */
  readonly hasFiles: boolean;
}

export interface CreateRequest<T extends Target = Target> {
  readonly owner: string;
  readonly group: Group<T>;
  readonly facts: Json;
  /** Null for what is made where the volume is, without reading its files. */
  readonly tree: Tree | null;
  /** The period that the point is for. */
  readonly slot: { readonly start: Instant; readonly end: Instant };
  /** The moment of this run stays as a point where the volume is. */
  readonly keeps: boolean;
  readonly scratch: Scratch;
  /** The directory for files of the run, below the state directory. It exists when an action runs. */
  readonly runFiles: string;
  /** The provider that copies a tree into a directory; null if there is none. */
  readonly sink: SinkRole | null;
  /** The newest complete point of the group, with which the new one is compared; null if there is none. */
  readonly previous: PointRef | null;
  /** The part of its files that a source can lose without confirmation, as a fraction of one. */
  readonly shrink: number;
  /** Where the integrity data lies below the tree's root; null when the volume has none. */
  readonly surefile: string | null;
  /** All files of the integrity data, from the root of the tree. They do not count as files of the volume. */
  readonly integrityFiles: readonly string[];
}

export interface DestroyRequest<T extends Target = Target> {
  readonly owner: string;
  readonly group: Group<T>;
  readonly facts: Json;
  /** Oldest first. Chosen by core: a keeper destroys these, all of these and nothing else. */
  readonly points: readonly NamedPoint[];
}

/**
 * What a keeper makes its points of. `tree`: of the volume's files. `kept moment`: of the moment of this run, which
 * stays where the volume is. `moment`: of that moment too where another keeper keeps it, else of what is there already;
 * nothing is opened for it.
 */
export type Wants = "tree" | "kept moment" | "moment";

export type AdjustRequest<T extends Target = Target> = Pick<CreateRequest<T>, "owner" | "group" | "facts">;

/** Makes, lists and destroys the points of one type of target. Every function is pure. */
export interface KeeperRole<T extends Target = Target> {
  readonly wants: Wants;
  /** What makes this run's point, in order: each waits for the one before. */
  create(request: CreateRequest<T>): readonly Proposal[];
  /** What destroys the points; independent of one another. */
  destroy(request: DestroyRequest<T>): readonly Proposal[];
  /** Changes to what contains the points, whether or not a point is due; in order, before anything makes a point. */
  adjust?(request: AdjustRequest<T>): readonly Proposal[];
  /** Pure: how the point that this run makes can itself be read. */
  openPoint?(request: OpenPointRequest<T>): Opening;
}

export type OpenPointRequest<T extends Target = Target> = Pick<
  CreateRequest<T>,
  "owner" | "group" | "facts" | "scratch"
>;

/** Copies a tree into a directory that somebody else provides. */
export interface SinkRole {
  /** Pure. Why a volume cannot be copied in this way (errors), and warnings about it. */
  objections(volume: Volume): readonly Diagnostic[];
  /** Warnings about the program that copies. Asked once, and only where a mirror is due. */
  observe?(io: ReadIo): Promise<readonly Diagnostic[]>;
  /** Pure. */
  copy(request: CopyRequest): Proposal;
}

export interface CopyRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly tree: Tree;
  /** A mount point by the time that the copy begins. */
  readonly path: string;
  readonly compare: "times" | "checksum";
  readonly shrink: number;
  readonly surefile: string | null;
  /** As in `CreateRequest`. */
  readonly runFiles: string;
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
  /** Pure: all files that it leaves in a tree, from the tree's root. */
  files(integrity: Integrity): readonly string[];
}

export interface IntegrityRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly integrity: Integrity;
  readonly tree: Tree;
  /** The revision whose files must be looked for, since a run missed them; null: the one before. */
  readonly since: string | null;
}
