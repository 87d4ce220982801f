import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Examined } from "../model/examined.ts";
import type { Group } from "../model/group.ts";
import type { UpkeepKind, UpkeepTask } from "../model/history.ts";
import type { Instant } from "../model/instant.ts";
import type { Json } from "../model/json.ts";
import type { Claim } from "../model/ownership.ts";
import type { Point, PointRef } from "../model/point.ts";
import type { ReadFrom } from "../model/read-from.ts";
import type { Repository } from "../model/repository.ts";
import type { Tree } from "../model/scope.ts";
import type { Source } from "../model/source.ts";
import type { Target } from "../model/target.ts";
import type { Verb } from "../model/verb.ts";
import type { Volume } from "../model/volume.ts";

/** An action that a keeper proposes. core gives it its id, its place in the graph and its tree. */
export interface Proposal {
  readonly kind: string;
  readonly verb: Verb;
  /**
   * Proposals with the same `once` are one action: a repository is made once. `once` is then the address of the action.
   */
  readonly once: string | null;
  /** The reason; null: the reason of the planner (the due slot, the keep rule). */
  readonly reason: string | null;
  readonly input: Json;
  readonly makes: string | null;
  readonly destroys: readonly NamedPoint[];
  readonly readsTree: boolean;
  /** It needs the scope that fixed the moment of this run, and no tree. */
  readonly ofMoment?: boolean;
  /** Additional scopes that must be open while it runs. */
  readonly within?: readonly OpenedScope[];
  /**
   * It is useful only if the system shows the result of the previous action in the chain. Else it is skipped with this
   * text.
   */
  readonly unlessSeen?: string;
  /** It follows the actions that make the points of all volumes: so one command can do several of its kind. */
  readonly late?: true;
  /** Nothing of the group waits for this adjustment. */
  readonly aside?: true;
  /** The entry that its end adds to the history, if the system itself does not show the result. */
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
   * Scopes of one kind and with one such name are shared by all volumes (`sharing` of the handler); null: it belongs to
   * this volume only.
   */
  readonly shared: string | null;
}

/** How a tree can be read: the chain of scopes, innermost last, and the tree at its end. */
export interface Opening {
  readonly scopes: readonly ChainedScope[];
  /** Null if no reader needs it: only the moment is required. */
  readonly tree: OpenedTree | null;
}

/** The path for readers; as in `Tree`. */
export type OpenedTree = Pick<Tree, "verifier" | "path" | "origin" | "device" | "mounted" | "live" | "root" | "input">;

export interface OpenRequest {
  readonly owner: string;
  readonly volume: Volume;
  /** Those of the observation of the volume. */
  readonly facts: Json;
  readonly scratch: Scratch;
  /** The moment of this run stays as a point where the volume is. */
  readonly keeps: boolean;
  /** A target reads the files of the volume. */
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
   * Pure: the action that keeps the integrity data of a point beside it. It follows the action that copies the data to
   * the volume.
   */
  companion?(request: CompanionRequest): readonly Proposal[];
  /** The datasets below these recursive sources, in their order. Each is a separate volume. */
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
  /** It has files. A dataset without files can only be snapshotted. */
  readonly hasFiles: boolean;
}

export interface CreateRequest<T extends Target = Target> {
  readonly owner: string;
  /** The marks that count as the group's own. */
  readonly claim: Claim;
  readonly group: Group<T>;
  readonly facts: Json;
  /** Null for a point that is made without reading the files of the volume. */
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
  /** The offered points that the group gets before the point of this run, oldest first. */
  readonly offered: readonly PointRef[];
  /** The newest complete point of the group, with which the new one is compared; null if there is none. */
  readonly previous: PointRef | null;
  /** The complete point that the new one is a difference to; null: the new one is full. A keeper can always make a full one. */
  readonly base: PointRef | null;
  readonly readFrom: ReadFrom;
  /** The entry of that point in the record; null: none. */
  readonly previousCount: { readonly files: number; readonly bytes: number } | null;
  /** The longest time in seconds in which a stream may move nothing. */
  readonly stall: number;
  /** The part of its files that a source can lose without confirmation, as a fraction of one. */
  readonly shrink: number;
  /** Where the integrity data lies below the tree's root; null when the volume has none. */
  readonly surefile: string | null;
  /** All files of the integrity data, from the root of the tree. They do not count as files of the volume. */
  readonly integrityFiles: readonly string[];
  /** The path of the machine record, from the root of the tree; null: the point has none. */
  readonly machineRecord: string | null;
  /** Compares a copy with the revision of this run; null if this run writes none. */
  readonly comparison: ComparisonProgram | null;
}

