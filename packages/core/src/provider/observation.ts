import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Address } from "../model/address.ts";
import type { Group } from "../model/group.ts";
import type { Instant } from "../model/instant.ts";
import type { Json } from "../model/json.ts";
import type { Leftover } from "../model/leftover.ts";
import type { Mark, Point } from "../model/point.ts";
import type { Marks } from "../model/record.ts";
import type { Volume } from "../model/volume.ts";

/** What discovery is to look at: this provider's part of what is declared, and nothing wider. */
export interface DiscoveryRequest {
  /** Volumes whose integrity data has a schedule of its own; empty for all but the provider of the integrity role. */
  readonly integrity: readonly IntegrityQuestion[];
  readonly owner: string;
  /** Where scopes are made: the directory that they are mounted under, and the dataset under each pool. */
  readonly scratch: { readonly mount: string; readonly dataset: string };
  /** Volumes whose source is of one of the provider's types. */
  readonly sources: readonly Volume[];
  /** The names of those of them whose files a target reads. */
  readonly read: ReadonlySet<string>;
  /** Groups whose medium is one of the provider's. */
  readonly groups: readonly Group[];
  /**
   * By the identity of a repository: the marks of objects that it listed before. They spare a query where the identity of
   * an object is a hash of its content. What is listed is asked of the repository alone.
   */
  readonly known?: ReadonlyMap<string, Marks>;
}

/** One group as it is. */
export interface GroupObservation {
  readonly address: Address;
  /** The points with the mark of this owner and this volume, in any order. It has no foreign points. */
  readonly points: readonly Point[];
  /** Why the group could not be listed. A gap is never "empty": nothing is created or destroyed on a guess. */
  readonly gap: Diagnostic | null;
  /** What the provider's keeper needs to know (does the repository exist), handed back to it; a plan assumes it. */
  readonly facts: Json;
  readonly diagnostics: readonly Diagnostic[];
}

/** One volume's source as it is. */
export interface SourceObservation {
  readonly volume: string;
  /** It cannot be opened at all, so nothing of the volume can be made. */
  readonly gap: Diagnostic | null;
  /** Points can be made in its place, but its files cannot be read: it has none, or they are locked. */
  readonly unreadable: Diagnostic | null;
  /** Where it is mounted for its users; null when it is not. */
  readonly root: string | null;
  readonly facts: Json;
  readonly diagnostics: readonly Diagnostic[];
}

/** Points of this owner whose volume or target is not declared, as far as listing the declared ones showed them. */
export interface ForgottenGroup {
  readonly address: Address;
  readonly points: readonly Point[];
}

/** Which surefile is asked about, and where. */
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
  readonly mark?: Mark | null;
}

/** One repository that groups are in, as it is. Told beside its groups, since its upkeep is that of all of them. */
export interface RepositoryObservation {
  /** Its name in the config. */
  readonly repository: string;
  /** `hidden`: it could not be seen; its groups have the gap that says why. */
  readonly state: "present" | "absent" | "hidden";
  /** The identity that its tool gave it; null unless it is present. */
  readonly id: string | null;
  /** Deleted data stays until a user with more rights removes it; null if that is unknown. */
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
