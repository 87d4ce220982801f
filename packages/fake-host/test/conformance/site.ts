import type { Providers } from "@rdump/core";
import type { RunIo } from "@rdump/core/provider";
import type { Operation } from "./operation.ts";

/** A host for operations. */
export interface Site {
  readonly io: RunIo;
  readonly providers: Providers;
  /** Runs an operation that is not a command of rdump. */
  alter(operation: Exclude<Operation, { do: "apply" | "look" | "run" }>): Promise<void>;
  /** What is below a directory: a line for each entry, sorted; without rsure's own files. */
  tree(path: string): Promise<readonly string[]>;
  /** What is in a dataset of ZFS or in one of its snapshots, in the same lines. */
  dataset(name: string): Promise<readonly string[]>;
  /** What is in an archive, in the same lines. */
  archived(repository: string, archive: string): Promise<readonly string[]>;
}

/** One entry, as both kinds of host describe it. */
export function line(path: string, kind: string, mode: number, rest: string): string {
  return `${path} ${kind} ${mode.toString(8)} ${rest}`;
}

/** What rsure writes differs between hosts by design: it holds inodes and times. */
export function isCompared(path: string): boolean {
  return !/(^|\/)2sure\./.test(path) && path !== ".rdump.json" && path !== "lost+found";
}
