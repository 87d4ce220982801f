import type { Declared } from "../engine.ts";

/** One operation on a host, in a small language for real and simulated hosts. */
export type Operation =
  | { readonly do: "directory"; readonly path: string }
  /** `mtime` in whole seconds. */
  | { readonly do: "write"; readonly path: string; readonly text: string; readonly mtime: number }
  | { readonly do: "link"; readonly path: string; readonly target: string }
  /** A directory with all that is in it, too. */
  | { readonly do: "remove"; readonly path: string }
  | { readonly do: "chmod"; readonly path: string; readonly mode: number }
  /** A file system on a logical volume of the group `vg`, mounted. */
  | {
      readonly do: "volume";
      readonly name: string;
      readonly megabytes: number;
      readonly type: "ext4" | "xfs";
      readonly thin: boolean;
      readonly mount: string;
    }
  | {
      readonly do: "snapshot";
      readonly of: string;
      readonly name: string;
      readonly megabytes: number | null;
      readonly tags: readonly string[];
    }
  | { readonly do: "suspend"; readonly name: string }
  /** A file system of ZFS, mounted; its pool is made when it is not there. */
  | { readonly do: "dataset"; readonly name: string; readonly mount: string }
  /** Somebody's hold on a snapshot of ZFS. */
  | { readonly do: "hold"; readonly snapshot: string }
  | { readonly do: "overflow"; readonly name: string; readonly origin: string; readonly mount: string }
  | { readonly do: "unmount"; readonly path: string }
  /** The exit code of a program, without its output. */
  | { readonly do: "run"; readonly argv: readonly [string, ...string[]] }
  /** An archive that rdump did not make, or that another owner's did: by its comment. */
  | {
      readonly do: "archive";
      readonly repository: string;
      readonly name: string;
      readonly time: string;
      readonly comment: string;
      readonly from: string;
    }
  /** `rdump apply -y`, at a time. */
  | { readonly do: "apply"; readonly declared: Declared; readonly at: string }
  /** Only looks. */
  | { readonly do: "look"; readonly declared: Declared; readonly at: string };
