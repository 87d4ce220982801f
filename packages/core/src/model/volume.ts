import type { Every } from "./every.ts";
import type { Exclude } from "./exclude.ts";
import type { VolumeLimits } from "./limits.ts";
import type { Source } from "./source.ts";
import type { Target } from "./target.ts";

/** The integrity data of a volume, defaults filled in. */
export interface Integrity {
  /** Relative to the volume's root. */
  readonly surefile: string;
  readonly hash: "sha1" | "sha256";
  readonly xattrs: boolean;
  /** In bytes: larger files get no hash. Null: all do. */
  readonly largest: number | null;
  /** Also make the `NAME-rsure` snapshot. */
  readonly snapshot: boolean;
  /** Null: as often as the finest of archives, mirrors and replicas. */
  readonly every: Every | null;
  /** How often each file is hashed again, although it did not change; absent: never. */
  readonly scrub?: Every;
  /** False when the user left integrity to its default. */
  readonly declared: boolean;
}

/** Argument lists that run around the snapshot moment; `after` always runs. */
export interface Hooks {
  readonly before: readonly string[] | null;
  readonly after: readonly string[] | null;
}

/** The part of a point that one proof restores and reads. The longest unproven files come first. */
export type Sample =
  | {
      readonly kind: "part";
      /** Of the number of files, from 0 to 1. */
      readonly part: number;
    }
  | { readonly kind: "bytes"; readonly bytes: number };

/** A command that must succeed in the restored tree, after the comparison. */
export type ProofCommand = {
  readonly argv: readonly [string, ...string[]];
  /** A name or a number; null: the user of rdump. */
  readonly user: string | null;
  /** In seconds. */
  readonly timeout: number;
};

/** Proofs of the newest point of one target. */
export interface Verify {
  readonly every: Every;
  /** The repository's name, or the address key of another target. */
  readonly from: string;
  /** Where archives are restored, as an absolute path; null: in the state directory. */
  readonly scratch: string | null;
  /** Absent: the whole point. */
  readonly sample?: Sample;
  readonly command?: ProofCommand;
}

/** One declared thing to protect, defaults and policies filled in. */
export interface Volume {
  readonly name: string;
  /** The recursive volume that it was found below; null: it is declared itself. */
  readonly parent: string | null;
  /** A replica of this sender, which another host updates; absent: runs of this host make the points. */
  readonly sender?: string;
  readonly source: Source;
  readonly exclude: readonly Exclude[];
  /** Exclude directories with a CACHEDIR.TAG. */
  readonly excludeCaches: boolean;
  /** Null: switched off. */
  readonly integrity: Integrity | null;
  /** Its archives contain the record of the machine. Absent: if it is mounted at `/`. */
  readonly machineRecord?: boolean;
  readonly targets: readonly Target[];
  /** Those that the volume declares itself. */
  readonly limits?: Partial<VolumeLimits>;
  readonly hooks: Hooks | null;
  readonly verify: readonly Verify[] | null;
}