/**
 * A program that compares a copy of a tree with a revision of its integrity data, by metadata. It runs in the root of the
 * tree. Further words: `--dir=DIRECTORY` of the copy, `--revision=NAME`, `--ignore=NAMES` (perm, uid, gid, mtime, links),
 * `--window=SECONDS` for times. It prints a JSON object a line: `type` is `added`, `removed` or `changed` with `path` (from the
 * root, other bytes than printable ASCII as `=xx`), `kind` and `attributes`; at the end `summary` with `problems`.
 */
export type ComparisonProgram = {
  readonly argv: readonly [string, ...string[]];
  /**
   * Compares two revisions; further words: `--revision=OLD..NEW`. It prints the same lines; `attributes` has `sha1` if the
   * content of a file differs, and `ctime` if a file without a hash changed. Absent in journals of before.
   */
  readonly revisions?: readonly [string, ...string[]];
  /** All files of the integrity data, from the root of the tree: no revision has them. */
  readonly files: readonly string[];
};

export interface DestroyRequest<T extends Target = Target> {
  readonly owner: string;
  readonly claim: Claim;
  readonly group: Group<T>;
  readonly facts: Json;
  /**
   * Oldest first, and no point before a difference to it. Chosen by core: a keeper destroys exactly these points, and
   * proposes them in this order.
   */
  readonly points: readonly NamedPoint[];
}

/**
 * The source of the points of a keeper. `tree`: the files of the volume. `kept moment`: the moment of this run, which
 * stays at the volume. `moment`: also that moment if another keeper keeps it, else an existing point; nothing is opened
 * for it.
 */
export type Wants = "tree" | "kept moment" | "moment";

export type AdjustRequest<T extends Target = Target> = Pick<
  CreateRequest<T>,
  "owner" | "claim" | "group" | "facts" | "stall"
> & {
  /** The point of the present slot was begun: no new one is made, and an adjustment completes it. */
  readonly begun: boolean;
  /** The points that the config pins now, of those that exist. */
  readonly pinned: readonly PointRef[];
};

export interface ExamineRequest<T extends Target = Target> {
  readonly group: Group<T>;
  readonly facts: Json;
  /** The newest point; for `examine` a complete one. */
  readonly point: Point;
  /** Where the source is mounted for its users; null when it is not. */
  readonly root: string | null;
  /** Null: the volume has no integrity data. */
  readonly comparison: ComparisonProgram | null;
}

export type Examination = Omit<Examined, "address" | "compared">;

/** Makes, lists and destroys the points of one type of target. Every function but `examine` and `foresee` is pure. */
export interface KeeperRole<T extends Target = Target> {
  readonly wants: Wants;
  /** The actions that make the point of this run, in order. Each waits for the previous one. */
  create(request: CreateRequest<T>): readonly Proposal[];
  /** The actions that destroy the points. They are independent of each other. */
  destroy(request: DestroyRequest<T>): readonly Proposal[];
  /** Changes to the container of the points, with or without a due point; in order, before a point is made. */
  adjust?(request: AdjustRequest<T>): readonly Proposal[];
  /** Pure: how the target goes back to the newest point that its source has too. Absent: targets of this type cannot. */
  rollBack?(request: Pick<CreateRequest<T>, "owner" | "claim" | "group" | "facts">): Rollback;
  /** Queries what changed in the target since the run that made the point. */
  examine?(request: ExamineRequest<T>, io: ReadIo): Promise<Examination>;
  /** Queries what the next copy will do to files that the target has, as far as it is known: diagnostics of the group. */
  foresee?(request: ExamineRequest<T>, io: ReadIo): Promise<readonly Diagnostic[]>;
  /** Pure: how the point of this run can be read. */
  openPoint?(request: OpenPointRequest<T>): Opening;
}

/** `refused`: why the target cannot go back, in a sentence. */
export type Rollback = Proposal | { readonly refused: string };

export type OpenPointRequest<T extends Target = Target> = Pick<
  CreateRequest<T>,
  "owner" | "group" | "facts" | "scratch"
>;

/** Copies a tree into a directory of another provider. */
export interface SinkRole {
  /** Pure. Why a volume cannot be copied in this way (errors), and warnings about it. */
  objections(volume: Volume): readonly Diagnostic[];
  /** Warnings about the program that copies. Queried once, and only if a mirror is due. */
  observe?(io: ReadIo): Promise<readonly Diagnostic[]>;
  /** Pure. */
  copy(request: CopyRequest): Proposal;
}

export interface CopyRequest {
  readonly owner: string;
  readonly claim: Claim;
  readonly volume: Volume;
  readonly tree: Tree;
  /** A mount point by the time that the copy begins. */
  readonly path: string;
  readonly compare: "times" | "checksum";
  readonly shrink: number;
  readonly surefile: string | null;
  /** As in `CreateRequest`. */
  readonly comparison: ComparisonProgram | null;
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
