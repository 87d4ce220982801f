import type {
  Exclude,
  ProbedPlace,
  ProofCommand,
  Sample,
  SampledProof,
  SampleFiles,
  TimeRange,
} from "@rdump/core/provider";
import type { Place, RsureCommand } from "../command.ts";

/** A tree, and the revision of the run that made its point. */
export type RecordedPoint = {
  readonly rsure: RsureCommand;
  readonly volume: string;
  /** The root of the restored tree. */
  readonly directory: string;
  /** Where the surefile can be: the first that has the revision is used. */
  readonly surefiles: readonly [Place, ...Place[]];
  /** The name of the revision: the time of the run in its name. Null: that of the present run, which has made the point. */
  readonly revision: string | null;
  /** How an opened tree is read; null: files were restored into the directory. */
  readonly tree: { readonly mounted: boolean; readonly root: boolean } | null;
  readonly proof: ProofInput | null;
};

/** A restored tree, and the revision that it is compared with. */
export type CheckInput = RecordedPoint & {
  /** The point was made from a tree that could change while it was read. */
  readonly live: boolean;
  /** The parts that were restored, from the root of the volume; empty: everything. */
  readonly paths: readonly string[];
  readonly excludes: readonly Exclude[];
  /** Directories with a CACHEDIR.TAG are not in the point. */
  readonly excludeCaches: boolean;
  /** Owners and devices could be restored. */
  readonly asRoot: boolean;
  /** Files at the root of the tree that no revision has: the integrity data, and the mark of a mirror. */
  readonly own: readonly string[];
  /** The point does not have the attributes of the root of the volume; absent: it has them. */
  readonly lacksRoot?: true;
  /** The times that the point can store, in seconds since 1970; absent: all. */
  readonly times?: TimeRange;
  /** Absent: everything is compared. */
  readonly sample?: SampledProof;
  /** Runs in the restored tree after the comparison, which has a place. */
  readonly command?: ProofCommand;
};

/** The point whose files are chosen. */
export type ChooseInput = RecordedPoint & {
  readonly excludes: readonly Exclude[];
  /** As in `CheckInput`. */
  readonly own: readonly string[];
  readonly sample: Sample;
  readonly files: SampleFiles;
};

/** The point of a proof; as in `ProofRequest`. */
export type ProofInput = {
  /** Its name; that of a point of the present run has `{run.time}`. */
  readonly point: string;
  readonly carries: boolean;
  readonly place: ProbedPlace | null;
};
