import type { Address } from "../model/address.ts";
import type { Instant } from "../model/instant.ts";
import type { PointRef } from "../model/point.ts";
import type { Tree } from "../model/scope.ts";
import type { Integrity, ProofCommand, Sample, Volume } from "../model/volume.ts";
import type { ProbedPlace } from "./capabilities/probe.ts";
import type { RecordsRole } from "./records.ts";
import type { TimeRange } from "./restoring.ts";
import type { ComparisonProgram, Proposal } from "./roles.ts";
import type { SampleFiles } from "./sample.ts";

/** Writes integrity data into an opened tree, before the tree is copied. */
export interface IntegrityRole {
  /** Pure: the actions that update the surefile of the tree, in order. */
  update(request: IntegrityRequest): readonly Proposal[];
  /** Pure. */
  comparison(integrity: Integrity): ComparisonProgram;
  /** Pure: all files of integrity data in a tree, relative to its root. */
  files(integrity: Integrity): readonly string[];
  /** Pure: the path of the machine record, relative to the root of the tree. It is one of `files`. */
  machineRecord(integrity: Integrity): string;
  /** Pure: compares a restored tree with the revision of the run that made the point. */
  check(request: CheckRequest): Proposal;
  /** Pure: chooses the files of the next proof of a sample, from the revision of the point, and writes their list. */
  sample(request: SampleRequest): Proposal;
  readonly records: RecordsRole;
}

export interface CheckRequest {
  readonly volume: Volume;
  readonly integrity: Integrity;
  /** The root of the restored tree. It contains the surefile of the point, if the point has one. */
  readonly directory: string;
  /** Other trees with a surefile that can have the revision: the point itself, the volume. In this order. */
  readonly others: readonly string[];
  /** The time of the point; null: that of the present run, which makes it. */
  readonly time: Instant | null;
  /** The point was made from a tree that could change while it was read. */
  readonly live: boolean;
  /** The parts of the tree that were restored; empty: all of it. */
  readonly paths: readonly string[];
  /** The caller has all rights: owners and devices can be restored. */
  readonly asRoot: boolean;
  /** Files at the root of the tree that belong to the place of the point. */
  readonly own: readonly string[];
  /** The directory is that of an opened tree; null: files were restored into it. */
  readonly tree: Tree | null;
  /** The point does not have the attributes of the root of the volume. */
  readonly lacksRoot: boolean;
  /** The times that the point can store; absent: all. */
  readonly times?: TimeRange;
  /** The result is evidence about the point; null: it is only reported. */
  readonly proof: ProofRequest | null;
}

export interface ProofRequest {
  readonly address: Address;
  readonly point: ProvenPoint;
  /** The point itself has the revision of its run. Else another surefile has it, as for a snapshot. */
  readonly carries: boolean;
  /** The place of the restored tree, which is probed; null: the tree is read where it is. */
  readonly place: ProbedPlace | null;
  /** Absent: the whole point is compared. */
  readonly sample?: SampledProof;
  /** Runs in the restored tree after the comparison. Only with a place. */
  readonly command?: ProofCommand;
}

/** The point of a proof. `madeBy`: the action of this run that makes it; its name has `{run.time}` then. */
export type ProvenPoint =
  | Pick<PointRef, "id" | "name">
  | { readonly id: null; readonly name: string; readonly madeBy: string };

/**
 * A proof of a sample. `tree`: all files of the point are in the tree. `part`: only those of the list. `all`: all files are
 * there, and all of them are compared.
 */
export type SampledProof = { readonly in: "tree" | "part" | "all"; readonly files: SampleFiles };

export type SampleRequest = Pick<
  CheckRequest,
  "volume" | "integrity" | "directory" | "others" | "time" | "own" | "tree"
> & {
  readonly proof: ProofRequest;
  readonly sample: Sample;
  readonly files: SampleFiles;
};

export interface IntegrityRequest {
  readonly owner: string;
  readonly volume: Volume;
  readonly integrity: Integrity;
  readonly tree: Tree;
  /** The name of the revision whose files are searched; null: the previous revision. */
  readonly since: string | null;
  /** Files are hashed again: each once in this period in seconds, or all now. Absent: only those that can have changed. */
  readonly scrub?: number | "all" | null;
}
