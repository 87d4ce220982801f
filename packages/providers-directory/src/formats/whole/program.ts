import type { Command, Progress } from "@rdump/core/provider";
import type { FormatName } from "../names.ts";
import type { WholeRestoreInput, WholeSource } from "./inputs.ts";
import type { StreamNames } from "./tree.ts";

/** A program that reads a whole file system, and the one that restores it. */
export interface WholeProgram {
  readonly format: FormatName;
  readonly fileSystems: readonly string[];
  /** Variables that both programs read. */
  readonly shielded: readonly string[];
  /** Whether a restore gives the destination the attributes of the root of the volume. */
  readonly restoresRoot: boolean;
  /** Commands before the program reads. */
  prepare(source: WholeSource): readonly Command[];
  /** Prints the stream. */
  read(source: WholeSource): Command;
  /** Prints what changed since a time in seconds, with all names of the directories with changes; null: it cannot. */
  readonly readChanges: ((source: WholeSource, since: number) => Command) | null;
  listen(progress: (progress: Progress) => void): Listener;
  /** `collects`: the facts have the names. */
  newCheck(collects: boolean): StreamCheck;
  /** Extracts the stream from its standard input. */
  restore(input: WholeRestoreInput): Command;
  /** Extracts one file of the stream, and the directories above it, into an empty directory. */
  restoreFile(to: string, path: string): Command;
  /** Null: the line of the restoring program reports no fault. */
  faultIn(line: string): string | null;
}

/** Hears what the reading program prints. */
export interface Listener {
  hear(line: string): void;
  /** The first line about a fault; null: none was reported, and the program printed that it was done. */
  fault(): string | null;
}

/** Reads a stream, and finds what must not be restored. */
export interface StreamCheck {
  push(chunk: Buffer): void;
  /** After the last chunk. */
  end(): StreamFacts | { readonly fault: string };
}

export interface StreamFacts {
  /** Without directories. */
  readonly files: number;
  readonly bytes: number;
  /** Names that a restore does not give back: how many, and the places of the first. */
  readonly lost: number;
  readonly firstLost: readonly string[];
  /** Whether a file or directory is immutable or append-only: the program restores that, and then nothing can move or remove it. */
  readonly isFixed: boolean;
  /** Null: they were not collected. */
  readonly names: StreamNames | null;
}
