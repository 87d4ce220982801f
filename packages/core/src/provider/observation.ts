import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { NamedPoint } from "../model/action.ts";
import type { Address } from "../model/address.ts";
import type { Group } from "../model/group.ts";
import type { Instant } from "../model/instant.ts";
import type { Json } from "../model/json.ts";
import type { Leftover } from "../model/leftover.ts";
import type { Ownership } from "../model/ownership.ts";
import type { Mark, Point, PointRef } from "../model/point.ts";
import type { Marks } from "../model/record.ts";
import type { Volume } from "../model/volume.ts";
import type { Proposal } from "./roles.ts";

/** The request of a discovery: the declared objects of this provider, and no others. */
export interface DiscoveryRequest {
  /** Volumes whose integrity data has a schedule of its own; empty for all but the provider of the integrity role. */
  readonly integrity: readonly IntegrityQuestion[];
  /** The owner of what is made. */
  readonly owner: string;
  /** Which marks count as own. */
  readonly ownership: Ownership;
  /** Where scopes are made: the directory that they are mounted under, and the dataset under each pool. */
  readonly scratch: { readonly mount: string; readonly dataset: string };
  /** Volumes whose source is of one of the provider's types. */
  readonly sources: readonly Volume[];
  /** The names of the volumes whose files a target reads. */
  readonly read: ReadonlySet<string>;
  /** Groups whose medium is one of the provider's. */
  readonly groups: readonly Group[];
  /** `heldSpace` of points is asked. */
  readonly measuresHeld?: true;
  /** The group of which `adoptable` is asked; absent: none. */
  readonly adopting?: Address;
  /** A group that is not declared, and that the user wants to delete: `forgotten` has it, also if no listing shows it. */
  readonly retiring?: Address;
  /** Directories of this machine that the config names. Only with `retiring`. */
  readonly kept?: readonly KeptPlace[];
  /** The hosts that the config declares in `ssh`. Only with `retiring`. */
  readonly hosts?: readonly string[];
  /**
   * By the identity of a repository: the marks of objects that it listed before. They spare a query where the identity of
   * an object is a hash of its content. What is listed is asked of the repository alone.
   */
  readonly known?: ReadonlyMap<string, Marks>;
}

/** `name`: to follow `and`. */
export type KeptPlace = { readonly name: string; readonly path: string };

/** One group as it is. */
export interface GroupObservation {
  readonly address: Address;
  /**
   * The points with the mark of this owner and this volume, in any order, and those that the config adopts. A provider
   * includes points of other machines; core moves them to `foreign`.
   */
  readonly points: readonly Point[];
  /** Points of this owner that another machine made. They fill no slot, and no point of the group is destroyed. */
  readonly foreign?: readonly Point[];
  /** The time of a point that was begun, and that the keeper completes by `adjust`. Absent: there is none. */
  readonly begun?: Instant;
  /**
   * Points of the source that came after the newest point of the group and are not in it, in any order: the keeper can make
   * them too. Absent: none.
   */
  readonly offered?: readonly PointRef[];
  /** The identity of the disk or dataset that has the points; absent: not known, or the points are in a repository. */
  readonly place?: string;
  /** Identities of what is in the place of the points, and does not have the mark of one. */
  readonly unmarked?: readonly string[];
  /** What is in the place of the points, that no rdump made, and that the group can adopt. Only where it was asked. */
  readonly adoptable?: readonly Point[];
  /** The machine whose mirror or clone is in the place of this one; then the group is a gap. */
  readonly otherMachine?: string;
  /** The gap is only that no disk is mounted at the declared mount point. */
  readonly disconnected?: true;
  /** The disk of an optional target is not connected; core adds this from the record. */
  readonly absence?: Absence;
  /** Why the group could not be listed. A gap is never "empty": nothing is created or destroyed without the list. */
  readonly gap: Diagnostic | null;
  /** Why no new point can be made of this source. The points that exist are not affected. Absent: nothing prevents it. */
  readonly obstacle?: Diagnostic;
  /**
   * Facts for the keeper of the provider (whether the repository exists). core returns them to the keeper, and a plan
   * assumes them.
   */
  readonly facts: Json;
  readonly diagnostics: readonly Diagnostic[];
}

/** An optional target without its disk, as far as the record knows it. */
export interface Absence {
  /** The newest complete point; null: none is recorded. */
  readonly newest: { readonly id: string; readonly name: string; readonly time: string } | null;
  readonly dueSince: Instant | null;
  /** The end of the grace. */
  readonly until: Instant | null;
  readonly due: boolean;
  /** The grace has ended. */
  readonly overdue: boolean;
}

/** One volume's source as it is. */
export interface SourceObservation {
  readonly volume: string;
  /** It cannot be opened, so no point of the volume can be made. */
  readonly gap: Diagnostic | null;
  /** Snapshots are possible, but the files cannot be read: the source has none, or they are locked. */
  readonly unreadable: Diagnostic | null;
  /** Where it is mounted for its users; null when it is not. */
  readonly root: string | null;
  /** The UUID of the file system that has the files; absent: not known, or the source is a snapshot of rdump. */
  readonly disk?: string;
  readonly facts: Json;
  readonly diagnostics: readonly Diagnostic[];
}

/** Points of this owner without a declared volume or target, as far as the listing shows them. */
export interface ForgottenGroup {
  readonly address: Address;
  readonly points: readonly Point[];
  /** Why a group that is retired cannot be deleted, in sentences; absent: it can. */
  readonly refused?: string;
  /** With `refused`: nothing of this group exists in its place. */
  readonly absent?: true;
  /** All points are deleted together with their dataset, or none: how many they are, of all machines. */
  readonly together?: number;
  /** Pure: what destroys these points; absent where the provider cannot. */
  destroy?(points: readonly NamedPoint[]): readonly Proposal[];
}

/** The surefile of a query, and its place. */
export interface IntegrityQuestion {
  readonly volume: string;
  /** The root of the volume. */
  readonly root: string;
  /** Relative to it. */
  readonly surefile: string;
}

/** When a volume's integrity data was last written by a run; null: never. */
export interface IntegrityObservation {
  readonly volume: string;
  readonly newest: Instant | null;
  readonly gap: Diagnostic | null;
}

/** One object that a repository lists. */
export interface ListedObject {
  readonly id: string;
  readonly name: string;
  /** Null: it has no mark of rdump. Absent: its mark can change. */
  readonly mark?: Mark | null | undefined;
}

/** The observed state of a repository. It is separate from its groups, because they share its upkeep. */
export interface RepositoryObservation {
  /** Its name in the config. */
  readonly repository: string;
  /** `hidden`: it could not be read; the gap of its groups has the reason. */
  readonly state: "present" | "absent" | "hidden";
  /** The identity that its tool gave it; null unless it is present. */
  readonly id: string | null;
  /**
   * The space of deleted archives is freed only when the repository is made writable and compacted; null if unknown.
   */
  readonly appendOnly: boolean | null;
  /** As its tool names the mode; absent where it has none, or is not present. */
  readonly encryption?: string;
  /** Everything that it lists, of all owners; absent where the identity of an object is no hash of its content. */
  readonly listed?: readonly ListedObject[];
}

export interface Discovery {
  /** Each before the objects that it depends on: a mount before the mounted snapshot. */
  readonly leftovers?: readonly Leftover[];
  readonly integrity?: readonly IntegrityObservation[];
  readonly repositories?: readonly RepositoryObservation[];
  readonly sources: readonly SourceObservation[];
  readonly groups: readonly GroupObservation[];
  readonly forgotten: readonly ForgottenGroup[];
}
