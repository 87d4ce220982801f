import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import type { Group } from "../model/group.ts";
import type { Json } from "../model/json.ts";
import type { Claim } from "../model/ownership.ts";
import type { PointRef } from "../model/point.ts";
import type { Tree } from "../model/scope.ts";
import type { Target } from "../model/target.ts";
import type { OpenedScope, Opening, Proposal, Scratch } from "./roles.ts";
import type { SampleFiles } from "./sample.ts";

/** Which point is restored, and which part of it. It is written beside files that are being restored. */
export type RestoreOrder = {
  readonly owner: string;
  readonly volume: string;
  /** The group of the point. */
  readonly address: string;
  readonly point: { readonly id: string; readonly name: string; readonly time: string };
  /** From the root of the volume, sorted, none of them below another; empty: the whole point. */
  readonly paths: readonly string[];
};

export interface ReadRequest<T extends Target = Target> {
  readonly owner: string;
  readonly claim: Claim;
  readonly group: Group<T>;
  readonly facts: Json;
  readonly point: PointRef;
  readonly scratch: Scratch;
  /** The point is proven: everything comes from where it is kept, and nothing from a cache of this host. Absent: not. */
  readonly proves?: true;
}

/** How the files of a point are reached: they can be read where they are, or are extracted into a directory. */
export type Reading =
  | {
      readonly kind: "tree";
      readonly opening: Opening;
      /** Other opened directories with a surefile that can have the revision of the point. */
      readonly records: readonly string[];
    }
  | {
      readonly kind: "extracted";
      /** Pure. `paths`: from the root of the volume; empty: everything. */
      extract(to: string, paths: readonly string[]): Proposal;
      /**
       * Pure: only the attributes of the root of the volume, given to an existing directory. Null: such points do not have
       * them.
       */
      readonly extractRoot: ((to: string) => Proposal) | null;
      /** How a part of the point is extracted that is known only at the run; null: only all of it. */
      readonly extractSample: SampleExtraction | null;
      /** Absent: all times. */
      readonly times?: TimeRange;
    };

/** The times that points can store, in whole seconds since 1970. A time outside became the nearest of these two. */
export type TimeRange = { readonly from: number; readonly until: number };

/** Both pure. */
export interface SampleExtraction {
  /** Only the integrity data. */
  records(to: string): Proposal;
  /** The files of the list, and the names of the whole point. */
  files(to: string, files: SampleFiles): Proposal;
}

/** Makes points of one type of target readable: for a restore, a proof, a listing. */
export interface ReaderRole<T extends Target = Target> {
  /** Pure: the data is on another machine. */
  isRemote(group: Group<T>): boolean;
  /** Pure: this machine can read the points. Default: it can, also those on another machine. */
  isReadable?(group: Group<T>): boolean;
  /** Pure. */
  read(request: ReadRequest<T>): Reading;
  /**
   * Pure: how the point is read that the present run makes. Only where a new point replaces the one before it, which then
   * cannot be read any more. Absent: points stay when new ones are made.
   */
  readNew?(request: Omit<ReadRequest<T>, "point">): Reading;
}

/** A volume of a restore of all volumes: all its files are in their place, and its closed directory can be gone. */
export type FinishedRestore = {
  readonly to: string;
  readonly order: RestoreOrder;
  /** The run that restored and compared it. Absent: the run that writes this, or that of the closed directory. */
  readonly run?: string;
};

/** The state of a directory of a restore, before anything is done. `staged`: a restore of this owner was interrupted there. */
export interface RestorePlace {
  readonly exists: boolean;
  /** The closed directory into which the tree is restored. No other user can replace a directory on its path. */
  readonly staging: string;
  /** Another user can replace the destination, so the closed directory is above it. */
  readonly exposed: boolean;
  /** The order of the interrupted restore; null: there is none. */
  readonly staged: StagedRestore | null;
  /** Paths of the order that exist there already. */
  readonly taken: readonly string[];
  /** File systems that are mounted below, relative to it, which get other volumes. Only of a restore of all volumes. */
  readonly mounts?: readonly string[];
  /** Why nothing can be restored there; null: it is possible. */
  readonly problem: Diagnostic | null;
}

export interface StagedRestore {
  readonly order: RestoreOrder;
  readonly run: string;
  readonly placing: boolean;
  /** Volumes of the same restore that were finished before this one. Absent: none. */
  readonly finished?: readonly FinishedRestore[];
}

/** A restore of all volumes below one directory. */
export interface WholePlace {
  /** The directory of all volumes: the directories between it and a destination are created. */
  readonly target: string;
  /** The destination of the outermost volume that contains this one; absent: no other volume contains it. */
  readonly outermost?: string;
}

export interface PlaceRequest {
  readonly to: string;
  readonly order: RestoreOrder;
  /** Paths of the order that exist in the directory and are replaced. */
  readonly overwrite: readonly string[];
  readonly place: RestorePlace;
  /** Absent: only the destination itself is created. */
  readonly whole?: WholePlace;
}

/** Where a tree is restored to be compared. */
export interface ProvingPlace {
  /** It exists only while the scope is open. */
  readonly scope: OpenedScope;
  /** A closed directory. */
  readonly place: string;
  /** An empty directory in it, for the tree. */
  readonly directory: string;
}

/** Which volumes are finished, for a run that goes on. They are added to the list that is there. */
export type FinishedNote = {
  /** The closed directory of a volume that is finished later. */
  readonly staging: string;
  readonly finished: readonly FinishedRestore[];
  /** The order of that volume: its files are being moved from now on. Absent: it says so already. */
  readonly order?: RestoreOrder;
};

/** The end of the restore of a volume. */
export interface RestoreEnd {
  /** Is written before the closed directory is removed. */
  readonly note?: FinishedNote;
  /** The closed directory stays, for a restore of all volumes that is repeated. */
  readonly keep?: true;
}

/** Receives restored files in a closed directory, and moves them to their place when all are there. */
export interface PlacerRole {
  /** Files at the root of a mirror that are not of the volume. */
  readonly marks: readonly string[];
  observe(
    to: string,
    order: Pick<RestoreOrder, "paths"> & { readonly whole?: WholePlace },
    io: ReadIo,
  ): Promise<RestorePlace>;
  /** Pure: the directory in which the tree is restored, and checked. */
  tree(place: RestorePlace): string;
  /** Pure: creates an empty staging directory that only the caller can enter. */
  stage(request: PlaceRequest): Proposal;
  /** Pure: moves what was restored to its place. */
  place(request: PlaceRequest): Proposal;
  /** Pure: gives the destination the attributes that the root of the restored tree has. */
  placeRoot(request: PlaceRequest, asRoot: boolean): Proposal;
  /** Pure: a directory below `parent` for a tree that is compared and then removed. */
  proving(parent: string): ProvingPlace;
  /** Pure: removes the staging directory. */
  finish(request: PlaceRequest, stateDir: string, end: RestoreEnd): Proposal;
  /** Pure: copies a tree, or some of its paths, into an existing directory. `asRoot`: the caller is root. */
  copyOut(tree: Tree, to: string, what: { readonly paths: readonly string[]; readonly asRoot: boolean }): Proposal;
  /** Pure: only the attributes of the root of the tree. */
  copyRoot(tree: Tree, to: string, asRoot: boolean): Proposal;
}
